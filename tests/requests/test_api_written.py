"""What machines write and take back: calls, drafts, replies that wait, and macros undone."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.channels.models import Letter
from spoc.kit.time import at, now
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.models import Entry

HOUR = timedelta(hours=1)


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine):
    return machine("Elin Sand")


@pytest.fixture
def asked(register_request, work):
    """A request whose first letters have gone out."""
    request = register_request()
    work()
    return request


@pytest.fixture
def place(asked):
    return f"/requests/{asked.pk}"


def test_a_call_is_written_down_with_its_minutes(elin, machine, place):
    call = {"kind": "call", "text": "She says it is slow.", "minutes": 7}
    made = elin.post(f"{place}/entries", call)
    assert (made.status_code, made.json()["kind"]) == (201, "call")
    assert [each["minutes"] for each in elin.get(f"{place}/work-logs").json()["items"]] == [7]
    assert elin.post(f"{place}/entries", call | {"minutes": 2_000}).status_code == 422
    assert machine("Karin Holm").post(f"{place}/entries", call).status_code == 403


def test_a_reply_that_waits_is_taken_back_and_is_a_draft_again(elin, machine, place):
    said = {"text": "Too soon.", "cc": ["anna@partner.example"], "waits": True}
    entry = elin.post(f"{place}/entries", said).json()["id"]
    assert machine("Daniel Okoro").post(f"{place}/entries/{entry}/taking-back").status_code == 409
    back = elin.post(f"{place}/entries/{entry}/taking-back")
    assert (back.status_code, back.json()["text"]) == (200, "Too soon.")
    assert back.json()["cc"] == "anna@partner.example"
    assert elin.post(f"{place}/entries/{entry}/taking-back").status_code == 409
    assert Entry.objects.get(pk=entry).is_removed
    assert not Letter.objects.filter(state="queued", text__contains="Too soon").exists()


def test_a_reply_over_unread_words_is_refused(elin, asked, place, people):
    seen = asked.entries.order_by("id").last().pk
    do.hear(asked, by=people["Karin Holm"], channel="portal", words=Words("It works again."))
    answer = elin.post(f"{place}/entries", {"text": "Still?", "seen": seen})
    assert answer.status_code == 409
    assert not asked.entries.filter(is_from_desk=True).exists()


def test_a_reply_that_waits_is_moved_by_who_wrote_it(elin, machine, place):
    first, later = ((now() + HOUR * count).isoformat() for count in (1, 2))
    made = elin.post(f"{place}/planned-replies", {"text": "Tomorrow.", "send_at": first}).json()
    one = f"{place}/planned-replies/{made['id']}"
    moved = elin.patch(one, {"send_at": later})
    assert (moved.status_code, moved.json()["send_at"] > made["send_at"]) == (200, True)
    gone = {"send_at": (now() - HOUR).isoformat()}
    assert elin.patch(one, gone).status_code == 422
    assert machine("Karin Holm").patch(one, {"send_at": later}).status_code in (403, 404)
    assert elin.patch(f"{place}/planned-replies/999999", {"send_at": later}).status_code == 404


def test_a_draft_is_kept_shown_taken_over_and_thrown_away(elin, machine, place):
    daniel, all_of_them = machine("Daniel Okoro"), f"{place}/drafts"
    kept = elin.send("PUT", all_of_them, {"text": "Dear Karin"}).json()
    assert daniel.get(all_of_them).json() == []
    assert daniel.post(f"{all_of_them}/{kept['id']}/taking").status_code == 404
    shown = elin.send("PUT", all_of_them, {"text": "Dear Karin", "is_shared": True}).json()
    assert [each["id"] for each in daniel.get(all_of_them).json()] == [shown["id"]]
    taken = daniel.post(f"{all_of_them}/{shown['id']}/taking").json()
    assert (taken["text"], taken["person"]["name"]) == ("Dear Karin", "Daniel Okoro")
    (own,) = elin.get(all_of_them).json()
    assert (own["taken_by"]["name"], own["is_shared"]) == ("Daniel Okoro", False)
    assert elin.send("PUT", all_of_them, {"text": ""}).status_code == 204
    assert elin.get(all_of_them).json() == []


@pytest.mark.parametrize(("name", "status"), [("Karin Holm", 403), ("Rune Dahl", 404)])
def test_who_does_not_work_on_it_reads_and_keeps_no_draft(elin, machine, place, name, status):
    draft = elin.send("PUT", f"{place}/drafts", {"text": "Hm", "is_shared": True}).json()["id"]
    other = machine(name)
    assert other.get(f"{place}/drafts").status_code == status
    assert other.send("PUT", f"{place}/drafts", {"text": "Hm"}).status_code == status
    assert other.post(f"{place}/drafts/{draft}/taking").status_code == status


def test_a_macro_is_undone_within_an_hour_by_who_ran_it(elin, machine, place):
    steps = [{"do": "tag", "tag": "urgent"}]
    macro = elin.post("/macros", {"name": "Hurry", "steps": steps}).json()["id"]
    runs, daniel = f"{place}/macro-runs", machine("Daniel Okoro")
    assert elin.post(runs, {"macro": macro}).status_code == 200
    assert elin.get(f"{place}/tags").json()["tags"] == ["urgent"]
    (run,) = elin.get(runs).json()
    assert (run["macro"]["name"], run["is_undoable"]) == ("Hurry", True)
    assert daniel.get(runs).json() == []
    assert daniel.post(f"{runs}/{run['id']}/undoing").status_code == 404
    assert elin.post(f"{runs}/{run['id']}/undoing").status_code == 200
    assert elin.get(f"{place}/tags").json()["tags"] == []
    assert elin.post(f"{runs}/{run['id']}/undoing").status_code == 404


def test_what_was_run_long_ago_is_not_undone(elin, place):
    steps = [{"do": "tag", "tag": "urgent"}]
    macro = elin.post("/macros", {"name": "Hurry", "steps": steps}).json()["id"]
    elin.post(f"{place}/macro-runs", {"macro": macro})
    (run,) = elin.get(f"{place}/macro-runs").json()
    with at(now() + HOUR * 2):
        assert elin.post(f"{place}/macro-runs/{run['id']}/undoing").status_code == 409
    assert elin.get(f"{place}/tags").json()["tags"] == ["urgent"]
