"""The whole trail: of each record as much as its reader may see."""

import json

import pytest

from spoc.audit import trail
from spoc.audit.models import Fact
from spoc.intake.activities import receive_letter
from spoc.people.activities import grant_role
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest

AUDITOR, ADMINISTRATOR = "Eva Lund", "Åsa Ekman"


@pytest.fixture
def auditor(people):
    """Somebody who looks into what was done, and is no reader of what is restricted."""
    grant_role(people[AUDITOR], by=system(), role="AU")
    return people[AUDITOR]


@pytest.fixture
def cases(people, letter, register_request, work):
    """An open request, and one by letter that Sofia Berg alone may read."""
    sofia = people["Sofia Berg"]
    seen = register_request("Sanna Kivi", words="Wombat")
    receipt = receive_letter(letter(subject="Quokka"))
    closed = SupportRequest.objects.get(pk=int(receipt.request[2:]))
    do.note(closed, by=sofia, text="Numbat")
    do.describe(closed, by=sofia, title="Quokka bites")
    do.restrict(closed, by=sofia, readers=[sofia])
    work()
    return seen, closed


def export(browser, form="jsonl"):
    answer = browser.get(f"/settings/trail.{form}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def lines_of(browser):
    return [json.loads(row) for row in export(browser).splitlines()]


def test_an_auditor_takes_all_but_what_is_restricted(auditor, cases, client_of):
    seen, closed = cases
    text = export(client_of(AUDITOR))
    requests = {
        line["subject"] for line in map(json.loads, text.splitlines()) if line["noun"] == "request"
    }
    assert seen.pk in requests
    assert closed.pk not in requests
    assert "Wombat" in text
    assert "Quokka" not in text
    assert "karin.holm@norrvikhospital.example" not in about_letters(text)


def about_letters(text):
    return "".join(row for row in text.splitlines() if '"noun": "letter"' in row)


def test_an_auditor_who_sees_what_is_restricted_takes_everything(people, cases, client_of):
    grant_role(people[AUDITOR], by=system(), role="AU", sees_restricted=True)
    lines = lines_of(client_of(AUDITOR))
    facts = Fact.objects.exclude(noun="letter").filter(noun="request")
    assert [line["id"] for line in lines if line["noun"] == "request"] == list(
        facts.order_by("id").values_list("id", flat=True)
    )


def test_an_administrator_takes_no_case_content(cases, client_of):
    lines = lines_of(client_of(ADMINISTRATOR))
    assert {line["noun"] for line in lines} & {"request", "letter", "interaction"} == set()
    assert "role.granted" in {line["kind"] for line in lines}


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Birgitta Ahl"])
@pytest.mark.parametrize("address", ["trail", "trail.jsonl", "trail.csv"])
def test_nobody_else_takes_it(client_of, name, address):
    assert client_of(name).get(f"/settings/{address}").status_code == 403


def test_it_is_walked_in_batches(auditor, cases, client_of, monkeypatch):
    whole = lines_of(client_of(AUDITOR))
    monkeypatch.setattr(trail, "BATCH", 7)
    assert lines_of(client_of(AUDITOR)) == whole
    assert [line["id"] for line in whole] == sorted(line["id"] for line in whole)


def test_the_settings_offer_it(auditor, client_of):
    page = client_of(AUDITOR).get("/settings/trail").content.decode()
    for form in ("jsonl", "csv"):
        assert f"/settings/trail.{form}" in page
        assert export(client_of(AUDITOR), form)
