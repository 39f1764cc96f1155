"""Fetching mail: kept before it is marked, and nothing fetched twice."""

import pytest
from tests.channels.kinds.mailbox import PASSWORD, USER, serving

from spoc.channels.activities import add_channel
from spoc.channels.base import ChannelKind, opened
from spoc.channels.models import Channel
from spoc.intake.jobs import fetch, look_into_mailboxes
from spoc.requests.models import SupportRequest


@pytest.fixture
def box():
    """A mailbox on loopback."""
    with serving() as mailbox:
        yield mailbox


@pytest.fixture
def channel(box, people) -> Channel:
    """The desk's channel to it, as an administrator set it up."""
    return add_channel("Main mailbox", by=people["Åsa Ekman"], kind="email", told=told(box))


def told(box, **other: str) -> dict[str, str]:
    plain = {"host": "127.0.0.1", "port": str(box.port), "security": "none"}
    return {**plain, "user": USER, "password": PASSWORD, "folder": "INBOX", **other}


def test_a_fetched_letter_becomes_a_request_and_is_marked_as_read(channel, box, letter):
    uid = box.put(letter(subject="The printer is silent"))

    assert fetch(channel) == 1
    assert SupportRequest.objects.latest("pk").title == "The printer is silent"
    assert "\\Seen" in box.flags[uid]


def test_what_was_marked_is_not_fetched_again(channel, box, letter):
    box.put(letter())
    fetch(channel)

    assert fetch(channel) == 0
    assert SupportRequest.objects.count() == 1


def test_a_letter_whose_mark_was_lost_makes_nothing_twice(channel, box, letter):
    uid = box.put(letter())
    fetch(channel)
    box.flags[uid].clear()

    assert fetch(channel) == 1
    assert SupportRequest.objects.count() == 1


def test_a_letter_that_could_not_be_kept_stays_unread(box, letter):
    uid = box.put(letter())
    kind = ChannelKind.get("email")(told(box))

    def full_disk(raw: bytes) -> bool:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        list(kind.fetch(full_disk))
    assert box.flags[uid] == set()


@pytest.mark.parametrize(("after", "gone"), [("delete", True), ("move", True), ("seen", False)])
def test_what_happens_to_a_kept_letter_is_chosen(box, letter, after, gone):
    uid = box.put(letter())

    kind = ChannelKind.get("email")(told(box, after=after, moved_to="Done"))
    list(kind.fetch(lambda raw: True))

    assert (uid not in box.letters) is gone
    assert box.moved == ({uid: "Done"} if after == "move" else {})


def test_a_wrong_password_is_a_problem_of_the_channel_and_of_no_other(channel, box, people):
    wrong = add_channel(
        "Old mailbox",
        by=people["Åsa Ekman"],
        kind="email",
        told=told(box, password="wrong"),
    )

    look_into_mailboxes(0)

    wrong.refresh_from_db()
    channel.refresh_from_db()
    assert "wrong password" in wrong.problem
    assert channel.problem == "" and channel.looked_at is not None


def test_a_letter_that_is_too_large_is_told_of_and_keeps_no_other_back(
    channel, box, letter, settings
):
    settings.SPOC_LETTER_LIMIT = 2_000
    large, small = box.put(letter(text="x" * 3_000)), box.put(letter(subject="Small"))

    look_into_mailboxes(0)

    assert SupportRequest.objects.get().title == "Small"
    assert box.flags[large] == set() and "\\Seen" in box.flags[small]
    channel.refresh_from_db()
    assert "larger" in channel.problem


def test_a_channel_whose_secret_cannot_be_read_keeps_no_other_back(channel, box, letter, people):
    lost = add_channel("A mailbox", by=people["Åsa Ekman"], kind="email", told=told(box))
    for each, password in ((channel, "not encrypted here"), (lost, channel.settings["password"])):
        each.settings["password"] = password
        each.save(update_fields=["settings"])
    box.put(letter())

    look_into_mailboxes(0)

    assert SupportRequest.objects.count() == 1
    channel.refresh_from_db()
    assert channel.problem


def test_a_secret_is_encrypted_where_it_is_kept(channel):
    assert PASSWORD not in str(channel.settings)
    assert opened(channel).told["password"] == PASSWORD


def test_the_settings_can_be_tried(box):
    ChannelKind.get("email")(told(box)).check()
    with pytest.raises(OSError, match="no such folder"):
        ChannelKind.get("email")(told(box, folder="Nowhere")).check()
