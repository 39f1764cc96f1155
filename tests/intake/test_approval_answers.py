"""Letters that answer the letter of an approval: what decides, and what is asked anew."""

import re

import pytest

from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.people.queries import system
from spoc.requests.models import SupportRequest
from spoc.work.activities import ApprovalQuestion, ask_approval, decide
from spoc.work.models import Approval

KARIN = "Karin Holm <karin.holm@norrvikhospital.example>"
SANNA = "Sanna Kivi <sanna.kivi@norrvikhospital.example>"
OSKAR = "Oskar Nyman <oskar.nyman@norrvikskolor.example>"
LINK = re.compile(r"/approve/(\S+)/(?:yes|no)")


@pytest.fixture
def asked(people, register_request, work):
    """Ask somebody to approve something for Johan Strand, and write to them."""

    def made(*names: str, **further: object) -> Approval:
        request = register_request("Johan Strand")
        approvers = tuple(people[name] for name in names or ("Karin Holm",))
        question = ApprovalQuestion("A licence for Johan", approvers, **further)
        round_ = ask_approval(request, by=system(), question=question)
        work()
        return round_.approvals.get(order=0)

    return made


@pytest.fixture
def answered(letter):
    """Answer our letter about an approval, by its approver unless said otherwise."""

    def received(approval, text, sender=KARIN, **headers):
        ours = ours_about(approval)[0].message_id
        headers = {"in_reply_to": ours, "references": ours, **headers}
        subject = "Re: To approve: A licence for Johan"
        receipt = receive_letter(letter(sender, subject, text, **headers))
        approval.refresh_from_db()
        return receipt

    return received


def ours_about(approval):
    rows = Letter.objects.filter(noun="approval", subject_id=approval.pk, is_incoming=False)
    return list(rows.order_by("id"))


def quoted(approval):
    return "\n".join(f"> {line}" for line in ours_about(approval)[0].text.split("\n"))


def outcome(approval):
    approval.round.refresh_from_db()
    return (approval.state, approval.round.state)


@pytest.mark.parametrize("text", ["Yes", "Ja, gärna.\n\nMvh Karin", "OK", "Godkänt"])
def test_a_yes_approves(asked, answered, text):
    approval = asked()
    receipt = answered(approval, text)
    assert (receipt.outcome, receipt.request) == ("approval", None)
    assert outcome(approval) == ("approved", "approved")
    assert (approval.decided_by.name, approval.through) == ("Karin Holm", "answer")
    assert "you approve" in ours_about(approval)[-1].text


@pytest.mark.parametrize(
    ("text", "why"), [("No, too dear.", "too dear."), ("Nej, för dyrt", "för dyrt")]
)
def test_a_no_with_a_reason_denies(asked, answered, text, why):
    approval = asked()
    answered(approval, text)
    assert outcome(approval) == ("denied", "denied")
    assert approval.reason == why


def test_a_yes_in_our_own_quoted_words_is_not_theirs(asked, answered):
    approval = asked()
    answered(approval, f"Thanks for asking.\n\n{quoted(approval)}\n> yes")
    assert outcome(approval) == ("requested", "open")


def test_a_yes_above_our_quoted_words_counts(asked, answered):
    approval = asked()
    answered(approval, f"Yes\n\nOn Monday Spoc wrote:\n{quoted(approval)}")
    assert outcome(approval)[0] == "approved"


def test_the_token_in_the_quoted_words_is_enough(asked, answered):
    approval = asked()
    text = f"Yes\n\nOn Monday Spoc wrote:\n{quoted(approval)}"
    answered(approval, text, in_reply_to="", references="")
    assert outcome(approval)[0] == "approved"


@pytest.mark.parametrize("text", ["No", "Nej.", "Yes, if it is cheap", "What is this?", ""])
def test_what_is_unclear_is_answered_with_the_links(asked, answered, text):
    approval = asked()
    receipt = answered(approval, text)
    assert receipt.outcome == "approval"
    assert outcome(approval) == ("requested", "open")
    last = ours_about(approval)[-1]
    assert "not taken as a decision" in last.text
    assert LINK.search(last.text)
    assert last.to_addresses == ["karin.holm@norrvikhospital.example"]


def test_the_letters_are_in_the_language_of_who_reads_them(asked, answered):
    approval = asked("Oskar Nyman")
    answered(approval, "Ja", sender=OSKAR)
    assert outcome(approval)[0] == "approved"
    assert {letter.marks["language"] for letter in ours_about(approval)} == {"sv"}


def test_an_automatic_answer_decides_nothing(asked, answered):
    approval = asked()
    answered(approval, "Yes, I am away until Monday.", auto_submitted="auto-replied")
    assert outcome(approval) == ("requested", "open")
    assert len(ours_about(approval)) == 1


def test_somebody_else_with_the_letter_decides_nothing(asked, answered):
    approval = asked()
    before = approval.link_version
    receipt = answered(approval, "Yes", sender=SANNA)
    assert outcome(approval) == ("requested", "open")
    assert receipt.outcome == "registered"
    assert approval.link_version == before + 1


def test_links_that_came_back_in_other_hands_are_replaced(asked, answered, work):
    approval = asked()
    old = LINK.search(ours_about(approval)[0].text)[1]
    answered(approval, f"What is this?\n\n{quoted(approval)}", sender=SANNA)
    work()
    assert LINK.search(ours_about(approval)[-1].text)[1] != old
    assert len(ours_about(approval)) == 2


def test_a_sender_whom_a_trusted_server_refutes_is_asked_to_click(asked, answered, settings):
    settings.SPOC_AUTHENTICATION_SERVERS = ["mx.us.example"]
    approval = asked()
    said = "mx.us.example; dmarc=fail header.from=norrvikhospital.example"
    answered(approval, "Yes", authentication_results=said)
    assert outcome(approval) == ("requested", "open")
    assert "cannot be sure" in ours_about(approval)[-1].text


def test_a_forged_mark_decides_nothing(asked, answered):
    approval = asked()
    forged = f"<a{approval.pk}.e1.aaaaaaaaaaaaaaaa@localhost>"
    answered(approval, "Yes", in_reply_to=forged, references=forged)
    assert outcome(approval) == ("requested", "open")


def test_a_mark_of_a_request_is_none_of_an_approval(asked, answered):
    approval = asked()
    ours = ours_about(approval)[0].message_id.replace("<a", "<r", 1)
    answered(approval, "Yes", in_reply_to=ours, references=ours)
    assert outcome(approval) == ("requested", "open")


def test_a_second_answer_is_told_that_it_is_settled(people, asked, answered):
    approval = asked()
    decide(approval, by=people["Karin Holm"], is_approved=True)
    answered(approval, "No, I changed my mind.")
    assert outcome(approval)[0] == "approved"
    assert "not taken" in ours_about(approval)[-1].text


def test_an_answer_makes_no_request(asked, answered):
    approval = asked()
    before = SupportRequest.objects.count()
    answered(approval, "Yes")
    assert SupportRequest.objects.count() == before
