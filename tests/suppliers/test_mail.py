"""A supplier's letter reaches the handover, and nobody who asked for help."""

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Interaction, Letter
from spoc.channels.outbox import signing_keys
from spoc.channels.rules import marks
from spoc.intake.activities import receive_letter
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.suppliers import activities as do

REFUTED = "mx.us.example; dmarc=fail header.from=hitec.example"


def words_in(handover, kind):
    return list(handover.entries.filter(kind=kind).values_list("text", flat=True))


def kinds_on(request):
    return [fact.kind for fact in story(request)]


def test_an_answer_is_filed_with_the_handover_alone(sent, worked, answers):
    before = (SupportRequest.objects.count(), worked.entries.count(), Person.objects.count())
    receipt = answers(sent, "ANSWER: The controller was replaced.")
    assert (receipt.outcome, receipt.request) == ("handover", None)
    assert sent.state == "answered"
    assert words_in(sent, "in") == ["ANSWER: The controller was replaced."]
    after = (SupportRequest.objects.count(), worked.entries.count(), Person.objects.count())
    assert after == before


def test_nobody_but_the_supplier_is_written_to(sent, answers, work, mailoutbox):
    work()
    mailoutbox.clear()
    answers(sent, "QUESTION: Which shelf?")
    work()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("words", "state", "waits"),
    [
        ("RECEIVED: our reference CS-88123", "acknowledged", False),
        ("QUESTION: Which shelf?", "working", True),
        ("ANSWER: Replaced.", "answered", False),
        ("We shall send somebody.", "acknowledged", True),
    ],
)
def test_the_first_word_moves_it_and_anything_else_waits_to_be_read(
    sent, answers, words, state, waits
):
    answers(sent, words)
    assert (sent.state, sent.waits_since is not None) == (state, waits)


def test_their_number_is_kept_with_the_receipt(sent, answers, worked):
    answers(sent, "RECEIVED: our reference CS-88123")
    assert sent.their_reference == "CS-88123"
    assert "handover.acknowledged" in kinds_on(worked)


def test_a_machine_that_gives_a_number_acknowledges_and_no_more(sent, answers, mailoutbox, work):
    work()
    mailoutbox.clear()
    subject = "Case CS-88123 registered"
    answers(sent, "We have your case.", subject=subject, auto_submitted="auto-replied")
    work()
    assert (sent.state, sent.their_reference) == ("acknowledged", "CS-88123")
    assert sent.waits_since is None
    assert sent.entries.get(kind="in").is_automatic
    assert mailoutbox == []


def test_somebody_away_changes_nothing(sent, answers):
    headers = {"subject": "Automatic reply: H-1", "auto_submitted": "auto-replied"}
    answers(sent, "I am out of office until Monday.", **headers)
    assert (sent.state, sent.waits_since) == ("sent", None)


def test_the_token_in_the_words_is_enough(sent, answers):
    token = marks.reply_token(sent.pk, signing_keys()[0], sort=marks.HANDOVER)
    receipt = answers(sent, f"ANSWER: Done.\n\n{token}", in_reply_to="", references="")
    assert (receipt.outcome, sent.state) == ("handover", "answered")


def test_a_colleague_at_the_suppliers_own_domain_may_answer(sent, answers):
    answers(sent, "ANSWER: Done.", sender="Mia <mia@hitec.example>")
    assert sent.state == "answered"


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("Mallory <mallory@elsewhere.example>", {}),
        ("Karin Holm <karin.holm@norrvikhospital.example>", {}),
        ("Hitec <support@hitec.example>", {"authentication_results": REFUTED}),
    ],
)
def test_who_is_not_the_supplier_leaves_a_note_and_moves_nothing(
    sent, answers, settings, sender, headers, worked
):
    settings.SPOC_AUTHENTICATION_SERVERS = ("mx.us.example",)
    receipt = answers(sent, "ANSWER: Pay this invoice.", sender=sender, **headers)
    assert (receipt.outcome, sent.state, words_in(sent, "in")) == ("noted", "sent", [])
    assert "ANSWER: Pay this invoice." in words_in(sent, "note")[0]
    assert not worked.entries.filter(text__contains="invoice").exists()


def test_a_mark_that_was_not_signed_here_reaches_no_handover(sent, answers):
    forged = f"<h{sent.pk}.e1.aaaaaaaaaaaaaaaa@127.0.0.1>"
    receipt = answers(sent, "ANSWER: Done.", in_reply_to=forged, references=forged)
    assert (receipt.outcome, sent.state) == ("registered", "sent")


def test_a_mark_of_a_request_is_none_of_the_handover_with_its_number(sent, answers):
    mark = marks.message_id(sent.pk, 1, "127.0.0.1", signing_keys()[0])
    answers(sent, "ANSWER: Done.", in_reply_to=mark, references=mark)
    assert sent.state == "sent"


def test_the_requester_answering_us_is_heard_in_the_request(sent, worked, letter):
    ours = marks.message_id(worked.pk, 1, "127.0.0.1", signing_keys()[0])
    theirs = marks.message_id(sent.pk, 1, "127.0.0.1", signing_keys()[0], sort=marks.HANDOVER)
    receipt = receive_letter(letter(text="Thanks!", in_reply_to=ours, references=theirs))
    assert (receipt.outcome, receipt.request) == ("replied", worked.reference)


def test_the_same_letter_twice_is_heard_once(sent, answers):
    answers(sent, "We shall see.", message_id="<one@hitec.example>")
    again = answers(sent, "We shall see.", message_id="<one@hitec.example>", x_hop="2")
    assert again.outcome == "duplicate"
    assert len(words_in(sent, "in")) == 1


def test_their_files_are_kept_with_their_words(sent, answers, worked, people, client_of):
    answers(sent, "ANSWER: See the log.", files=(("log.txt", "text/plain", b"all well"),))
    entry = sent.entries.get(kind="in")
    address = f"/files/{entry.files[0]}/log.txt"
    assert client_of("Maja Lindqvist").get(address).status_code == 200
    assert client_of("Karin Holm").get(address).status_code == 404


def test_a_letter_that_comes_back_is_told_to_the_desk(sent, letter, worked):
    ours = Letter.objects.get(noun="handover", subject_id=sent.pk).message_id
    receive_letter(
        letter(
            sender="Mail Delivery System <mailer-daemon@hitec.example>",
            subject="Undelivered Mail Returned to Sender",
            text="support@hitec.example: user unknown",
            in_reply_to=ours,
            references=ours,
        )
    )
    assert "support@hitec.example" in words_in(sent, "note")[0]
    assert kinds_on(worked)[-1] == "handover.undelivered"


def test_it_is_no_contact_of_a_customer(sent, answers):
    before = Interaction.objects.count()
    answers(sent, "ANSWER: Done.")
    assert Interaction.objects.count() == before


def test_what_they_wrote_after_all_was_over_is_kept(sent, answers, people):
    do.withdraw_handover(sent, by=people["Maja Lindqvist"], reason="It works.")
    answers(sent, "ANSWER: Done anyway.")
    assert (sent.state, words_in(sent, "in")) == ("withdrawn", ["ANSWER: Done anyway."])
