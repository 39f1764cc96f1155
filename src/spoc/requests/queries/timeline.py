"""The timeline of a request: what was said and what was done, in the order it happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from django.utils.translation import gettext as _
from markupsafe import Markup

from spoc.audit.activities import sentence
from spoc.audit.models import Fact
from spoc.audit.queries import by_whom, values_of
from spoc.channels.models import Letter
from spoc.channels.rules.quoting import is_signature
from spoc.channels.seals import is_doubtful
from spoc.channels.seals import told as told_of_sender
from spoc.kit.html import as_markup, clean, has_remote_images, paragraphs
from spoc.kit.marked import rendered
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.records.queries import attachments_of
from spoc.requests import access
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.queries.changes import Changes, Names, names_in, told
from spoc.requests.queries.handed import Handed, handed_of
from spoc.requests.queries.story import ENTRY, FACT, FILE, HANDOFF, Asked, part_of
from spoc.requests.queries.ways_said import contacts_otherwise, ways_said

GLIMPSE = 4
ICONS = {
    "request.registered": "plus",
    "request.classified": "tag",
    "request.reclassified": "tag",
    "request.coordinator_asked": "up",
    "request.time_box_used": "clock",
    "request.resolved": "done",
    "request.closed": "check",
    "request.paused": "pause",
    "request.merged": "merge",
    "request.absorbed": "merge",
    "link.made": "link",
    "task.added": "list",
    "task.started": "right",
    "task.done": "check",
    "task.failed": "alert",
    "approval.requested": "send",
    "approval.approved": "done",
    "approval.denied": "x",
    "approval.settled": "check",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as the timeline shows it."""

    name: str
    href: str
    size: int
    image: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Something somebody said."""

    pk: int
    kind: str
    author: Person
    via: str
    icon: str
    at: datetime
    words: Markup
    quoted: Markup
    html: Markup
    has_blocked_images: bool
    is_internal: bool
    can_be_split: bool
    letter_state: str
    files: list[File] = field(default_factory=list)
    is_fact: bool = False
    is_signature: bool = False
    hidden_copies: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Something somebody did."""

    icon: str
    at: datetime
    words: str
    changes: list[str]
    is_fact: bool = True


@dataclass(frozen=True, slots=True)
class Story:
    """Part of a request's story, oldest first.

    `older` is the place before which more stands, `since` where this part begins; each is empty
    where there is no such place.
    """

    items: list[Said | Handed | Done]
    older: str
    since: str


def timeline(
    support_request: SupportRequest, person: Person, *, show: str = "all", images: int = 0
) -> list[Said | Handed | Done]:
    """Return the newest part of what the person may read of a request's story, oldest first."""
    return story_of(support_request, person, Asked(show), images).items


def story_of(
    support_request: SupportRequest, person: Person, asked: Asked, images: int = 0
) -> Story:
    """Return part of what the person may read of a request's story.

    `images` is the entry whose remote pictures the person asked to see.
    """
    part = part_of(support_request, person, asked)
    files = _by_part(part.files)
    is_inside = access.may_read_inside(person, support_request)
    names = names_in(changes_in(row) for mark, row in part.rows if mark.rank == FACT)
    entries = [row for mark, row in part.rows if mark.rank == ENTRY]
    ways = ways_said(entries, part.contacts)

    def said(row: Entry) -> Said:
        shown = said_of(row, files.get(row.pk, []), images == row.pk, is_inside)
        return replace(shown, via=ways.get(row.pk, shown.via))

    draw: dict[int, Callable[[Any], Said | Handed | Done]] = {
        FACT: lambda row: done_of(row, support_request, names),
        ENTRY: said,
        FILE: _brought,
        HANDOFF: handed_of,
    }
    first = str(part.rows[0][0]) if part.rows else ""
    items = [draw[mark.rank](row) for mark, row in part.rows]
    return Story(items, first if part.more else "", first)


def glimpse(support_request: SupportRequest, person: Person) -> list[Said | Handed | Done]:
    """Return what was said first and last, to be read at a glance, oldest first."""
    last = story_of(support_request, person, Asked("said", size=GLIMPSE))
    entries = access.entries_visible_to(person).filter(support_request=support_request)
    entry = entries.select_related("author", "letter").order_by("at", "id").first()
    if not last.older or entry is None:
        return last.items
    files = attachments_of(support_request).filter(part_id=entry.pk)
    first = said_of(entry, list(files))
    ways = ways_said([entry], contacts_otherwise(support_request.pk))
    via = ways.get(entry.pk, first.via)
    return [replace(first, via=via), *last.items[1:]]


def said_of(
    entry: Entry, files: list[Attachment], show_images: bool = False, with_hidden: bool = False
) -> Said:
    """Return an entry ready to be drawn."""
    cids = {file.content_id: href_of(file) for file in files if file.content_id}
    images: Literal["blocked", "shown"] = "shown" if show_images else "blocked"
    return Said(
        pk=entry.pk,
        kind="note" if entry.is_internal else entry.kind,
        author=entry.author,
        via=_via(entry),
        icon="lock" if entry.is_internal else _icon(entry.kind),
        at=entry.at,
        words=words_of(entry, files, href_of),
        quoted=paragraphs(entry.quoted) if entry.quoted else Markup(""),
        html=as_markup(clean(entry.html, images=images, cids=cids)) if entry.html else Markup(""),
        has_blocked_images=not show_images and has_remote_images(entry.html),
        is_internal=entry.is_internal,
        can_be_split=not entry.is_from_desk and not entry.is_internal,
        letter_state=_letter_state(entry),
        files=_shown(files),
        is_signature=is_signature(entry.quoted),
        hidden_copies=", ".join(entry.bcc) if with_hidden else "",
    )


def words_of(
    entry: Entry, files: Iterable[Attachment], address_of: Callable[[Attachment], str]
) -> Markup:
    """Return what an entry says, with its marks and its own pictures where it has any."""
    if not entry.is_marked:
        return paragraphs(entry.text)
    return rendered(entry.text, {file.pk: address_of(file) for file in files if file.is_picture})


def _brought(file: Attachment) -> Said:
    """Return a file that came without words of its own, as machines bring them."""
    return Said(
        pk=-file.pk,
        kind="note" if file.is_internal else "api",
        author=file.added_by,
        via=_("internal file") if file.is_internal else _("file"),
        icon="lock" if file.is_internal else "file",
        at=file.added_at,
        words=Markup(""),
        quoted=Markup(""),
        html=Markup(""),
        has_blocked_images=False,
        is_internal=file.is_internal,
        can_be_split=False,
        letter_state="",
        files=_shown([file]),
    )


def done_of(fact: Fact, support_request: SupportRequest, names: Names) -> Done:
    """Return a fact as a sentence, with what changed from what to what."""
    return Done(
        icon=ICONS.get(fact.kind, "automation"),
        at=fact.at,
        words=sentence(fact.kind, values_of(fact, subject=support_request.reference)),
        changes=told(changes_in(fact), names),
    )


def changes_in(fact: Fact) -> Changes:
    """Return what a fact says was changed; nothing where it was blanked."""
    particulars = getattr(fact, "particulars", None)
    return (particulars.values.get("changes") or {}) if particulars else {}


def href_of(file: Attachment) -> str:
    """Return the address a file is served at."""
    return f"/files/{file.pk}/{file.filename}"


def _shown(files: list[Attachment]) -> list[File]:
    return [File(file.filename, href_of(file), file.size, file.is_picture) for file in files]


def _by_part(files: Iterable[Attachment]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for file in files:
        found.setdefault(file.part_id or 0, []).append(file)
    return found


def _via(entry: Entry) -> str:
    way = _way(entry)
    return by_whom(way, entry.through) if way else way


def _way(entry: Entry) -> str:
    if entry.is_internal:
        return _("internal note")
    if entry.kind == "call":
        return _("by phone")
    if entry.is_from_desk:
        to = ", ".join(entry.to)
        return _("to %(to)s") % {"to": to} if to else _("to the requester")
    if entry.letter and (known := _known_of(entry.letter)):
        return " · ".join([_("by mail"), known])
    via = {"mail": _("by mail"), "portal": _("in the portal"), "api": _("by API")}
    return via.get(entry.kind, "")


def _known_of(letter: Letter) -> str:
    """Return what speaks for the sender of a letter; what speaks against them stands out."""
    return "" if is_doubtful(letter.reason) else told_of_sender(letter.reason)


def _icon(kind: str) -> str:
    return {"mail": "mail", "call": "phone", "portal": "chat", "api": "automation"}.get(
        kind, "note"
    )


def _letter_state(entry: Entry) -> str:
    """Return what is to be said of a letter: nothing when all is well with it."""
    letter = entry.letter
    if letter is not None and letter.is_incoming and is_doubtful(letter.reason):
        return told_of_sender(letter.reason)
    if letter is None or letter.is_incoming or letter.state == "sent":
        return ""
    if letter.state == "failed":
        return _("Not delivered: %(reason)s") % {"reason": letter.reason}
    return _("Waits to be sent")
