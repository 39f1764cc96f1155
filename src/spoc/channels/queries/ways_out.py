"""By which servers letters leave, and what went by each of late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from spoc.channels.access import visible_to
from spoc.channels.models import Channel, Letter
from spoc.kit.prepared import Prepared
from spoc.kit.time import now
from spoc.people.access import communities_visible_to
from spoc.people.models import Community, Person

KINDS = ("smtp", "microsoft365_out", "google_out")
DAYS = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """How many letters of a community went, wait and failed of late."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class WayOut:
    """By which server a community's letters leave: its own, else the one for all or the house's."""

    community: Community
    channel: Channel | None
    house: str
    letters: Tally


def ways_out_of(community: Community | None) -> list[Channel]:
    """Return the open ways out for letters of a community, its own before those for all."""
    own = Q(community=community) if community else Q(pk=None)
    open_ones = Channel.objects.filter(Q(community=None) | own, kind__in=KINDS, is_on=True)
    return sorted(open_ones, key=lambda way: (way.community_id is None, way.pk))


def senders() -> set[str]:
    """Return the addresses letters of ours are from beside those of the communities."""
    return {address.lower() for address in _senders() if address}


@Prepared
def _senders() -> QuerySet[Channel, str | None]:
    sender = KeyTextTransform("sender", "settings")
    told = Channel.objects.filter(kind__in=KINDS).annotate(sender=sender)
    return told.values_list("sender", flat=True)


def servers(viewer: Person) -> list[Channel]:
    """Return the servers letters may leave by, open or not."""
    known = visible_to(viewer).filter(kind__in=KINDS).select_related("community")
    return list(known.order_by("-is_on", "community__name", "name"))


def ways_out(viewer: Person) -> list[WayOut]:
    """Return of each community by which server its letters leave."""
    counted = _counted()
    return [
        WayOut(
            community,
            next(iter(ways_out_of(community)), None),
            settings.EMAIL_HOST,
            counted.get(community.pk, Tally()),
        )
        for community in communities_visible_to(viewer).order_by("name")
    ]


def _counted() -> Mapping[int, Tally]:
    since = now() - timedelta(days=DAYS)
    rows = Letter.objects.filter(is_incoming=False, at__gte=since, community__isnull=False)
    told = (
        rows.order_by()
        .values("community")
        .annotate(
            sent=Count("pk", filter=Q(state="sent")),
            waiting=Count("pk", filter=Q(state="queued")),
            failed=Count("pk", filter=Q(state="failed")),
        )
    )
    return {
        each["community"]: Tally(each["sent"], each["waiting"], each["failed"]) for each in told
    }
