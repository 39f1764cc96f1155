"""By which way something was said that stands in the timeline as written to us."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from spoc.channels.models import Interaction
from spoc.channels.words import BY_CHANNEL, MESSENGER
from spoc.requests.models import Entry, SupportRequest

# requests that began by another way than the portal, and go on there or elsewhere
OTHERWISE = ("chat", "web_link", "schedule")
# a contact and what was said in it are written down in one go
TOGETHER = timedelta(seconds=5)


def ways_said(support_request: SupportRequest, entries: Iterable[Entry]) -> Mapping[int, str]:
    """Return by which way entries came that were not written in the portal, by their keys.

    What an agent let go on as a request after a chat is all that was said in it.
    """
    written = [each for each in entries if each.kind == "portal" and not each.is_internal]
    chats = {each.pk: str(BY_CHANNEL["chat"]) for each in written if each.is_from_desk}
    heard = [each for each in written if not each.is_from_desk]
    if support_request.channel not in OTHERWISE or not heard:
        return chats
    return chats | _by_contact(support_request, heard)


def _by_contact(support_request: SupportRequest, entries: list[Entry]) -> dict[int, str]:
    """Return the ways of entries whose contact came by another one than the portal."""
    authors = {entry.author_id for entry in entries}
    contacts = support_request.contacts.filter(interaction__person__in=authors)
    rows = contacts.exclude(interaction__channel="portal").select_related("interaction__way")
    found = [contact.interaction for contact in rows]
    return {
        entry.pk: _words(contact)
        for entry in entries
        for contact in found
        if contact.person_id == entry.author_id and _is_in(entry, contact)
    }


def _is_in(entry: Entry, contact: Interaction) -> bool:
    """Tell whether something was said in a contact; a live chat is one until it ends."""
    begun, is_talk = contact.started_at, contact.way is not None and contact.way.kind == "chat"
    over = (contact.ended_at or entry.at) if is_talk else begun
    return begun - TOGETHER <= entry.at <= over + TOGETHER


def _words(contact: Interaction) -> str:
    kind = contact.way.kind if contact.way else ""
    return str(MESSENGER.get(kind) or BY_CHANNEL[contact.channel])
