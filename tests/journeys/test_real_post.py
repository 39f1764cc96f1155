"""A real Postfix and a real Dovecot carry the mail of the desk, both ways."""

from collections.abc import Callable, Iterator

import pytest

from spoc.channels.activities import add_channel, store_letter
from spoc.channels.activities.grant import ready
from spoc.channels.models import Channel, Letter
from spoc.intake.jobs import fetch
from spoc.requests.activities import reply
from spoc.requests.models import SupportRequest
from tests.floor.debian import eventually, only_when_asked
from tests.floor.post_office import AWAY, DESK, DOMAIN, KARIN, PASSWORD, PostOffice, post_office

only_when_asked("tests/journeys/test_real_post.py")

GONE = f"gone@{DOMAIN}"
MANY, READ_HERE = 1_000, 50


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    """The post office, for all that is tried here."""
    with post_office() as opened:
        yield opened


@pytest.fixture
def mailbox(office, people) -> Channel:
    """The desk's mailbox and its way out, as an administrator set them up."""
    safely = {"host": "127.0.0.1", "security": "none"}
    out = {**safely, "port": str(office.smtp)}
    add_channel("Postfix", by=people["Åsa Ekman"], kind="smtp", told=out)
    told = {**safely, "port": str(office.imap), "user": DESK, "password": PASSWORD}
    return add_channel("Dovecot", by=people["Åsa Ekman"], kind="email", told=told)


@pytest.fixture
def come(office, mailbox) -> Callable[[], Letter]:
    """Fetch until a letter came, and return it."""

    def fetched() -> Letter:
        assert eventually(lambda: fetch(mailbox), root=office.root) == 1
        return Letter.objects.filter(is_incoming=True).latest("pk")

    return fetched


def test_a_letter_becomes_a_request_and_its_acknowledgement_comes_into_the_mailbox(
    office, come, letter, work, mailoutbox
):
    office.take([letter(f"Karin Holm <{KARIN}>", "The printer is silent")])
    assert come().outcome == "registered"
    request = SupportRequest.objects.get()
    assert request.title == "The printer is silent"
    work()
    [acknowledged] = eventually(lambda: office.letters_of(KARIN), root=office.root)
    assert request.reference.encode() in acknowledged
    assert mailoutbox == [], "it went by Postfix"


def test_what_a_dead_address_sends_back_is_filed_with_its_request(office, come, letter, work):
    office.take([letter(f"Somebody <{GONE}>")], GONE)
    come()
    work()
    returned = come()
    work()
    assert returned.from_address.startswith("mailer-daemon@")
    assert filed_with(SupportRequest.objects.get(), returned)


def test_who_is_away_opens_nothing_by_saying_so(office, come, letter, work, people):
    office.take([letter(f"Erik Lund <{AWAY}>")], AWAY)
    come()
    work()
    request = SupportRequest.objects.get()
    reply(request, by=people["Elin Sand"], text="Is it the one on the third floor?")
    work()
    answer = come()
    work()
    assert (answer.from_address, answer.subject[:5]) == (AWAY, "Auto:")
    assert filed_with(SupportRequest.objects.get(), answer)


def filed_with(request: SupportRequest, came: Letter) -> bool:
    """Tell whether a letter lies with the request as written by a machine."""
    return (came.outcome, came.noun, came.subject_id) == ("automatic", "request", request.pk)


def test_a_thousand_letters_at_once_are_all_kept_and_read_one_after_the_other(
    office, mailbox, letter
):
    office.take(letter(f"Person <p{each}@{DOMAIN}>") for each in range(MANY))
    requests = SupportRequest.objects.all()
    eventually(lambda: fetch(mailbox) and requests.count() >= READ_HERE, root=office.root)
    read = requests.count()

    # reading takes longer than keeping: what is left is kept alone
    kept = Letter.objects.filter(is_incoming=True, channel=mailbox)
    eventually(lambda: keep_all(mailbox) and kept.count() >= MANY, root=office.root)
    assert kept.count() == MANY
    assert kept.filter(outcome="registered").count() == read
    assert kept.filter(state=Letter.State.STORED).count() == MANY - read
    assert fetch(mailbox) == 0, "nothing is left there"


def keep_all(mailbox: Channel) -> int:
    """Keep what is unread in the mailbox, as fetching does before it reads; return how many."""
    return len([*ready(mailbox).fetch(lambda raw: bool(store_letter(raw, channel=mailbox)))])
