"""What is written in a messenger: a thread is a request, and what the desk says stands in it."""

from dataclasses import replace
from typing import Protocol, runtime_checkable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity
from spoc.channels.activities import log_contact
from spoc.channels.base import opened
from spoc.channels.models import Channel, Interaction
from spoc.channels.rules.attachment import filename
from spoc.channels.rules.heard import Said
from spoc.channels.rules.overheard import Overheard
from spoc.intake.activities.hear import asks_first, hears
from spoc.intake.models import Posting
from spoc.kit.prepared import Place, Prepared
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.activities import add_person
from spoc.people.models import Person
from spoc.people.queries import by_mail, organisation_of, system
from spoc.requests import access
from spoc.requests.activities import Registration, assign, follow_up, note, register
from spoc.requests.activities import hear as hear_party
from spoc.requests.activities.reply import Words
from spoc.requests.models import Entry, SupportRequest

OVER = ("closed", "rejected", "cancelled")


@runtime_checkable
class Introduces(Protocol):
    """A messenger that can be asked who somebody is."""

    def introduce(self, handle: str) -> tuple[str, str]:
        """Return the name and the mail address of whoever has a handle."""


@runtime_checkable
class Speaks(Protocol):
    """A messenger in whose threads we can write."""

    def say(self, thread: str, text: str) -> str:
        """Write into a thread; return the thread it then stands in."""


@asks_first(Said)
@asks_first(Overheard)
def introduced(said: Said, channel: Channel) -> Said:
    """Return what was written with the name and address of who wrote, where nobody knows them."""
    kind = opened(channel)
    if said.mail or not isinstance(kind, Introduces):
        return said
    own = Posting.objects.filter(channel=channel)
    is_ours = type(said) is Said or own.filter(thread=said.thread).exists()
    if not is_ours or own.filter(handle=said.handle).exists():
        return said
    name, mail = kind.introduce(said.handle)
    return replace(said, name=name or said.name, mail=mail)


@hears(Said)
def take_up(said: Said, channel: Channel) -> str:
    """Let what was written to us go on in its conversation, or begin one."""
    return converse(channel, by=system(), said=said)


@hears(Overheard)
def overhear(said: Overheard, channel: Channel) -> str:
    """Take what was written in a conversation with us; any other is none of our affair."""
    if not Posting.objects.filter(channel=channel, thread=said.thread).exists():
        return "overheard"
    return converse(channel, by=system(), said=said)


@activity
def converse(channel: Channel, *, by: Person, said: Said) -> str:
    """Make of something written in a messenger what it is; the same message is taken once.

    Each channel is heard one message after the other.
    """
    if Posting.objects.filter(channel=channel, message=said.message).exists():
        return "duplicate"
    said = _in_words(said)
    if not said.text:
        return "empty"
    person = _speaker(channel, said, by)
    earlier = _request_of(channel, said.thread)
    contact = log_contact(
        opened(channel).medium,
        by=by,
        person=person,
        community=channel.community,
        way=channel,
        body=said.text,
        disposition="request_update" if earlier else "request_new",
    )
    if earlier is None:
        outcome, entry = "registered", _begun(channel, said, person, contact, by)
    else:
        outcome, entry = _gone_on(earlier, said, person, contact, by)
    Posting.objects.create(
        channel=channel,
        thread=said.thread,
        message=said.message,
        handle=said.handle,
        person=person,
        support_request=entry.support_request,
        entry=entry,
        at=now(),
    )
    return outcome


def posting_about(number: int) -> Posting | None:
    """Return what was last written in the thread a request is; None where it came otherwise."""
    return next(iter(_posted(number)), None)


@Prepared
def _posted(number: Place) -> QuerySet[Posting]:
    about = Q(support_request=number) | Q(support_request__merged_into=number)
    rows = Posting.objects.filter(about).select_related("channel", "support_request")
    return rows.order_by("-id")[:1]


def say_in_thread(posting: Posting, text: str) -> None:
    """Write into the thread of a posting, where its messenger can be written to."""
    kind = opened(posting.channel)
    if not posting.channel.is_on or not isinstance(kind, Speaks):
        return
    thread = kind.say(posting.thread, text)
    if thread != posting.thread:
        # what was asked by a command stands in no thread until we answer
        Posting.objects.filter(channel=posting.channel, thread=posting.thread).update(thread=thread)


def _begun(channel: Channel, said: Said, person: Person, contact: Interaction, by: Person) -> Entry:
    registration = Registration(
        description=said.text,
        channel=contact.channel,
        community=channel.community or person.community,
        interaction=contact,
    )
    made = register(person, by=by, registration=registration)
    if channel.team is not None and channel.team != made.team:
        assign(made, by=by, team=channel.team)
    return _first_of(made)


def _gone_on(
    row: SupportRequest, said: Said, person: Person, contact: Interaction, by: Person
) -> tuple[str, Entry]:
    """Add what a party says; others' words are a note; what is over, a new request."""
    is_agent = person.is_at_desk and person.pk != row.requester_id
    if is_agent or not access.is_party(person, row):
        with override(row.community.language if row.community else "en"):
            words = _("%(name)s wrote in the thread:") % {"name": person.name}
        entry = note(row, by=by, text=f"{words}\n\n{said.text}")
        row.contacts.get_or_create(interaction=contact)
        return "noted", entry
    if row.status in OVER:
        registration = Registration(said.text, contact.channel, interaction=contact)
        return "follow_up", _first_of(follow_up(row, by=person, registration=registration))
    words_said, way = Words(said.text), contact.channel
    return "replied", hear_party(row, by=person, channel=way, words=words_said, interaction=contact)


def _in_words(said: Said) -> Said:
    """Return what was written; files without words are named instead."""
    # as they are called once they are kept: a picture that was pasted has no name of its own
    named = (filename(file.name, file.kind, place) for place, file in enumerate(said.files, 1))
    names = ", ".join(one_line(name, 100) for name in named)
    return replace(said, text=said.text.strip() or names)


def _first_of(support_request: SupportRequest) -> Entry:
    return support_request.entries.earliest("id")


def _request_of(channel: Channel, thread: str) -> SupportRequest | None:
    """Return the request a thread is, or the one it was merged into."""
    last = Posting.objects.filter(channel=channel, thread=thread).order_by("-id").first()
    found = last.support_request if last else None
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    return found


def _speaker(channel: Channel, said: Said, by: Person) -> Person:
    """Return who wrote: known by the handle, else by the mail address, else written down."""
    before = Posting.objects.filter(channel=channel, handle=said.handle).order_by("-id").first()
    if before is not None:
        return before.person.merged_into or before.person
    name, mail = said.name, said.mail
    found = by_mail(mail) if mail else None
    if found is not None:
        return found.merged_into or found
    organisation = organisation_of(mail) if mail else None
    return add_person(
        one_line(name, 160) or mail or said.handle,
        by=by,
        mail=mail,
        kind=Person.Kind.HUMAN if organisation else Person.Kind.UNIDENTIFIED,
        organisation=organisation,
        community=(organisation.community if organisation else None) or channel.community,
    )
