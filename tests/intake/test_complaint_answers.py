"""Letters that answer the letter of a complaint: whose words join it, and whose do not."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter, Notice
from spoc.feedback import activities as do
from spoc.feedback.activities import Grievance, Response
from spoc.feedback.queries import silent_complaints
from spoc.intake.activities import receive_letter
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.requests.models import SupportRequest

KARIN = "Karin Holm <karin.holm@norrvikhospital.example>"
SANNA = "Sanna Kivi <sanna.kivi@norrvikhospital.example>"
ANSWER = Response("We are sorry.", "The letter was lost.", "Letters are read twice a day.")


@pytest.fixture
def complaint(people, work, mailoutbox):
    """A complaint of Karin Holm's that Henrik Vall acknowledged by mail."""
    karin, henrik = people["Karin Holm"], people["Henrik Vall"]
    grievance = Grievance("Nobody called me back.", "handling")
    made = do.receive_complaint(karin, by=karin, grievance=grievance)
    do.acknowledge_complaint(made, by=henrik)
    work()
    return made


@pytest.fixture
def answered(complaint, letter, work):
    """Answer our letter about the complaint, by its complainant unless said otherwise."""

    def received(text="Still nobody has.", sender=KARIN, **headers):
        rows = Letter.objects.filter(noun="complaint", subject_id=complaint.pk, is_incoming=False)
        ours = rows.latest("id").message_id
        headers = {"in_reply_to": ours, "references": ours, **headers}
        receipt = receive_letter(letter(sender, "Re: Your complaint", text, **headers))
        work()
        complaint.refresh_from_db()
        return receipt

    return received


def test_an_answer_joins_the_complaint_and_makes_no_request(complaint, answered, people):
    receipt = answered()
    assert (receipt.outcome, receipt.request) == ("complaint", None)
    first, last = complaint.words.split("\n\n")
    assert first == "Nobody called me back."
    assert last.endswith("\nStill nobody has.")
    assert not SupportRequest.objects.exists()
    assert story(complaint).last().kind == "complaint.heard"
    (told,) = Notice.objects.filter(event="complaint_heard")
    assert told.person == people["Henrik Vall"]


def test_the_same_letter_twice_is_heard_once(complaint, answered):
    answered(message_id="<one@hospital.example>")
    receipt = answered(message_id="<one@hospital.example>", received="again")
    assert receipt.outcome == "duplicate"
    assert complaint.words.count("Still nobody has.") == 1


@pytest.mark.parametrize("sender", [SANNA, "Nobody <nobody@else.example>"])
def test_others_add_nothing_to_it(complaint, answered, sender):
    assert answered(sender=sender).outcome == "registered"
    assert complaint.words == "Nobody called me back."


def test_a_forged_mark_adds_nothing(complaint, answered):
    forged = f"<c{complaint.pk}.e1.{'a' * 16}@spoc.example>"
    assert answered(in_reply_to=forged, references=forged).outcome == "registered"
    assert complaint.words == "Nobody called me back."


def test_a_sender_a_trusted_server_refutes_adds_nothing(complaint, answered, settings):
    settings.SPOC_AUTHENTICATION_SERVERS = ["mx.norrvik.example"]
    refuted = "mx.norrvik.example; dmarc=fail header.from=norrvikhospital.example"
    answered(authentication_results=refuted)
    assert complaint.words == "Nobody called me back."


def test_what_is_closed_goes_on_as_a_request(complaint, answered, people):
    do.respond_to_complaint(complaint, by=people["Henrik Vall"], response=ANSWER)
    do.accept_response(complaint, by=people["Karin Holm"])
    assert answered().outcome == "registered"
    assert complaint.words == "Nobody called me back."


def test_who_answers_a_response_is_not_silent(complaint, answered, people):
    do.respond_to_complaint(complaint, by=people["Henrik Vall"], response=ANSWER)
    later = now() + timedelta(days=60)
    assert silent_complaints(later) == [complaint]
    answered("I have to think about it.")
    assert silent_complaints(later) == []
    with at(later):
        do.lapse_complaint(complaint, by=system())
    assert complaint.state == "responded"
