"""Keep short, and right, what the database tells of each change to what is kept of requests."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model

from spoc.kit.time import now, quarter
from spoc.requests.models import FlowTally, IncidentTally, OpenTally
from spoc.requests.rules import OPEN
from spoc.requests.rules.tally import LATE_MARK, SOON_MARK

# so many changes are read as quickly as their sum
MOST = 1_000
# how far back the flow is kept: the board compares a day with four weeks before it
FLOW = timedelta(days=35)
MANY = """
SELECT count(*) > %(most)s + count(DISTINCT ({sort})) FILTER (WHERE {lasts}) FROM {table}
"""
FOLD = """
WITH told AS (DELETE FROM {table} RETURNING {sort}, change)
INSERT INTO {table} ({sort}, change)
SELECT {sort}, sum(change) FROM told WHERE {lasts} GROUP BY {sort} HAVING sum(change) <> 0
"""
# of one moment: whatever changes a request and what is told of it are seen together, or neither
MEND = """
INSERT INTO {table} ({sort}, change)
SELECT {sort}, sum(change) FROM (
  SELECT {sort}, -change AS change FROM {table}
  UNION ALL
  SELECT {sort}, 1 FROM ({counted}) each) told
WHERE {lasts}
GROUP BY {sort} HAVING sum(change) <> 0
"""
IS_OPEN = f"""
SELECT *, CASE WHEN due_at IS NULL OR used_mark < {SOON_MARK} THEN 0
               WHEN used_mark < {LATE_MARK} THEN {SOON_MARK} ELSE {LATE_MARK} END AS mark
FROM requests_supportrequest WHERE NOT is_restricted AND status = ANY(%(open)s)
"""
FLOWED = """
SELECT kind, date_bin('15 minutes', moment, TIMESTAMPTZ '2000-01-01 00:00:00+00') AS quarter
FROM requests_supportrequest, LATERAL (VALUES
  ('came', created_at), ('solved', resolved_at),
  ('fresh', CASE WHEN status = 'new' THEN created_at END)) AS of_one (kind, moment)
WHERE NOT is_restricted AND (created_at >= %(since)s OR resolved_at >= %(since)s)
"""
# what is kept: by what it is told apart, what of it lasts, and what is counted in it
KEPT: dict[type[Model], dict[str, str]] = {
    OpenTally: {
        "sort": "team_id, assignee_id, status, pending_reason, mark",
        "lasts": "true",
        "counted": IS_OPEN,
    },
    IncidentTally: {
        "sort": "team_id, service_id, is_major",
        "lasts": "true",
        "counted": f"{IS_OPEN} AND type = 'incident'",
    },
    FlowTally: {
        "sort": "kind, quarter",
        "lasts": "quarter >= %(since)s",
        "counted": FLOWED,
    },
}


def fold_tallies(most: int = MOST) -> None:
    """Put the sum in the place of the changes of each sort, where there are more than so many.

    It is one statement: whoever reads meanwhile finds either, and what is told meanwhile stays.
    """
    given: dict[str, Any] = {"most": most, "since": _since()}
    for model in KEPT:
        with connection.cursor() as cursor:
            cursor.execute(_of(MANY, model), given)
            (many,) = cursor.fetchone()
            if many:
                cursor.execute(_of(FOLD, model), given)


def mend_tallies() -> int:
    """Count anew, and add what is lacking where somebody wrote past the triggers; return how many.

    So many sorts were wrong. Nobody waits for it, and it waits for nobody.
    """
    given: dict[str, Any] = {"open": [str(status) for status in OPEN], "since": _since()}
    wrong = 0
    for model in KEPT:
        with connection.cursor() as cursor:
            cursor.execute(_of(MEND, model), given)
            wrong += cursor.rowcount
    return wrong


def _of(statement: str, model: type[Model]) -> str:
    """The statement, worded of what is kept there."""
    return statement.format(table=model._meta.db_table, **KEPT[model])


def _since() -> datetime:
    """From this quarter of an hour on the flow lasts."""
    return quarter(now() - FLOW)
