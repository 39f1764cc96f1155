"""What does not work, as a community's status page tells of it: public words alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.catalogue.models import Service
from spoc.people.models import Community
from spoc.requests.models import MajorIncident
from spoc.requests.queries.major import latest_words
from spoc.requests.rules.major import words_in

OVER = ("restored", "reviewed", "closed")


@dataclass(frozen=True, slots=True)
class Disturbance:
    """One major incident as everybody of a community may read of it."""

    service: int
    words: str
    since: datetime | None
    next_update_at: datetime | None
    restored_at: datetime | None


def disturbances_of(
    community: Community, services: QuerySet[Service], since: datetime
) -> list[Disturbance]:
    """Return what disturbs these services now, and what did since then, the newest first."""
    theirs = Q(communities=None) | Q(communities=community.pk or 0)
    known = Q(state="active") | Q(state__in=OVER, restored_at__gte=since)
    rows = MajorIncident.objects.filter(
        theirs, known, support_request__service__in=services.values("pk")
    )
    found = list(rows.select_related("support_request").distinct().order_by("-decided_at"))
    words = latest_words([row.pk for row in found])
    return [
        _disturbance(row, words_in(words.get(row.pk, {}), get_language() or "")) for row in found
    ]


def _disturbance(row: MajorIncident, words: str) -> Disturbance:
    return Disturbance(
        service=row.support_request.service_id or 0,
        words=words or _("We know of it and work on it."),
        since=row.decided_at,
        next_update_at=row.next_update_at if row.state == "active" else None,
        restored_at=row.restored_at,
    )
