"""What other systems send is kept first, then read once, and nothing of it is lost."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils.translation import gettext as _
from tests.floor.jobs import jobs_waiting

from spoc.channels.activities import Belonging, add_channel, switch_channel
from spoc.channels.base import ChannelKind
from spoc.channels.models import Delivery
from spoc.intake.activities import hear as hearing
from spoc.intake.activities import hears
from spoc.kit.errors import NotAllowed, NotPossible

HEARD = []


@dataclass(frozen=True)
class Tick:
    """What the kind below tells of."""

    word: str


@pytest.fixture
def ticker(people):
    """A channel of a kind that tells words, each on its own line."""

    class Ticker(ChannelKind):
        key, label, settings, is_told, medium = "ticker", "Ticker", (), True, "event"

        def verify(self, delivered):
            if delivered.headers.get("x-word") != "friend":
                raise NotAllowed(_("Say friend."))

        def reply(self, delivered):
            return "pong" if delivered.body == b"ping" else None

        def read(self, delivered):
            return [Tick(word) for word in delivered.body.decode("ascii").split()]

    HEARD.clear()
    yield add_channel("Ticker", by=people["Åsa Ekman"], kind="ticker", told={}, whose=Belonging())
    del ChannelKind._family["ticker"]


@hears(Tick)
def note(tick, channel):
    """Remember a word, and stumble over one."""
    if tick.word == "later":
        raise NotPossible("Not now.")
    HEARD.append(tick.word)
    return "noted"


def send(channel, body, word="friend"):
    headers = {"x-word": word}
    return Client().post(f"/in/{channel.mark}", body, content_type="text/plain", headers=headers)


def test_what_is_sent_is_kept_at_once_and_heard_in_a_moment(ticker, work):
    answer = send(ticker, b"one two")
    assert (answer.status_code, HEARD) == (202, [])
    work()
    assert HEARD == ["one", "two"]
    (kept,) = Delivery.objects.all()
    assert (kept.state, kept.outcome) == ("done", "noted")


def test_however_much_comes_one_job_waits_to_hear_it(ticker):
    for _time in range(5):
        send(ticker, b"again")
    waiting = [name for name, _words in jobs_waiting() if name.endswith("hear_channel")]
    assert (len(waiting), Delivery.objects.count()) == (1, 5)


@pytest.mark.parametrize(
    ("body", "word", "status"),
    [(b"x", "enemy", 403), (b"x" * 2_000_001, "friend", 422), (b"ping", "friend", 200)],
)
def test_what_is_not_meant_to_be_kept_is_not(ticker, body, word, status):
    answer = send(ticker, body, word)
    assert answer.status_code == status
    assert not Delivery.objects.exists()


def test_an_address_nobody_has_and_one_that_is_closed_say_the_same(ticker, people):
    switch_channel(ticker, by=people["Åsa Ekman"], is_on=False)
    assert send(ticker, b"x").status_code == Client().post("/in/nothing").status_code == 404


def test_what_cannot_be_read_is_kept_for_whoever_looks(ticker, work):
    send(ticker, "ö".encode("latin-1"))
    work()
    (kept,) = Delivery.objects.all()
    assert kept.state == "failed"
    assert kept.outcome


def test_what_fails_for_now_is_put_off_whole_and_tried_again(ticker, work):
    send(ticker, b"first later")
    work()
    (kept,) = Delivery.objects.all()
    assert (kept.state, kept.tries, kept.outcome) == ("stored", 1, "Not now.")
    Delivery.objects.update(body=b"first last")
    hearing(Delivery.objects.select_related("channel").get())
    kept.refresh_from_db()
    assert kept.state == "done"
    assert HEARD[-2:] == ["first", "last"]


def test_one_that_trips_the_kind_keeps_nothing_behind_it_back(ticker, work, monkeypatch):
    kind = ChannelKind.get("ticker")
    read = kind.read

    def trip(self, delivered):
        return None.word if delivered.body == b"odd" else read(self, delivered)

    monkeypatch.setattr(kind, "read", trip)
    send(ticker, b"odd")
    send(ticker, b"good")
    work()
    assert HEARD == ["good"]
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["done", "failed"]
