"""By which way something was said that stands in the timeline as written to us."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db.models import QuerySet

from spoc.channels.models import Interaction
from spoc.channels.words import BY_CHANNEL, MESSENGER
from spoc.requests.models import Entry

# whose words stand in the timeline as what they are
KNOWN = ("portal", "email")
MOST = 200
# a contact and what was said in it are written down in one go
TOGETHER = timedelta(seconds=5)


def contacts_otherwise(number: int) -> QuerySet[Interaction]:
    """Return the contacts about a request by another way than the portal or mail, newest first.

    It may have begun by one, gone on by one, or hold one that began by one and was merged.
    """
    rows = Interaction.objects.filter(contacts__support_request=number, person__isnull=False)
    rows = rows.exclude(channel__in=KNOWN).select_related("way").order_by("-id")
    return rows.only("channel", "person", "started_at", "ended_at", "way__kind")[:MOST]


def ways_said(entries: Iterable[Entry], contacts: Iterable[Interaction]) -> Mapping[int, str]:
    """Return by which way entries came that were not written in the portal, by their keys.

    What an agent let go on as a request after a chat is all that was said in it.
    """
    written = [each for each in entries if each.kind == "portal" and not each.is_internal]
    chats = {each.pk: str(BY_CHANNEL["chat"]) for each in written if each.is_from_desk}
    heard = [each for each in written if not each.is_from_desk]
    return chats | {
        entry.pk: _words(contact)
        for contact in contacts
        for entry in heard
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
