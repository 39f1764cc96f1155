"""What came before, too often, or from nobody, is kept, opens nothing and is not answered."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from spoc.channels.models import Interaction, Letter
from spoc.intake.activities import receive_letter
from spoc.requests.models import SupportRequest

pytestmark = pytest.mark.django_db

SANNA = "Sanna Kivi <sanna.kivi@norrvikhospital.example>"
ELIN = "Elin Sand <elin.sand@it.norrvik.example>"


def test_the_very_same_letter_again_is_one(letter):
    raw = letter()
    first, second = receive_letter(raw), receive_letter(raw)
    assert (second.outcome, second.request) == ("duplicate", first.request)
    assert Letter.objects.count() == SupportRequest.objects.count() == 1


def test_the_same_id_from_the_same_sender_is_one(letter):
    first = receive_letter(letter(message_id="<one@x.example>", x_hop="1"))
    again = receive_letter(letter(message_id="<one@x.example>", x_hop="2"))
    assert (again.outcome, again.request) == ("duplicate", first.request)
    assert SupportRequest.objects.count() == 1


def test_the_same_id_from_another_sender_is_not(letter):
    receive_letter(letter(message_id="<one@x.example>"))
    assert receive_letter(letter(sender=SANNA, message_id="<one@x.example>")).outcome == (
        "registered"
    )


def test_the_same_id_with_other_words_is_read(letter):
    """Anybody can send a letter ahead under the id and the name of another."""
    first = receive_letter(letter(message_id="<one@x.example>"))
    other = receive_letter(letter(message_id="<one@x.example>", text="The lift burns."))
    assert (other.outcome, other.request != first.request) == ("registered", True)


def test_the_same_letter_is_one_though_what_came_between_said_otherwise(letter):
    words = ("Printer.", "Forged.", "Printer.")
    receipts = [receive_letter(letter(message_id="<one@x.example>", text=w)) for w in words]
    assert [each.outcome for each in receipts] == ["registered", "registered", "duplicate"]


@pytest.mark.commits
def test_the_same_letter_by_several_ways_at_once_is_one(people, letter, settings):
    settings.SPOC_LETTERS_PER_SENDER = 100
    raws = [letter(message_id="<one@x.example>", x_hop=str(n)) for n in range(4)]

    def come(raw):
        try:
            return receive_letter(raw).outcome
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        outcomes = sorted(threads.map(come, raws))
    assert outcomes == ["duplicate"] * 3 + ["registered"]


def test_the_same_words_within_ten_minutes_are_added_to_the_first(letter):
    first = receive_letter(letter())
    again = receive_letter(letter(subject="Sent again"))
    assert (again.outcome, again.request) == ("replied", first.request)
    assert receive_letter(letter(sender=SANNA)).request != first.request


def test_a_sender_who_writes_too_often_is_put_aside(letter, settings):
    outcomes = [
        receive_letter(letter(subject=f"No {n}", text=f"Thing {n} is broken.")).outcome
        for n in range(settings.SPOC_LETTERS_PER_SENDER + 1)
    ]
    assert outcomes == ["registered"] * settings.SPOC_LETTERS_PER_SENDER + ["quarantined"]
    assert receive_letter(letter(sender=SANNA)).outcome == "registered"


def test_nobody_named_is_put_aside(letter):
    assert receive_letter(letter(sender="nobody at all")).outcome == "quarantined"


@pytest.mark.parametrize(
    "headers",
    [
        {"auto_submitted": "auto-replied"},
        {"precedence": "bulk"},
        {"return_path": "<>"},
        {"x_autoreply": "yes"},
        {"list_id": "<news.example>"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_what_no_person_wrote_is_filed_and_answered_by_nobody(
    begun, answer, work, mailoutbox, headers
):
    mailoutbox.clear()
    said = begun.entries.count()
    receipt = receive_letter(answer(**headers))
    assert (receipt.outcome, receipt.request) == ("automatic", begun.reference)
    work()
    assert mailoutbox == []
    assert begun.entries.count() == said


def test_an_automatic_letter_about_nothing_opens_nothing(letter):
    receipt = receive_letter(letter(auto_submitted="auto-generated"))
    assert (receipt.outcome, receipt.request) == ("automatic", None)
    assert not SupportRequest.objects.exists()
    assert not Interaction.objects.exists()


def test_our_own_letter_come_back_makes_no_loop(begun, work, mailoutbox):
    for _each in range(3):
        receipt = receive_letter(mailoutbox[0].raw)
    assert receipt.outcome == "duplicate"
    assert Letter.objects.filter(is_incoming=True, outcome="automatic").count() == 1
    assert SupportRequest.objects.count() == 1
