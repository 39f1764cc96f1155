"""A chat from its first word to its last: each line is kept as it is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, announce, hold, record
from spoc.channels.activities.contact import answer_contact, await_contact, end_contact
from spoc.channels.chat_access import may_answer
from spoc.channels.kinds.chat import chat_kind
from spoc.channels.models import Channel, Chat, ChatLine
from spoc.channels.queries.chats import (
    is_full,
    is_staffed,
    load_of,
    said_lately,
    strangers_begun,
)
from spoc.channels.rules.chat import LONGEST, MOST_LINES, MOST_LINES_A_MINUTE
from spoc.kit.errors import NotPossible, Stale, TooMany
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload, attach

MOST_FILES = 5
# the desk's navigation says how many wait
NAVIGATION = "queue"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who wants to chat: somebody who is signed in, or a name and a mail address."""

    name: str
    mail: str
    language: str
    person: Person | None = None


@activity
def begin_chat(channel: Channel, *, by: Person, visitor: Visitor, words: str) -> Chat:
    """Let somebody wait for an answer; their wait counts from now on."""
    moment, said = now(), _worth_saying(words)
    is_full_now = is_full(channel, is_known=visitor.person is not None)
    if not channel.is_on or not is_staffed(channel, moment) or is_full_now:
        raise NotPossible(_("Nobody can answer here just now: leave us a message instead."))
    if visitor.person is None:
        _demand_known(channel, visitor)
    community = channel.community or (visitor.person.community if visitor.person else None)
    who = f"{visitor.name} <{visitor.mail}>"
    contact = await_contact(
        "chat",
        by=by,
        way=channel,
        person=visitor.person,
        unidentified="" if visitor.person else one_line(who, 200),
        community=community,
        language=visitor.language,
        subject=said,
        body=said,
    )
    chat = Chat.objects.create(
        channel=channel,
        interaction=contact,
        community=community,
        person=visitor.person,
        visitor_name=one_line(visitor.name, 160),
        visitor_mail=visitor.mail.strip(),
        language=visitor.language,
        waits_since=moment,
        seen_at=moment,
        visitor_spoke_at=moment,
    )
    hold(chat)
    _line(chat, author=visitor.person, name=chat.visitor_name, text=said)
    record("chat.begun", chat, by=by, name=chat.visitor_name)
    announce([NAVIGATION])
    return chat


@activity
def accept_chat(chat: Chat, *, by: Person) -> Chat:
    """Answer somebody who waits, unless a colleague was faster or enough others are at it."""
    demand(may_answer(by, chat))
    if chat.state == "active" and chat.agent_id == by.pk:
        return chat
    if chat.is_over:
        raise Stale(_("%(name)s has left this chat.") % {"name": chat.visitor_name})
    if chat.state != "waiting":
        raise Stale(_("A colleague answers %(name)s already.") % {"name": chat.visitor_name})
    demand_room(by, chat.channel)
    chat.state, chat.agent, chat.team, chat.asked_at = Chat.State.ACTIVE, by, None, None
    chat.save(update_fields=["state", "agent", "team", "asked_at"])
    answer_contact(chat.interaction, by=by)
    _line(chat, author=by, name=by.name, is_from_desk=True, event="answered")
    record("chat.answered", chat, by=by)
    announce([NAVIGATION])
    return chat


@activity
def say_in_chat(
    chat: Chat, *, by: Person, text: str, is_from_desk: bool, files: Sequence[Upload] = ()
) -> ChatLine:
    """Add what one of the two sides says, perhaps with files."""
    if chat.is_over:
        raise NotPossible(_("This chat is over: what you wrote was not sent."))
    if is_from_desk:
        demand(chat.agent_id == by.pk, _("Answer the chat first, then write in it."))
    elif said_lately(chat, now()) >= MOST_LINES_A_MINUTE:
        raise TooMany(_("That was a lot at once: wait a minute, then go on."))
    if chat.lines.count() >= MOST_LINES:
        raise NotPossible(_("This chat has become too long: end it, and begin another."))
    is_unknown = chat.person is None and not is_from_desk
    if files and is_unknown and chat.state == Chat.State.WAITING:
        raise NotPossible(_("Send files once somebody has answered."))
    if len(files) > MOST_FILES:
        raise NotPossible(_("Choose at most %(count)s files at a time.") % {"count": MOST_FILES})
    said = _worth_saying(text) if text.strip() or not files else ""
    name = by.name if is_from_desk else chat.visitor_name
    author = by if is_from_desk else chat.person
    line = _line(chat, author=author, name=name, text=said, is_from_desk=is_from_desk)
    for file in files:
        attach(chat, by=by, upload=file, part_id=line.pk)
    _note_spoken(chat, is_from_desk=is_from_desk)
    record("chat.said", chat, by=by, line=line.pk, desk=is_from_desk)
    return line


@activity
def end_chat(chat: Chat, *, by: Person, disposition: str = "", event: str = "ended") -> Chat:
    """End a chat; one that nobody answered was abandoned, and counts as that."""
    if chat.is_over:
        return chat
    chat.state, chat.ended_at = Chat.State.ENDED, now()
    chat.save(update_fields=["state", "ended_at"])
    _line(chat, author=None, name=chat.visitor_name if event == "left" else by.name, event=event)
    end_contact(chat.interaction, by=by, disposition=disposition)
    record("chat.left" if event == "left" else "chat.ended", chat, by=by)
    announce([NAVIGATION])
    return chat


@activity
def ask_in_chat(chat: Chat, *, by: Person) -> Chat:
    """Ask somebody who has not answered for long whether they are still there."""
    chat.asked_at = now()
    chat.save(update_fields=["asked_at"])
    _line(chat, author=None, event="asked", is_from_desk=True)
    record("chat.asked", chat, by=by)
    return chat


def demand_room(agent: Person, channel: Channel) -> None:
    """Refuse one more chat to who has as many as the channel lets anybody have."""
    most = chat_kind(channel).most
    if load_of(agent, channel) >= most:
        words = _("%(name)s is in as many chats as one may be at once (%(count)s): end one.")
        raise NotPossible(words % {"name": agent.name, "count": most})


def _demand_known(channel: Channel, visitor: Visitor) -> None:
    """Refuse who does not say who they are, and a flood of those who may be anybody."""
    wrong = {}
    if not visitor.name.strip():
        wrong["name"] = _("Say what we may call you.")
    if "@" not in visitor.mail:
        wrong["mail"] = _("Write your mail address, so that we reach you if this is cut off.")
    if wrong:
        raise NotPossible(" ".join(wrong.values()), fields=wrong)
    if strangers_begun(channel, now()) >= settings.SPOC_STRANGERS_PER_MINUTE:
        raise TooMany(_("Many people write to us just now: try again in a minute."))


def _worth_saying(text: str) -> str:
    said = tidy(text).strip()
    if not said:
        raise NotPossible(_("Write something first."), fields={"text": _("Write something first.")})
    if len(said) > LONGEST:
        words = _("Write at most %(count)s signs at a time.") % {"count": LONGEST}
        raise NotPossible(words, fields={"text": words})
    return said


def _line(
    chat: Chat,
    *,
    author: Person | None,
    name: str = "",
    text: str = "",
    event: str = "",
    is_from_desk: bool = False,
) -> ChatLine:
    return ChatLine.objects.create(
        chat=chat,
        author=author,
        name=name,
        text=text,
        event=event,
        is_from_desk=is_from_desk,
        at=now(),
    )


def _note_spoken(chat: Chat, *, is_from_desk: bool) -> None:
    if is_from_desk:
        chat.desk_spoke_at, chat.desk_types_at = now(), None
        chat.save(update_fields=["desk_spoke_at", "desk_types_at"])
        return
    chat.visitor_spoke_at = chat.seen_at = now()
    chat.visitor_types_at = chat.asked_at = None
    chat.save(update_fields=["visitor_spoke_at", "seen_at", "visitor_types_at", "asked_at"])
