"""The way in a contact came by, where nobody says which."""

from collections.abc import Collection

from django.db.models import QuerySet

from spoc.channels.models import Channel
from spoc.kit.prepared import Prepared


def way_among(kinds: Collection[str], community: int | None) -> Channel | None:
    """Return the open channel of these kinds that is a community's, else one that is for all."""
    fitting = [each for each in _open_ways() if each.kind in kinds]
    own = [each for each in fitting if each.community_id == community and community is not None]
    for_all = [each for each in fitting if each.community_id is None]
    return next(iter([*own, *for_all]), None)


def is_closed(kinds: Collection[str], community: int | None) -> bool:
    """Tell whether a community has channels of these kinds, or all have, and none is open."""
    ways = Channel.objects.filter(kind__in=kinds)
    own = ways.filter(community=community) if community else ways.none()
    known = own if own.exists() else ways.filter(community=None)
    return known.exists() and not known.filter(is_on=True).exists()


@Prepared
def _open_ways() -> QuerySet[Channel]:
    return Channel.objects.filter(is_on=True).select_related("team").order_by("pk")
