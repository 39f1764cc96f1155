"""Reading chats: which are open, who waits, where somebody stands, and what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Q, QuerySet
from markupsafe import Markup

from spoc.channels.chat_access import (
    chats_answerable_by,
    chats_visible_to,
    chats_waiting_near,
)
from spoc.channels.models import Channel, Chat, ChatLine, Interaction
from spoc.channels.rules.chat import TYPING, Silence, expected_minutes
from spoc.kit.html import paragraphs
from spoc.people.models import Community, Person
from spoc.people.queries import known_with_person
from spoc.records.models import Attachment
from spoc.records.queries import attachments_of
from spoc.service_levels.rules.business_time import next_opening, open_at

# the kind of channel, and how its contacts are counted
KIND = "chat"
WITH = ("channel", "interaction", "person", "agent", "team", "community")
# what a person is loaded with
HAS_CHAT, IS_ANY = "there_is_a_chat", "somebody_waits_to_chat"
RECENT = timedelta(days=7)
MOST_RECENT = 20
MINUTE = timedelta(minutes=1)
# more people than this do not wait in one line: they are asked to leave a message
LONGEST_LINE = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands who waits: their place, and the minutes it will take, if known."""

    place: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a chat as one of the two sides reads it."""

    pk: int
    name: str
    event: str
    words: Markup
    at: datetime
    is_mine: bool
    is_internal: bool
    is_from_desk: bool
    files: list[Attachment]


def chat_channels(community: Community | int | None) -> QuerySet[Channel]:
    """Return the ways to chat that are on for a community: its own first, then everybody's."""
    own = Q(community=community) if community else Q(pk__in=[])
    rows = Channel.objects.filter(own | Q(community=None), kind=KIND, is_on=True)
    return rows.select_related("calendar", "community").order_by("community", "id")


def chat_way_for(community: Community | int | None) -> Channel | None:
    """Return the way to chat that the portal of a community offers."""
    return chat_channels(community).first()


def is_chat_offered(person: Person | None, community: int | None, moment: datetime) -> bool:
    """Tell whether the portal offers somebody to chat now; asked on every page of it."""
    if not getattr(person, HAS_CHAT, True):
        return False
    channel = chat_way_for(community)
    return channel is not None and is_staffed(channel, moment)


def chat_channel_at(mark: str) -> Channel | None:
    """Return the channel of chats with this address, if it is on."""
    rows = Channel.objects.filter(kind=KIND, is_on=True, mark=mark)
    return rows.select_related("calendar", "community", "team").first()


def is_staffed(channel: Channel, moment: datetime) -> bool:
    """Tell whether somebody answers there now: by its hours, and always where it has none."""
    return channel.calendar is None or open_at(channel.calendar.hours, moment)


def opens_at(channel: Channel, moment: datetime) -> datetime | None:
    """Return when somebody answers there again."""
    return next_opening(channel.calendar.hours, moment) if channel.calendar else None


def is_full(channel: Channel, *, is_known: bool) -> bool:
    """Tell whether more people wait there than can be served: strangers keep out none but them."""
    waiting = Chat.objects.filter(channel=channel, state="waiting", person__isnull=not is_known)
    return waiting.count() >= LONGEST_LINE


def strangers_begun(channel: Channel, moment: datetime) -> int:
    """Return how many chats strangers began there within a minute, and messages were left."""
    since = moment - MINUTE
    rows = Chat.objects.filter(channel=channel, person=None, interaction__started_at__gt=since)
    left = Interaction.objects.filter(way=channel, channel="web_link", started_at__gt=since)
    return rows.count() + left.count()


def chat_with(key: str) -> Chat | None:
    """Return the chat that an address names."""
    return Chat.objects.filter(key=key).select_related(*WITH, "channel__calendar").first()


def chat_open_of(person: Person | None, key: str) -> Chat | None:
    """Return the chat somebody is in already: by who they are, or by the key their browser has."""
    who = Q(person=person) if person else Q(key=key, person=None)
    return Chat.objects.exclude(state="ended").filter(who).order_by("-id").first()


def standing_of(chat: Chat, moment: datetime) -> Standing:
    """Return which place somebody has who waits, and how long it will take."""
    before = Chat.objects.filter(channel=chat.channel_id, state="waiting")
    place = before.filter(waits_since__lt=chat.waits_since).count() + 1
    return Standing(place, expected_minutes(recent_waits(chat.channel, moment), place))


def recent_waits(channel: Channel, moment: datetime) -> list[float]:
    """Return the seconds that those waited who were answered there lately."""
    rows = Interaction.objects.filter(way=channel, channel=KIND)
    rows = rows.filter(started_at__gt=moment - RECENT, answered_at__isnull=False)
    pairs = rows.order_by("-started_at").values_list("started_at", "answered_at")[:MOST_RECENT]
    return [(answered - started).total_seconds() for started, answered in pairs if answered]


def waiting_for(person: Person) -> QuerySet[Chat]:
    """Return the chats that wait and this person may answer: who waits longest stands first."""
    rows = chats_answerable_by(person).filter(state="waiting")
    return rows.select_related(*WITH).order_by("waits_since", "id")


def load_chats_with_people() -> None:
    """Let whoever signs in come with whether there is a chat, and whether anybody waits in one."""
    known_with_person(HAS_CHAT, Exists(Channel.objects.filter(kind=KIND, is_on=True)))
    known_with_person(IS_ANY, Exists(Chat.objects.filter(state="waiting")))


def waiting_count(person: Person) -> int:
    """Return how many wait whom somebody may answer; counted only where anybody waits."""
    return chats_waiting_near(person).count() if getattr(person, IS_ANY, True) else 0


def held_by(person: Person) -> QuerySet[Chat]:
    """Return the chats somebody is in, the oldest first."""
    rows = Chat.objects.filter(agent=person, state="active")
    return rows.select_related(*WITH).order_by("id")


def held_elsewhere(person: Person) -> QuerySet[Chat]:
    """Return the chats that others are in and this person may read."""
    rows = chats_visible_to(person).filter(state="active").exclude(agent=person)
    return rows.exclude(person=person).select_related(*WITH).order_by("id")


def load_of(person: Person, channel: Channel) -> int:
    """Return how many chats of a channel somebody is in."""
    return Chat.objects.filter(agent=person, channel=channel, state="active").count()


def chats_open() -> QuerySet[Chat]:
    """Return every chat that is not over."""
    return Chat.objects.exclude(state="ended").select_related(*WITH).order_by("id")


def silence_in(chat: Chat, moment: datetime) -> Silence:
    """Return how long nobody was heard of."""
    spoke = chat.desk_spoke_at
    is_answered = spoke is not None and spoke > chat.visitor_spoke_at
    return Silence(
        is_waiting=chat.state == "waiting",
        since_seen=moment - chat.seen_at,
        since_desk=moment - spoke if spoke and is_answered else None,
        since_asked=moment - chat.asked_at if chat.asked_at else None,
    )


def lines_of(chat: Chat, *, is_desk: bool) -> list[ShownLine]:
    """Return what was said, oldest first, as the desk or the visitor reads it."""
    rows: Iterable[ChatLine] = chat.lines.order_by("id")
    files: dict[int | None, list[Attachment]] = {}
    for file in attachments_of(chat):
        files.setdefault(file.part_id, []).append(file)
    return [
        ShownLine(
            pk=row.pk,
            name=row.name,
            event=row.event,
            words=paragraphs(row.text) if row.text else Markup(""),
            at=row.at,
            is_mine=not row.event and row.is_from_desk == is_desk,
            is_internal=row.is_internal,
            is_from_desk=row.is_from_desk,
            files=files.get(row.pk, []),
        )
        for row in rows
        if is_desk or not row.is_internal
    ]


def said_lately(chat: Chat, moment: datetime) -> int:
    """Return how many lines the visitor wrote within a minute."""
    return chat.lines.filter(is_from_desk=False, event="", at__gt=moment - MINUTE).count()


def who_types(chat: Chat, moment: datetime, *, is_desk: bool) -> str:
    """Return the name of who is writing on the other side; empty where nobody is."""
    if chat.is_over:
        return ""
    at = chat.visitor_types_at if is_desk else chat.desk_types_at
    if at is None or moment - at > TYPING:
        return ""
    return chat.visitor_name if is_desk else (chat.agent.first_name if chat.agent else "")


def mark_of(chat: Chat, lines: list[ShownLine], types: str) -> str:
    """Return what tells one state of a conversation from the next."""
    last = lines[-1].pk if lines else 0
    return f"{chat.state}-{last}-{'types' if types else ''}"
