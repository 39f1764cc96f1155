"""Spam is put aside: where the server says so, or somebody said so of the sender's last letter."""

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Interaction, Letter
from spoc.intake.activities import receive_letter
from spoc.requests.models import SupportRequest

SENDER = "Best Offers <offers@elsewhere.example>"


@pytest.fixture
def elin(client_of):
    """The agent's browser."""
    return client_of("Elin Sand")


@pytest.fixture
def put_aside(people, letter):
    """A letter the server took for spam."""
    receive_letter(letter(SENDER, "Buy now", "Cheap pills.", x_spam_flag="YES"))
    return Letter.objects.get(is_incoming=True)


@pytest.mark.parametrize(
    ("header", "value", "outcome"),
    [
        ("x_spam_flag", "YES", "quarantined"),
        ("x_spam_status", "Yes, score=9.1 required=5.0", "quarantined"),
        ("x_spam", "Yes", "quarantined"),
        ("x_spam_status", "No, score=-1.0 required=5.0", "registered"),
        ("x_spam_flag", "NO", "registered"),
    ],
)
def test_what_the_server_takes_for_spam_is_put_aside(people, letter, header, value, outcome):
    assert receive_letter(letter(SENDER, **{header: value})).outcome == outcome


def test_what_was_put_aside_is_listed_with_its_reason(elin, put_aside):
    page = elin.get("/settings/letters?way=in&state=quarantined").content.decode()
    assert "Buy now" in page
    assert "The receiving server takes it for spam." in page


def test_what_is_called_spam_is_counted_and_makes_no_request(elin, put_aside):
    elin.post(f"/settings/letters/{put_aside.pk}/rejection")
    put_aside.refresh_from_db()
    assert (put_aside.state, put_aside.outcome) == ("done", "spam")
    assert Interaction.objects.get().disposition == "spam"
    assert not SupportRequest.objects.exists()
    assert story(put_aside).last().kind == "letter.settled"


def test_what_a_spammer_writes_next_is_put_aside_until_released(
    elin, put_aside, letter, run_job, people
):
    elin.post(f"/settings/letters/{put_aside.pk}/rejection")
    receipt = receive_letter(letter(SENDER, "Once more", "Cheaper pills."))
    assert receipt.outcome == "quarantined"
    assert "spam" in receipt.reason
    second = Letter.objects.get(subject="Once more")
    elin.post(f"/settings/letters/{second.pk}/release")
    run_job("intake.jobs.read_waiting", timestamp=0)
    assert SupportRequest.objects.get().title == "Once more"
    third = receive_letter(letter(SENDER, "And again", "It is me."))
    assert third.outcome == "registered", "who was let in is believed from then on"


def test_spam_by_mistake_is_read_after_all(elin, put_aside, run_job):
    elin.post(f"/settings/letters/{put_aside.pk}/rejection")
    page = elin.get(f"/settings/letters/{put_aside.pk}").content.decode()
    assert "It is no spam" in page
    elin.post(f"/settings/letters/{put_aside.pk}/release")
    run_job("intake.jobs.read_waiting", timestamp=0)
    assert SupportRequest.objects.get().title == "Buy now"


def test_only_what_was_put_aside_is_called_spam(elin, people, letter):
    receive_letter(letter())
    came = Letter.objects.get(is_incoming=True)
    assert elin.post(f"/settings/letters/{came.pk}/rejection").status_code == 422


def test_who_only_reads_calls_nothing_spam(client_of, put_aside):
    ylva, place = client_of("Ylva Öberg"), f"/settings/letters/{put_aside.pk}/rejection"
    assert place not in ylva.get(f"/settings/letters/{put_aside.pk}").content.decode()
    assert ylva.post(place).status_code == 403
