"""What intake looks up before it decides."""

from datetime import timedelta

from django.db.models import QuerySet

from spoc.channels.models import Channel
from spoc.channels.queries.ways_out import senders
from spoc.intake.rules import same_words
from spoc.kit.prepared import Place, Prepared
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import community_addresses
from spoc.requests.models import SupportRequest

JUST_NOW = timedelta(minutes=10)


def own_addresses(channel: Channel | None) -> set[str]:
    """Return the addresses that are ours: a letter from one of them is our own, come back."""
    ours = {*(value for value, _community in community_addresses()), *senders()}
    if channel is not None and "@" in channel.settings.get("user", ""):
        ours.add(channel.settings["user"].lower())
    return ours


def said_just_now(sender: Person, words: str) -> SupportRequest | None:
    """Return an open request in which this sender said the very same within ten minutes."""
    recent = _by_mail_of(sender.pk, now() - JUST_NOW, now())
    return next((r for r in recent if r.is_open and same_words(r.description, words)), None)


@Prepared
def _by_mail_of(requester: Place, since: Place, until: Place) -> QuerySet[SupportRequest]:
    """Return the newest requests of somebody that came by mail within a while."""
    rows = SupportRequest.objects.filter(requester=requester, channel="email")
    return rows.filter(created_at__gte=since, created_at__lte=until).order_by("-id")[:20]
