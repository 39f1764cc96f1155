"""A chat from its first word to its last."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.floor.chats import chat_channel, visitor

from spoc.audit.models import Fact
from spoc.channels.activities.chat import accept_chat, begin_chat, end_chat, say_in_chat
from spoc.channels.activities.chat_presence import note_seen, note_typing
from spoc.channels.activities.chat_transfer import Handing, transfer_chat
from spoc.channels.chat_access import chats_answerable_by, chats_visible_to
from spoc.channels.kinds.chat import Chat as ChatKind
from spoc.channels.models import Chat, Interaction
from spoc.channels.queries.chats import (
    chat_channels,
    chat_way_for,
    is_full,
    lines_of,
    standing_of,
    waiting_for,
    who_types,
)
from spoc.kit.errors import NotAllowed, NotPossible, Stale, TooMany
from spoc.kit.time import at, now
from spoc.people.activities import grant_role
from spoc.people.models import Community, Person, Team
from spoc.people.queries import system

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.fixture
def channel(people):
    return chat_channel()


@pytest.fixture
def waiting(channel):
    return begin_chat(channel, by=system(), visitor=visitor(), words="No sound in my headset.")


def test_who_begins_waits_and_the_wait_is_a_contact_of_the_channel(waiting, channel):
    contact = Interaction.objects.get()
    assert (contact.channel, contact.way, contact.answered_at) == ("chat", channel, None)
    assert contact.unidentified == "Nadia Berg <nadia@example.org>"
    assert (waiting.state, waiting.lines.get().text) == ("waiting", "No sound in my headset.")


def test_an_answer_ends_the_wait(waiting, people):
    with at(now() + timedelta(minutes=2)):
        accept_chat(waiting, by=people["Elin Sand"])
    contact = Interaction.objects.get()
    assert contact.agent == people["Elin Sand"]
    assert timedelta(minutes=2) <= contact.answered_at - contact.started_at < timedelta(minutes=3)


def test_who_hangs_up_before_an_answer_counts_as_abandoned(waiting):
    end_chat(waiting, by=system(), event="left")
    assert Interaction.objects.get().disposition == "abandoned"
    assert Fact.objects.filter(kind="contact.abandoned").count() == 1


def test_a_colleague_who_was_faster_has_it(waiting, people):
    accept_chat(waiting, by=people["Elin Sand"])
    with pytest.raises(Stale, match="A colleague answers Nadia Berg already"):
        accept_chat(Chat.objects.get(), by=people["Daniel Okoro"])


def test_nobody_answers_more_at_once_than_the_channel_allows(channel, people):
    channel.settings["most"] = "1"
    channel.save()
    first, second = (
        begin_chat(channel, by=system(), visitor=visitor(name), words="Hello?")
        for name in ("Ann", "Bo")
    )
    accept_chat(first, by=people["Elin Sand"])
    with pytest.raises(NotPossible, match="as many chats as one may"):
        accept_chat(second, by=people["Elin Sand"])
    end_chat(first, by=people["Elin Sand"])
    assert accept_chat(second, by=people["Elin Sand"]).state == "active"


def test_the_line_is_served_in_its_order_and_says_where_one_stands(channel, people):
    chats = [
        begin_chat(channel, by=system(), visitor=visitor(name), words="Hello?")
        for name in ("Ann", "Bo", "Cleo")
    ]
    assert list(waiting_for(people["Elin Sand"])) == chats
    assert [standing_of(chat, now()).place for chat in chats] == [1, 2, 3]
    assert standing_of(chats[0], now()).minutes is None


def test_recent_waits_tell_how_long_it_takes(channel, people):
    for minute in (2, 4, 9):
        begun = begin_chat(channel, by=system(), visitor=visitor(), words="Hello?")
        with at(now() + timedelta(minutes=minute)):
            accept_chat(begun, by=people["Elin Sand"])
            end_chat(begun, by=people["Elin Sand"])
    fresh = begin_chat(channel, by=system(), visitor=visitor(), words="Hello?")
    assert standing_of(fresh, now()).minutes in (4, 5)


@pytest.mark.parametrize("words", ["", "  \n", "x" * 4001])
def test_words_that_are_none_or_too_many_are_refused(waiting, words):
    with pytest.raises(NotPossible):
        say_in_chat(waiting, by=system(), text=words, is_from_desk=False)


def test_a_flood_of_words_is_slowed_down(waiting):
    for number in range(29):
        say_in_chat(waiting, by=system(), text=f"{number}", is_from_desk=False)
    with pytest.raises(TooMany):
        say_in_chat(waiting, by=system(), text="one more", is_from_desk=False)


def test_a_flood_of_strangers_is_slowed_down(channel, settings):
    settings.SPOC_STRANGERS_PER_MINUTE = 1
    begin_chat(channel, by=system(), visitor=visitor(), words="Hello?")
    with pytest.raises(TooMany):
        begin_chat(channel, by=system(), visitor=visitor(), words="Hello?")


def test_nothing_is_said_in_a_chat_that_is_over(waiting):
    end_chat(waiting, by=system())
    with pytest.raises(NotPossible, match="was not sent"):
        say_in_chat(waiting, by=system(), text="Hello?", is_from_desk=False)


def test_only_who_answers_writes_for_the_desk(waiting, people):
    accept_chat(waiting, by=people["Elin Sand"])
    with pytest.raises(NotAllowed):
        say_in_chat(waiting, by=people["Daniel Okoro"], text="Hello", is_from_desk=True)


def test_a_chat_goes_to_a_colleague_with_a_word_only_the_desk_reads(waiting, people):
    accept_chat(waiting, by=people["Elin Sand"])
    handing = Handing(agent=people["Daniel Okoro"], word="Needs a new headset")
    transfer_chat(waiting, by=people["Elin Sand"], handing=handing)
    assert (waiting.agent, waiting.state) == (people["Daniel Okoro"], "active")
    told = [line.words for line in lines_of(waiting, is_desk=False)]
    assert not any("Needs a new headset" in words for words in told)
    assert any("Needs a new headset" in line.words for line in lines_of(waiting, is_desk=True))


def test_a_chat_given_to_a_team_waits_for_whoever_is_free(waiting, people):
    accept_chat(waiting, by=people["Elin Sand"])
    team = Team.objects.filter(is_active=True).order_by("-tier").first()
    transfer_chat(waiting, by=people["Elin Sand"], handing=Handing(team=team, word="Yours"))
    assert (waiting.state, waiting.team, waiting.agent) == ("waiting", team, None)
    end_chat(waiting, by=system(), event="left")
    assert Interaction.objects.get().disposition != "abandoned"


@pytest.mark.parametrize(
    ("name", "word", "wrong"),
    [("Elin Sand", "Take it", "to"), ("Karin Holm", "Take it", "to"), ("Daniel Okoro", "", "word")],
)
def test_a_chat_is_not_given_to_who_cannot_answer_or_without_a_word(
    waiting, people, name, word, wrong
):
    accept_chat(waiting, by=people["Elin Sand"])
    with pytest.raises(NotPossible) as refused:
        transfer_chat(
            waiting, by=people["Elin Sand"], handing=Handing(agent=people[name], word=word)
        )
    assert list(refused.value.fields) == [wrong]


def test_agents_read_the_chats_of_their_communities_alone(people):
    mine, other = Community.objects.order_by("id")[:2]
    chats = [
        begin_chat(chat_channel(each.key, each), by=system(), visitor=visitor(), words="Hello?")
        for each in (mine, other)
    ]
    lena = people["Karin Holm"]
    grant_role(lena, by=people["Åsa Ekman"], role="CSR", scope="community", scope_id=mine.pk)
    lena = Person.objects.get(pk=lena.pk)
    assert list(chats_answerable_by(lena)) == [chats[0]]
    assert list(chats_visible_to(people["Sanna Kivi"])) == []
    assert set(chats_visible_to(people["Elin Sand"])) == set(chats)


def test_nobody_answers_their_own_chat(channel, people):
    elin = people["Elin Sand"]
    own = begin_chat(channel, by=elin, visitor=visitor("Elin Sand", elin), words="Hello?")
    assert own in chats_visible_to(elin)
    assert own not in chats_answerable_by(elin)


def test_writing_is_seen_by_the_other_side_for_a_moment(waiting, people):
    accept_chat(waiting, by=people["Elin Sand"])
    note_typing(waiting, is_from_desk=False)
    fresh = Chat.objects.get()
    assert who_types(fresh, now(), is_desk=True) == "Nadia Berg"
    assert who_types(fresh, now(), is_desk=False) == ""
    assert who_types(fresh, now() + timedelta(seconds=9), is_desk=True) == ""


def test_a_sign_of_life_is_kept(waiting):
    with at(now() + timedelta(minutes=1)):
        note_seen(waiting)
    assert Chat.objects.get().seen_at > waiting.seen_at


def test_a_channel_that_is_off_or_closed_takes_no_chat(channel):
    channel.is_on = False
    channel.save()
    with pytest.raises(NotPossible, match="leave us a message"):
        begin_chat(channel, by=system(), visitor=visitor(), words="Hello?")


def test_a_community_is_offered_its_own_chat_before_everybodys(people, channel):
    karin = people["Karin Holm"]
    own = chat_channel("Own", karin.community)
    assert chat_way_for(karin.community) == own
    assert chat_way_for(people["Oskar Nyman"].community) == channel
    assert list(chat_channels(None)) == [channel]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"origins": "https://a.example.org https://b.example.org", "most": "3"}, []),
        ({"origins": "a.example.org", "most": "3"}, ["origins"]),
        ({"origins": "", "most": "0"}, ["most"]),
        ({"origins": "*", "most": "21"}, ["origins", "most"]),
    ],
)
def test_the_settings_of_a_chat_are_looked_at(told, wrong):
    assert list(ChatKind.missing(told)) == wrong


def test_strangers_in_the_line_keep_out_nobody_who_is_known(people, monkeypatch):
    monkeypatch.setattr("spoc.channels.queries.chats.LONGEST_LINE", 1)
    channel = chat_channel()
    begin_chat(channel, by=system(), visitor=visitor(), words="First")
    assert is_full(channel, is_known=False)
    karin = people["Karin Holm"]
    begun = begin_chat(channel, by=karin, visitor=visitor("Karin Holm", karin), words="Second")
    assert begun.state == "waiting"
