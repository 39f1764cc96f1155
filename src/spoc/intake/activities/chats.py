"""Chats become requests: registered when they are answered, with all that was said at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Category, Service
from spoc.channels.activities import log_contact
from spoc.channels.activities.chat import (
    Visitor,
    accept_chat,
    ask_in_chat,
    end_chat,
    say_in_chat,
)
from spoc.channels.models import Channel, Chat, ChatLine
from spoc.channels.queries.chats import silence_in, strangers_begun
from spoc.channels.rules.chat import what_silence_means
from spoc.intake.chat_reading import opening_of, request_of, transcript_of
from spoc.kit import store
from spoc.kit.errors import NotPossible, TooMany
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities import add_person
from spoc.people.models import Community, Person
from spoc.people.queries import by_mail, organisation_of
from spoc.records.activities import Upload, attach
from spoc.records.queries import attachments_of
from spoc.requests.activities import (
    Classification,
    Registration,
    Resolution,
    assign,
    cancel,
    confirm,
    note,
    resolve,
)
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.register import begin
from spoc.requests.activities.touch import save
from spoc.requests.models import Entry, SupportRequest

# what a chat may come to, and why its request is cancelled where it comes to nothing
DISPOSITIONS = ("request_new", "quick_answer", "wrong_number", "spam")
FOR_NOTHING = {"wrong_number": "recorded_in_error", "spam": "spam"}
LOWEST = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """What a chat came to; a quick answer says what it was about, and what the answer was."""

    disposition: str = "request_new"
    answer: str = ""
    service: Service | None = None
    category: Category | None = None
    minutes: int = 1


@activity
def answer_chat(chat: Chat, *, by: Person) -> SupportRequest:
    """Answer somebody who waits, and register what they wrote so far as a request."""
    accept_chat(chat, by=by)
    known = request_of(chat)
    if known is not None:
        _give(known, by)
        return known
    words = opening_of(chat)
    registration = Registration(
        description=words,
        channel="chat",
        community=chat.community or by.community,
        language=chat.language,
        interaction=chat.interaction,
    )
    support_request = begin(_asking(chat, by), by=by, registration=registration)
    _give(support_request, by)
    return support_request


@activity
def reply_in_chat(chat: Chat, *, by: Person, text: str, files: Sequence[Upload] = ()) -> ChatLine:
    """Write to who waits; the first words keep the promise of an answer."""
    line = say_in_chat(chat, by=by, text=text, files=files, is_from_desk=True)
    support_request = request_of(chat)
    if support_request is not None and support_request.first_response_at is None:
        support_request.first_response_at = support_request.desk_spoke_at = line.at
        save(support_request, ["first_response_at", "desk_spoke_at"])
        keep_promises(support_request, by=by, is_update=True)
    return line


@activity
def close_chat(chat: Chat, *, by: Person, ending: Ending, event: str = "ended") -> Chat:
    """End a chat: all that was said goes to its request, and what it came to is done with it."""
    if chat.is_over:
        return chat
    is_in_it = by.pk in (chat.agent_id, chat.person_id) or by.kind == Person.Kind.SYSTEM
    demand(is_in_it, _("Only who answers a chat ends it."))
    if ending.disposition not in DISPOSITIONS:
        raise NotPossible(_("Choose what it came to."))
    support_request = request_of(chat)
    disposition = ending.disposition if support_request else ""
    end_chat(chat, by=by, disposition=disposition, event=event)
    if support_request is None:
        return chat
    _keep_said(chat, support_request, chat.agent or by)
    if ending.disposition == "quick_answer":
        _answer_quickly(support_request, by, ending)
    elif ending.disposition in FOR_NOTHING and support_request.is_open:
        cancel(support_request, by=by, reason=FOR_NOTHING[ending.disposition])
    return chat


def mind_silence(chat: Chat, *, by: Person) -> None:
    """Ask who has been silent for long whether they are there, and end what nobody is in."""
    meaning = what_silence_means(silence_in(chat, now()))
    if meaning == "ask":
        ask_in_chat(chat, by=by)
    elif meaning == "end":
        close_chat(chat, by=by, ending=Ending(), event="left")


@activity
def leave_message(channel: Channel, *, by: Person, visitor: Visitor, words: str) -> SupportRequest:
    """Register what somebody writes while nobody is there to chat."""
    person = visitor.person
    if person is None:
        _demand_reachable(channel, visitor)
        person = _known(visitor, channel.community, by)
    contact = log_contact(
        "web_link",
        by=by,
        way=channel,
        person=person,
        community=channel.community,
        language=visitor.language,
        body=words,
        disposition="request_new",
    )
    registration = Registration(
        description=words,
        channel="web_link",
        community=channel.community,
        language=visitor.language,
        interaction=contact,
    )
    return begin(person, by=by, registration=registration)


def _asking(chat: Chat, by: Person) -> Person:
    """Return whose request it is; a mail address identifies, it never proves."""
    if chat.person is not None:
        return chat.person
    visitor = Visitor(chat.visitor_name, chat.visitor_mail, chat.language)
    person = _known(visitor, chat.community, by)
    chat.interaction.person, chat.interaction.organisation = person, person.organisation
    chat.interaction.save(update_fields=["person", "organisation"])
    return person


def _known(visitor: Visitor, community: Community | None, by: Person) -> Person:
    found = by_mail(visitor.mail)
    if found is not None:
        return found.merged_into or found
    organisation = organisation_of(visitor.mail)
    return add_person(
        visitor.name,
        by=by,
        mail=visitor.mail,
        kind=Person.Kind.HUMAN if organisation else Person.Kind.UNIDENTIFIED,
        organisation=organisation,
        community=(organisation.community if organisation else None) or community,
        language=visitor.language,
        is_prospect=organisation is None,
    )


def _demand_reachable(channel: Channel, visitor: Visitor) -> None:
    wrong = {}
    if not visitor.name.strip():
        wrong["name"] = _("Say what we may call you.")
    if "@" not in visitor.mail:
        wrong["mail"] = _("Write the mail address we answer to.")
    if wrong:
        raise NotPossible(" ".join(wrong.values()), fields=wrong)
    if strangers_begun(channel, now()) >= settings.SPOC_STRANGERS_PER_MINUTE:
        raise TooMany(_("Many people write to us just now: try again in a minute."))


def _give(support_request: SupportRequest, by: Person) -> None:
    """Let who answers have the request, where they can work on it."""
    if support_request.is_open and support_request.status != "resolved" and by.team_ids:
        assign(support_request, by=by, assignee=by)


def _keep_said(chat: Chat, support_request: SupportRequest, author: Person) -> None:
    """Put all that was said into the request's timeline as one entry, with the files sent."""
    entry: Entry = support_request.entries.create(
        kind="portal",
        author=author,
        is_from_desk=True,
        text=transcript_of(chat, support_request.requester),
        at=now(),
    )
    support_request.desk_spoke_at = support_request.requester_spoke_at = entry.at
    save(support_request, ["desk_spoke_at", "requester_spoke_at"])
    for file in attachments_of(chat):
        with store.open(file.digest) as content:
            upload = Upload(file.filename, file.content_type, content)
            attach(support_request, by=file.added_by, upload=upload, part_id=entry.pk)
    words = [line.text for line in chat.lines.filter(is_internal=True).order_by("id")]
    if words:
        note(support_request, by=author, text="\n\n".join(words))
    record("request.replied", support_request, by=author, entry=entry.pk)


def _answer_quickly(support_request: SupportRequest, by: Person, ending: Ending) -> None:
    """Close what a few words answered, as the question it was."""
    if support_request.status == "new":
        what = Classification(
            "information", ending.service, ending.category, impact=LOWEST, urgency=LOWEST
        )
    else:
        what = None
    resolution = Resolution(
        text=ending.answer,
        method="advice",
        closure_code="answered",
        minutes=ending.minutes,
        type_fields={"is_gap": True},
    )
    resolve(support_request, by=by, resolution=resolution, classification=what)
    confirm(support_request, by=by)
