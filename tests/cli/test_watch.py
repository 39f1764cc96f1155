"""Who waits at a mailbox hears at once of what comes, and fetches it."""

import pytest

from spoc.channels.activities import add_channel, switch_channel
from spoc.cli import watch
from spoc.requests.models import SupportRequest
from tests.channels.kinds import mailbox
from tests.floor.jobs import jobs_waiting, work


@pytest.fixture
def box():
    """A mailbox that tells of what comes."""
    with mailbox.serving() as one:
        one.tells = True
        yield one


@pytest.fixture
def channel(box, people, monkeypatch):
    """The channel to it; what waits shares the test's connection to the database."""
    monkeypatch.setattr(watch.connection, "close", lambda: None)
    told = {"host": "127.0.0.1", "port": str(box.port), "security": "none"}
    told |= {"user": mailbox.USER, "password": mailbox.PASSWORD, "folder": "INBOX"}
    return add_channel("Box", by=people["Åsa Ekman"], kind="email", told=told)


def test_what_comes_while_somebody_waits_is_fetched_at_once(channel, box, letter):
    box.coming.append(letter(subject="The printer is silent"))
    assert watch.wait_once(channel.pk, 5) == 0
    assert jobs_waiting() == [("intake.jobs.look_into", {"channel": channel.pk})]
    work()
    assert SupportRequest.objects.get().title == "The printer is silent"


def test_where_it_tells_twice_it_is_looked_into_once(channel, box, letter):
    for _time in range(2):
        box.coming.append(letter())
        watch.wait_once(channel.pk, 5)
    assert len(jobs_waiting()) == 1


def test_where_nothing_comes_one_waits_on(channel):
    assert watch.wait_once(channel.pk, 0.05) == 0
    assert jobs_waiting() == []


def test_who_does_not_tell_is_asked_again_much_later(channel, box):
    box.tells = False
    assert watch.wait_once(channel.pk, 5) == watch.LONG_REST


def test_a_server_that_does_not_answer_gets_a_rest(channel):
    channel.settings["port"] = "1"
    channel.save(update_fields=["settings"])
    assert watch.wait_once(channel.pk, 5) == watch.REST


def test_at_a_closed_mailbox_nobody_waits(channel, people):
    switch_channel(channel, by=people["Åsa Ekman"], is_on=False)
    assert watch.wait_once(channel.pk, 5) is None
