"""Letters by machines: what was put aside, what was not sent, and what becomes of them."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.channels.activities import deliver, invite
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.people.queries import system
from spoc.requests.activities import restrict
from spoc.requests.letters import acknowledge
from spoc.requests.models import SupportRequest


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def elin(machine):
    return machine("Elin Sand")


@pytest.fixture
def failed(register_request, settings):
    """An acknowledgement that could not be sent."""
    settings.EMAIL_HOST = ""
    settings.SPOC_DEMO = False
    written = acknowledge(register_request(words="The dictaphone is silent"), by=system())
    for _try in range(10):
        deliver(written, by=system())
    return written


@pytest.fixture
def aside(letter, settings):
    """The letter that was one too many."""
    settings.SPOC_LETTERS_PER_SENDER = 1
    for number in range(2):
        receive_letter(letter(subject=f"Slow images {number}", text=f"Room {number} is slow."))
    return Letter.objects.get(state="quarantined")


def test_what_could_not_be_sent_is_listed_read_and_tried_again(elin, failed):
    (listed,) = elin.get("/letters", way="out", state="failed").json()["items"]
    assert (listed["id"], listed["subject_of"]) == (failed.pk, f"request-{failed.subject_id}")
    whole = elin.get(f"/letters/{failed.pk}").json()
    assert "The dictaphone is silent" in whole["text"]
    again = elin.post(f"/letters/{failed.pk}/retry")
    assert (again.status_code, again.json()["state"], again.json()["tries"]) == (200, "queued", 0)
    assert elin.get("/letters", way="out", state="failed").json()["items"] == []


def test_what_was_put_aside_is_spam_and_then_released(elin, aside):
    (listed,) = elin.get("/letters", state="quarantined").json()["items"]
    assert (listed["id"], listed["subject"]) == (aside.pk, aside.subject)
    assert "is slow" in elin.get(f"/letters/{aside.pk}").json()["text"]
    assert elin.post(f"/letters/{aside.pk}/rejection").json()["outcome"] == "spam"
    assert elin.post(f"/letters/{aside.pk}/rejection").status_code == 422
    assert elin.post(f"/letters/{aside.pk}/release").json()["outcome"] == "released"
    assert elin.post(f"/letters/{aside.pk}/release").status_code == 422


def test_what_is_its_readers_alone_is_told_to_nobody_else(machine, people, elin):
    letter = invite(people["Karin Holm"], by=people["Åsa Ekman"])
    seen = elin.get(f"/letters/{letter.pk}").json()
    assert (seen["subject"], seen["text"], seen["reason"]) == (None, None, None)
    listed = {each["id"]: each for each in elin.get("/letters", way="out").json()["items"]}
    assert listed[letter.pk]["subject"] is None


@pytest.mark.parametrize("name", ["Karin Holm", "Åsa Ekman"])
def test_who_reads_no_letters_is_refused_all_of_it(machine, failed, name):
    other, at = machine(name), f"/letters/{failed.pk}"
    for method, address in (
        ("GET", "/letters"),
        ("GET", at),
        *(("POST", f"{at}/{noun}") for noun in ("release", "rejection", "retry")),
    ):
        assert (address, other.send(method, address).status_code) == (address, 403)


def test_a_letter_about_what_one_may_not_see_is_not_there(machine, failed, people):
    sofia = people["Sofia Berg"]
    restrict(SupportRequest.objects.get(pk=failed.subject_id), by=sofia, readers=[sofia])
    daniel = machine("Daniel Okoro")
    assert daniel.get(f"/letters/{failed.pk}").status_code == 404
    assert daniel.post(f"/letters/{failed.pk}/retry").status_code == 404
    assert daniel.get("/letters", way="out", state="failed").json()["items"] == []


def test_a_longer_list_asks_no_more_questions(
    elin, register_request, django_assert_max_num_queries
):
    for number in range(6):
        acknowledge(register_request(words=f"Silent {number}"), by=system())
    with django_assert_max_num_queries(14):
        first = elin.get("/letters", way="out", limit=5).json()
    assert (len(first["items"]), bool(first["next"])) == (5, True)


def test_somebody_is_invited_by_an_administrator_alone(machine, people):
    karin, at = people["Karin Holm"], f"/people/{people['Karin Holm'].pk}/invitation"
    made = machine("Åsa Ekman").post(at)
    assert (made.status_code, made.json()) == (201, {"to": "karin.holm@norrvikhospital.example"})
    assert Letter.objects.filter(noun="person", subject_id=karin.pk, is_incoming=False).count() == 1
    assert machine("Elin Sand").post(at).status_code == 403
    assert machine("Åsa Ekman").post("/people/999999/invitation").status_code == 404


def test_the_times_of_letters_are_read_and_said(elin, machine):
    usual = elin.get("/notice-times").json()
    assert (usual["digest"], usual["digest_at"], usual["quiet_days"]) == ("daily", "08:00", [])
    said = {"digest": "hourly", "digest_at": "07:30", "quiet_from": "22:00", "quiet_until": "06:00"}
    said |= {"quiet_days": [6, 5]}
    kept = elin.send("PUT", "/notice-times", said)
    assert (kept.status_code, kept.json()) == (200, said | {"quiet_days": [5, 6]})
    assert elin.get("/notice-times").json() == kept.json()
    assert machine("Karin Holm").send("PUT", "/notice-times", said).status_code == 403


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"quiet_from": "22:00"}, "quiet_until"),
        ({"digest_at": "24:00"}, "digest_at"),
        ({"digest_at": "07:30:00Z"}, "digest_at"),
        ({"digest": "yearly"}, "digest"),
        ({"quiet_days": [7]}, "quiet_days"),
    ],
)
def test_times_that_are_none_are_refused_by_name(elin, said, field):
    answer = elin.send("PUT", "/notice-times", {"digest": "daily", "digest_at": "08:00"} | said)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)
