"""The timeline of a request: what was said and what was done, in the order it happened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from markupsafe import Markup

from spoc.audit.activities import sentence
from spoc.audit.models import Fact
from spoc.audit.queries import story
from spoc.channels.rules.quoting import is_signature
from spoc.kit.html import as_markup, clean, has_remote_images, paragraphs
from spoc.kit.marked import rendered
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.records.queries import attachments_of
from spoc.requests import access
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.queries.changes import Changes, Names, names_in, told
from spoc.requests.queries.handed import Handed, handed

# these facts are told by the entry they belong to
TOLD_BY_ENTRIES = frozenset(
    {
        "request.answered",
        "request.replied",
        "request.noted",
        "request.called",
        "request.forwarded",
        "request.told",
        "file.attached",
        "work.logged",
        "timer.started",
        "timer.discarded",
        "request.dispatched",
        "request.escalated",
        "request.ranked",
        "clock.set",
        "clock.restarted",
        "reminder.set",
        "reminder.dropped",
        "reminder.due",
        "task.moved",
    }
)
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


def timeline(
    support_request: SupportRequest, person: Person, *, show: str = "all", images: int = 0
) -> list[Said | Handed | Done]:
    """Return what the person may read of a request's story, oldest first.

    `show` narrows it to what was said, with the requester (`public`), inside (`internal`) or both;
    `images` is the entry whose remote pictures the person asked to see.
    """
    entries = access.entries_visible_to(person).filter(support_request=support_request)
    if show in ("public", "internal"):
        entries = entries.filter(is_internal=show == "internal")
    files = _files(support_request)
    is_inside = access.may_read_inside(person, support_request)
    said: list[Said | Handed] = [
        said_of(entry, files.get(entry.pk, []), images == entry.pk, is_inside)
        for entry in entries.select_related("author", "letter").order_by("at", "id")[:500]
    ]
    said += [
        _brought(file)
        for file in files.get(0, [])
        if (is_inside or not file.is_internal)
        and file.is_internal == {"public": False, "internal": True}.get(show, file.is_internal)
    ]
    if is_inside and show != "public":
        said += handed(support_request)
    if show != "all" or not is_inside:
        return sorted(said, key=lambda each: each.at)
    facts = story(support_request).exclude(kind__in=TOLD_BY_ENTRIES)[:500]
    names = names_in(changes_in(fact) for fact in facts)
    done = [done_of(fact, support_request, names) for fact in facts]
    return sorted([*said, *done], key=lambda each: (each.at, not each.is_fact))


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
    particulars = getattr(fact, "particulars", None)
    values = dict(particulars.values) if particulars else {}
    values |= {"by": fact.by.name, "subject": support_request.reference}
    return Done(
        icon=ICONS.get(fact.kind, "automation"),
        at=fact.at,
        words=sentence(fact.kind, values),
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


def _files(support_request: SupportRequest) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = {}
    for file in attachments_of(support_request).select_related("added_by"):
        found.setdefault(file.part_id or 0, []).append(file)
    return found


def _via(entry: Entry) -> str:
    if entry.is_internal:
        return _("internal note")
    if entry.kind == "call":
        return _("by phone")
    if entry.is_from_desk:
        to = ", ".join(entry.to)
        return _("to %(to)s") % {"to": to} if to else _("to the requester")
    via = {"mail": _("by mail"), "portal": _("in the portal"), "api": _("by API")}
    return via.get(entry.kind, "")


def _icon(kind: str) -> str:
    return {"mail": "mail", "call": "phone", "portal": "chat", "api": "automation"}.get(
        kind, "note"
    )


def _letter_state(entry: Entry) -> str:
    """Return what is to be said of an outgoing letter: nothing when it went well."""
    letter = entry.letter
    if letter is None or letter.is_incoming or letter.state == "sent":
        return ""
    if letter.state == "failed":
        return _("Not delivered: %(reason)s") % {"reason": letter.reason}
    return _("Waits to be sent")
