"""The public side of a request: what was said between the requester and the desk, newest first."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from spoc.audit.queries import by_whom
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.records.queries import LinkedRecord, attachments_of, links_of
from spoc.requests import access
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.queries.timeline import href_of, words_of

FOLLOWING = ("follow_up_of", "followed_up_by")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that was said, with the files sent along."""

    number: int
    author: Person
    at: datetime
    via: str
    words: Markup
    is_mine: bool
    files: list[Attachment]


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that was said in public, and the files that came with no words of their own."""

    messages: list[Message]
    files: list[Attachment]


def conversation(
    support_request: SupportRequest,
    person: Person,
    address_of: Callable[[Attachment], str] = href_of,
) -> Conversation:
    """Return what this person may read of what was said; internal words are never in it.

    `address_of` says where somebody who came by their way is handed out a file.
    """
    said = access.entries_visible_to(person).filter(
        support_request=support_request, is_internal=False
    )
    files: dict[int | None, list[Attachment]] = defaultdict(list)
    for file in attachments_of(support_request).filter(is_internal=False):
        files[file.part_id].append(file)
    messages = [
        _message(entry, person, files[entry.pk], words_of(entry, files[entry.pk], address_of))
        for entry in said.select_related("author").order_by("-at", "-id")
    ]
    return Conversation(messages, files[None])


def followed(support_request: SupportRequest, person: Person) -> list[LinkedRecord]:
    """Return the requests this one follows up or is followed up by, that the person may see."""
    links = links_of(support_request, person)
    return [link for link in links if link.noun == "request" and link.relation in FOLLOWING]


def _message(entry: Entry, person: Person, files: list[Attachment], words: Markup) -> Message:
    via = {"mail": _("by mail"), "call": _("by phone")}.get(entry.kind, "")
    return Message(
        number=entry.pk,
        author=entry.author,
        at=entry.at,
        via=by_whom(via, entry.through) if via else "",
        words=words,
        is_mine=entry.author_id == person.pk and not entry.is_from_desk,
        files=files,
    )
