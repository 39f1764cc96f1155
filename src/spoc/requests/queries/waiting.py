"""What waits for time to pass."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from spoc.requests.models import SupportRequest

BATCH = 1_000


def asleep_until(moment: datetime) -> QuerySet[SupportRequest]:
    """Return the requests whose agreed moment has come."""
    asleep = SupportRequest.objects.filter(status="pending", wake_at__lte=moment)
    return asleep.order_by("wake_at")[:BATCH]


def awaiting_confirmation(moment: datetime) -> Iterator[SupportRequest]:
    """Yield the resolved requests old enough for a reminder, oldest first, however many wait.

    They are walked by the last one seen: whichever of them are not due stand in nobody's way.
    """
    day_ago = moment - timedelta(days=1)
    resolved = SupportRequest.objects.filter(status="resolved", resolved_at__lte=day_ago)
    rows, seen = resolved.order_by("resolved_at", "id"), Q()
    while found := list(rows.filter(seen)[:BATCH]):
        # before they are changed: whoever reads them closes them
        at, number = found[-1].resolved_at, found[-1].pk
        seen = Q(resolved_at__gt=at) | Q(resolved_at=at, id__gt=number)
        yield from found
