"""Letters out: a row before they are sent, tried again, and visibly failed."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from tests.floor.jobs import jobs_waiting

from spoc.audit.queries import story
from spoc.channels.access import letters_visible_to, readable_among
from spoc.channels.activities import Draft, deliver, log_contact, post, retry
from spoc.channels.models import Interaction, Letter
from spoc.kit import store
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest


class Busy(EmailBackend):
    """A mail server that says it is busy."""

    problem: Exception = smtplib.SMTPServerDisconnected("Connection lost")

    def send_messages(self, messages):
        raise self.problem


def refused(code):
    return smtplib.SMTPRecipientsRefused({"karin@x.example": (code, b"No")})


@pytest.fixture
def queued(register_request, people):
    """A letter that waits to go out."""
    request = register_request()
    return post(
        request,
        by=system(),
        draft=Draft(to=["karin.holm@norrvikhospital.example"], subject="Hello", text="We have it."),
        community=request.community,
    )


@pytest.fixture
def server(monkeypatch, settings):
    """Let the mail server answer with a problem."""
    settings.EMAIL_BACKEND = f"{Busy.__module__}.Busy"

    def answers(problem):
        monkeypatch.setattr(Busy, "problem", problem)

    return answers


def test_a_letter_is_kept_and_promised_before_it_is_sent(queued):
    assert (queued.state, queued.is_incoming) == ("queued", False)
    assert ("channels.jobs.deliver", {"letter_id": queued.pk}) in jobs_waiting()


def test_a_letter_to_nobody_is_not_written(people):
    with pytest.raises(NotPossible):
        post(people["Karin Holm"], by=system(), draft=Draft([], "Hello", "Text"), community=None)
    assert not Letter.objects.exists()


def test_what_was_sent_is_kept_as_it_went(queued, mailoutbox):
    deliver(queued, by=system())
    queued.refresh_from_db()
    assert (queued.state, queued.next_try_at) == ("sent", None)
    assert queued.settled_at
    with store.open(queued.digest) as kept:
        assert kept.read() == mailoutbox[0].raw


def test_delivering_twice_sends_once(queued, mailoutbox):
    deliver(queued, by=system())
    deliver(queued, by=system())
    assert len(mailoutbox) == 1


def test_a_busy_server_is_tried_again_after_ever_longer(queued, server, run_job, mailoutbox):
    server(smtplib.SMTPServerDisconnected("Connection lost"))
    moment, waits = now(), []
    for _each in range(4):
        with at(moment):
            run_job("channels.jobs.deliver_due", timestamp=0)
        queued.refresh_from_db()
        waits.append(queued.next_try_at - moment)
        moment = queued.next_try_at
    assert waits == [timedelta(minutes=m) for m in (1, 2, 4, 8)]
    assert (queued.state, queued.tries, queued.reason) == ("queued", 4, "Connection lost")
    with at(moment - timedelta(seconds=1)):
        run_job("channels.jobs.deliver_due", timestamp=0)
    queued.refresh_from_db()
    assert queued.tries == 4


def test_after_ten_tries_it_has_failed_for_all_to_see(queued, server, people):
    server(ConnectionRefusedError("refused"))
    for _each in range(10):
        deliver(queued, by=system())
    queued.refresh_from_db()
    assert (queued.state, queued.next_try_at) == ("failed", None)
    assert story(queued).last().kind == "letter.failed"


@pytest.mark.parametrize(
    ("problem", "state"),
    [
        (refused(550), "failed"),
        (refused(450), "queued"),
        (smtplib.SMTPDataError(554, b"Spam"), "failed"),
        (smtplib.SMTPDataError(451, b"Greylisted"), "queued"),
        (smtplib.SMTPAuthenticationError(535, b"Wrong password"), "queued"),
        (TimeoutError("timed out"), "queued"),
    ],
    ids=lambda value: str(value),
)
def test_only_a_refusal_for_good_is_final_at_once(queued, server, problem, state):
    server(problem)
    deliver(queued, by=system())
    queued.refresh_from_db()
    assert (queued.state, queued.tries) == (state, 1)


def test_a_letter_that_cannot_be_made_fails_and_keeps_no_other_back(people, queued, run_job):
    bad = Draft(["nobody at all"], "Hello", "Text")
    broken = post(people["Karin Holm"], by=system(), draft=bad, community=None)
    Letter.objects.filter(pk=broken.pk).update(next_try_at=now() - timedelta(days=1))
    after = post(broken, by=system(), draft=Draft(["a@b.example"], "A", "B"), community=None)
    run_job("channels.jobs.deliver_due", timestamp=0)
    states = [Letter.objects.get(pk=each.pk).state for each in (queued, broken, after)]
    assert states == ["sent", "failed", "sent"]


@pytest.mark.parametrize(
    "to", ["no address", "åsa@norrvik.example", "a@[x", "a@b\nBcc: c@d.example"]
)
def test_a_letter_that_cannot_be_written_fails_and_stops_no_other(queued, run_job, mailoutbox, to):
    Letter.objects.filter(pk=queued.pk).update(to_addresses=[to])
    good = Letter.objects.get(pk=queued.pk)
    good.pk, good.to_addresses = None, ["karin.holm@norrvikhospital.example"]
    good.save(force_insert=True)
    run_job("channels.jobs.deliver_due", timestamp=0)
    queued.refresh_from_db()
    assert queued.state == "failed"
    assert queued.reason
    assert [sent.to for sent in mailoutbox] == [good.to_addresses]


def test_without_a_mail_server_it_waits_and_says_why(queued, settings):
    settings.EMAIL_HOST = ""
    deliver(queued, by=system())
    queued.refresh_from_db()
    assert queued.state == "queued"
    assert "SPOC_SMTP_HOST" in queued.reason


def test_a_demonstration_sends_nothing(queued, settings, mailoutbox):
    settings.SPOC_DEMO, settings.EMAIL_HOST = True, ""
    deliver(queued, by=system())
    assert mailoutbox == []
    assert queued.state == "sent"


def test_a_failed_letter_is_sent_again_by_an_agent(people, queued, server, work, mailoutbox):
    work()
    mailoutbox.clear()
    Letter.objects.filter(pk=queued.pk).update(state="failed", tries=10)
    with pytest.raises(NotAllowed):
        retry(queued, by=people["Karin Holm"])
    retry(queued, by=people["Elin Sand"])
    queued.refresh_from_db()
    assert (queued.state, queued.tries) == ("queued", 0)


def test_letters_are_for_the_desk_and_not_for_administrators(people, queued):
    seen = {
        name
        for name in ("Elin Sand", "Sofia Berg", "Ylva Öberg", "Åsa Ekman", "Karin Holm")
        if letters_visible_to(people[name]).filter(pk=queued.pk).exists()
    }
    assert seen == {"Elin Sand", "Sofia Berg", "Ylva Öberg"}


def test_the_words_of_a_letter_are_for_those_who_may_see_what_it_is_about(people, queued):
    elin, sofia = people["Elin Sand"], people["Sofia Berg"]
    assert readable_among(elin, [queued]) == {queued.pk}
    do.restrict(request_of(queued), by=sofia, readers=[])
    do.restrict(request_of(queued), by=sofia, readers=[sofia])
    assert readable_among(elin, [queued]) == set()
    assert readable_among(sofia, [queued]) == {queued.pk}


def test_a_letter_that_holds_a_way_in_is_its_readers_alone(people, register_request):
    asa = people["Åsa Ekman"]
    draft = Draft(["a@b.example"], "A", "The link")
    letter = post(asa, by=system(), draft=draft, community=None)
    other = post(register_request(), by=system(), draft=draft, community=None)
    for name in ("Elin Sand", "Henrik Vall", "Ylva Öberg"):
        assert readable_among(people[name], [letter, other]) == {other.pk}


def request_of(letter):
    return SupportRequest.objects.get(pk=letter.subject_id)


def test_a_contact_is_written_down_whatever_came_of_it(people):
    contact = log_contact(
        "phone",
        by=people["Elin Sand"],
        person=people["Karin Holm"],
        agent=people["Elin Sand"],
        body="Wrong\x00 number",
        subject="A\nB",
        disposition="wrong_number",
    )
    assert (contact.organisation.name, contact.community.key) == ("Norrvik Hospital", "hospital")
    assert (contact.body, contact.subject) == ("Wrong number", "A B")
    assert contact.answered_at
    assert Interaction.objects.count() == 1
