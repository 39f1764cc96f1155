"""Ten minutes among machines that answer: nobody gets more than two letters about one request."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from itertools import count

import pytest

from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.kit.time import at, now
from spoc.people.models import CommunityAddress
from spoc.requests.models import SupportRequest

OURS, THEIRS = "it@norrvikhospital.example", "desk@other.example"
MACHINE = "machine@elsewhere.example"
TICK, TICKS = timedelta(seconds=10), 60
MOST = 2
NUMBERS = count(1)


def written(sender: str, to: str, subject: str, text: str, **headers: str) -> bytes:
    """Return a letter as a machine writes it, with an id of its own."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{next(NUMBERS)}@machines.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def absent(ours) -> bytes:
    """Say as a well-behaved program does that somebody is away."""
    subject, thread = f"Automatic reply: {ours['Subject']}", ours["Message-ID"]
    headers = {"Auto_Submitted": "auto-replied", "In_Reply_To": thread}
    return written(MACHINE, OURS, subject, "I am back on Monday.", **headers)


def absent_unmarked(ours) -> bytes:
    """Say the same as a program that knows no rules: it even writes in the conversation."""
    thread = {"In_Reply_To": ours["Message-ID"], "References": ours["Message-ID"]}
    return written(MACHINE, OURS, f"Re: {ours['Subject']}", "Gone fishing.", **thread)


def absent_beside(ours) -> bytes:
    """Say something new each time, in no conversation at all."""
    number = next(NUMBERS)
    return written(MACHINE, OURS, f"Your letter, {number}", f"We got it as number {number}.")


def bounced(ours) -> bytes:
    """Send a letter back as a mail server does."""
    words = f"{MACHINE} could not be delivered.\n\nMessage-ID: {ours['Message-ID']}"
    daemon = "Mail Delivery System <MAILER-DAEMON@elsewhere.example>"
    return written(daemon, OURS, "Undelivered Mail Returned to Sender", words, Return_Path="<>")


def bounced_bare(ours) -> bytes:
    """Send a letter back as one does that tells of nothing but failure."""
    return written("postmaster@elsewhere.example", OURS, "failure notice", "No such user.")


def mirrored(ours) -> bytes:
    """Send a letter on to ourselves, as an alias does that leads back."""
    return ours.as_bytes(policy=SMTP)


MACHINES = (absent, absent_unmarked, absent_beside, bounced, bounced_bare, mirrored)


@dataclass
class Post:
    """What left, and what of it was looked at."""

    mailoutbox: list
    seen: int = 0

    def new(self) -> list:
        """Return what left since the last look."""
        fresh = self.mailoutbox[self.seen :]
        self.seen += len(fresh)
        return [message_from_bytes(each.raw, policy=default) for each in fresh]


def letters_about() -> Counter:
    """Count the letters that were written about each request."""
    sent = Letter.objects.filter(is_incoming=False, noun="request")
    return Counter(sent.values_list("subject_id", flat=True))


def minutes(work, post, moment: datetime, answer) -> None:
    """Let ten minutes pass: letters go out, and each is answered; all is quiet by the half."""
    for tick in range(TICKS):
        with at(moment + TICK * tick):
            work()
            fresh = post.new()
            assert not (fresh and tick > TICKS // 2), "they still write to each other"
            for ours in fresh:
                answer(ours)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.__name__)
def test_a_machine_that_answers_gets_two_letters_a_request_at_most(
    work, mailoutbox, settings, machine
):
    receive_letter(written(f"Machine <{MACHINE}>", OURS, "The printer", "It is silent."))
    minutes(work, Post(mailoutbox), now(), lambda ours: receive_letter(machine(ours)))
    assert max(letters_about().values()) <= MOST
    assert SupportRequest.objects.count() <= settings.SPOC_LETTERS_PER_SENDER


@contextmanager
def another_desk(settings):
    """Be another Spoc for a block: another host, another key, another address."""
    ours = CommunityAddress.objects.filter(value=OURS)
    number, host, key = ours.get().pk, settings.SPOC_URL, settings.SECRET_KEY
    ours.update(value=THEIRS)
    settings.SPOC_URL, settings.SECRET_KEY = "https://desk.other.example", "another key"
    yield
    CommunityAddress.objects.filter(pk=number).update(value=OURS)
    settings.SPOC_URL, settings.SECRET_KEY = host, key


@pytest.mark.parametrize("strips", [False, True], ids=["marks kept", "marks lost on the way"])
def test_two_desks_that_write_to_each_other_come_to_rest(work, mailoutbox, settings, strips):
    def to_the_other(ours):
        raw = ours.as_bytes(policy=SMTP)
        if strips:
            raw = written(ours["From"], ours["To"], ours["Subject"], body_of(ours))
        if THEIRS not in ours["To"]:
            receive_letter(raw)
            return work()
        with another_desk(settings):
            receive_letter(raw)
            return work()

    # somebody there asks us, and the answers of either desk go to the other
    receive_letter(written(f"Desk <{THEIRS}>", OURS, "The printer", "It is silent."))
    minutes(work, Post(mailoutbox), now(), to_the_other)
    assert max(letters_about().values()) <= MOST
    # where nothing tells that they belong together, each puts aside what comes too often
    assert SupportRequest.objects.count() <= (2 * settings.SPOC_LETTERS_PER_SENDER if strips else 1)


def body_of(message) -> str:
    return message.get_body(("plain",)).get_content()
