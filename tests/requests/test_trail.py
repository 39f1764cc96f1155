"""The trail of a request leaves as a file: as much as its reader may know, and it verifies."""

import csv
import json
import re
import subprocess
import sys
from io import StringIO

import pytest
from tests.floor.sources import ROOT

from spoc.audit.queries import story
from spoc.people.activities import add_person
from spoc.requests import activities as do
from spoc.requests.queries.facts import OUTLINE

HOW_TO = ROOT / "docs" / "how-to" / "verify-an-export.md"


@pytest.fixture
def worked(people, register_request, found):
    """A request that was classified and noted on, with words that only the desk may know."""
    request, elin = register_request(words='Röntgen "nere"\n\x7f – 日本 \\'), people["Elin Sand"]
    do.classify(request, by=elin, classification=found("incident"))
    do.diagnose(request, by=elin, hypothesis="Quokka")
    do.describe(request, by=elin, title="=cmd|' /C calc'!A0", is_complaint=True)
    do.describe(request, by=elin, title="Zebra", is_complaint=False)
    return request


@pytest.fixture
def export(client_of):
    """Take the trail of a request along: `export("Elin Sand", request)`."""

    def taken(name, request, form="jsonl"):
        answer = client_of(name).get(f"/requests/{request.pk}/trail.{form}")
        assert answer.status_code == 200
        return b"".join(answer.streaming_content).decode()

    return taken


@pytest.fixture
def verify(tmp_path):
    """Verify an export with the script the manual gives; return its exit code and its words."""
    script, trail = tmp_path / "verify.py", tmp_path / "trail.jsonl"
    script.write_text(re.search(r"```python\n(.*?)```", HOW_TO.read_text(), re.DOTALL)[1])

    def run(text):
        trail.write_text(text)
        done = subprocess.run(
            [sys.executable, script, trail], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_the_desk_takes_all_of_it_and_anybody_can_verify_it(worked, export, verify):
    text = export("Elin Sand", worked)
    lines = [json.loads(row) for row in text.splitlines()]
    facts = list(story(worked))
    assert [line["seq"] for line in lines] == [fact.seq for fact in facts]
    assert [line["hash"] for line in lines] == [bytes(fact.digest).hex() for fact in facts]
    assert lines[0]["previous"] == ""
    assert verify(text) == (0, f"{len(facts)} facts of 1 records, 0 gaps, 0 faults\n")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Quokka", "Wombat", "has another hypothesis than was recorded"),
        ("request.diagnosed", "request.described", "was altered"),
        ('"seq": 2', '"seq": 3', "was altered"),
    ],
)
def test_what_was_altered_is_found(worked, export, verify, old, new, fault):
    code, words = verify(export("Elin Sand", worked).replace(old, new))
    assert code == 1
    assert fault in words


def test_what_was_left_out_shows_as_a_gap(worked, export, verify):
    rows = export("Elin Sand", worked).splitlines(keepends=True)
    assert verify("".join([rows[0], *rows[2:]]))[1].endswith("1 gaps, 0 faults\n")
    assert verify("".join([rows[1], rows[0]]))[0] == 1


def test_who_asked_takes_the_outline_along_and_it_verifies(worked, export, verify):
    text = export("Karin Holm", worked)
    lines = [json.loads(row) for row in text.splitlines()]
    assert {line["kind"] for line in lines} <= set(OUTLINE)
    assert all("changes" not in line["values"] for line in lines)
    assert "Quokka" not in text
    assert verify(text)[0] == 0


@pytest.mark.parametrize("name", ["Oskar Nyman", "Priya Nair", "Åsa Ekman"])
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_stranger_finds_nothing(worked, client_of, name, form):
    assert client_of(name).get(f"/requests/{worked.pk}/trail.{form}").status_code == 404


def test_the_table_holds_no_formulas(people, register_request, export):
    add_person("=1+1", by=people["Elin Sand"])
    request = register_request("=1+1", words="@SUM(A1)")
    rows = list(csv.DictReader(StringIO(export("Elin Sand", request, "csv"))))
    assert rows[0]["by_name"] == "'=1+1"
    assert json.loads(rows[0]["values"])["title"] == "@SUM(A1)"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(tuple("=+-@"))]


def test_the_page_offers_it(worked, client_of):
    page = client_of("Elin Sand").get(f"/requests/{worked.pk}").content.decode()
    assert f"/requests/{worked.pk}/trail.jsonl" in page
