"""The physical limit: each thing as plain SQL on the same server, by pgbench, prepared."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from spoc.kit.postgres import program

OPEN = "status IN ('new', 'classified', 'assigned', 'in_progress', 'pending', 'resolved')"
TRIAGE = "queue_rank, criticality, due_rank, vip_rank, created_at, id"
SHOWN = (
    "id, title, type, status, priority, requester_id, organisation_id, service_id, assignee_id,"
    " due_at, updated_at"
)
FIRST = f"SELECT {SHOWN} FROM requests_supportrequest WHERE {OPEN} ORDER BY {TRIAGE} LIMIT 51;"
FURTHER = f"""SELECT {SHOWN} FROM requests_supportrequest
WHERE {OPEN} AND ({TRIAGE}) > ({{mark}}) ORDER BY {TRIAGE} LIMIT 51;"""
MARK = f"""SELECT concat_ws(',', queue_rank, criticality, quote_literal(due_rank), vip_rank,
  quote_literal(created_at), id)
FROM requests_supportrequest WHERE {OPEN} ORDER BY {TRIAGE} OFFSET {{passed}} LIMIT 1"""
REQUEST = r"""\set n random(1, {shown})
SELECT number AS n FROM bench.shown WHERE place = :n \gset
SELECT * FROM requests_supportrequest WHERE id = :n;
SELECT * FROM requests_entry WHERE support_request_id = :n ORDER BY at, id;
SELECT * FROM audit_fact WHERE noun = 'request' AND subject_id = :n ORDER BY seq;
"""
# the better of the two plans: no one statement is good for a rare and for a common word
SEARCH = """SELECT subject_id, title FROM search_document
WHERE noun = 'request' AND vector @@ to_tsquery('simple', '{word}')
ORDER BY subject_id DESC LIMIT 50;"""
SEARCH_RARE = SEARCH.replace("subject_id DESC", "subject_id + 0 DESC")
COUNTS = f"""SELECT team_id, count(*) FROM requests_supportrequest
WHERE {OPEN} GROUP BY team_id;"""
BOARD = f"""SELECT team_id, status, priority, count(*) FROM requests_supportrequest
WHERE {OPEN} GROUP BY 1, 2, 3;"""
# plain tables beside ours: what a write costs when nothing is asked but that it is kept and found
TABLES = """
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.shown (place int PRIMARY KEY, number bigint NOT NULL);
CREATE TABLE bench.request (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team int NOT NULL, requester bigint NOT NULL REFERENCES people_person, status text NOT NULL,
  priority int NOT NULL, created timestamptz NOT NULL, title text NOT NULL);
CREATE INDEX ON bench.request (priority, created, id);
CREATE INDEX ON bench.request (team, status, priority, created);
CREATE INDEX ON bench.request (requester, created);
CREATE TABLE bench.message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request bigint NOT NULL REFERENCES bench.request, at timestamptz NOT NULL, body text NOT NULL,
  words tsvector);
CREATE INDEX ON bench.message (request, at);
CREATE INDEX ON bench.message USING gin (words);
CREATE TABLE bench.fact (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request bigint NOT NULL REFERENCES bench.request, at timestamptz NOT NULL, kind text NOT NULL,
  told jsonb NOT NULL);
CREATE INDEX ON bench.fact (request, at);
INSERT INTO bench.request (team, requester, status, priority, created, title)
SELECT 1, min(id), 'new', 3, now(), 'The first one' FROM people_person;
"""
SAID = r"""INSERT INTO bench.message (request, at, body, words)
SELECT :r, now(), text, to_tsvector('english', text) FROM requests_entry WHERE id = :m;
INSERT INTO bench.fact (request, at, kind, told) VALUES (:r, now(), 'said', '{{"by": 1}}');
COMMIT;
"""
CREATE = (
    r"""\set m random(1, {entries})
\set p random(1, 5)
BEGIN;
INSERT INTO bench.request (team, requester, status, priority, created, title)
VALUES (1, 1, 'new', :p, now(), 'Printer on the third floor prints nothing') RETURNING id AS r \gset
"""
    + SAID
)
REPLY = (
    r"""\set m random(1, {entries})
\set r 1
BEGIN;
"""
    + SAID
)


@dataclass(frozen=True, slots=True)
class Limit:
    """What plain SQL reaches: how many a second, and how long one takes on average."""

    per_second: float
    milliseconds: float


def limit(script: str, socket: Path, clients: int, seconds: float) -> Limit:
    """Let pgbench run a script for so long."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [program("pgbench"), "-h", str(socket), "-U", "postgres", "-n", "-M", "prepared"]
        command += ["-c", str(clients), "-j", "2", "-T", str(max(1, round(seconds)))]
        command += ["-f", file.name, "spoc"]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return read(told, clients)


def read(told: str, clients: int) -> Limit:
    """Return what pgbench told.

    >>> read("tps = 250.0 (without initial connection time)", 1)
    Limit(per_second=250.0, milliseconds=4.0)
    """
    found = re.search(r"tps = ([\d.]+)", told)
    per_second = float(found[1]) if found else 0.0
    return Limit(per_second, 1_000 * clients / per_second if per_second else 0.0)
