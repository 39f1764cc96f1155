"""What waits for time to pass."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from spoc.requests.models import SupportRequest

BATCH = 1_000


def asleep_until(moment: datetime) -> QuerySet[SupportRequest]:
    """Return the requests whose agreed moment has come."""
    asleep = SupportRequest.objects.filter(status="pending", wake_at__lte=moment)
    return asleep.order_by("wake_at")[:BATCH]


def awaiting_confirmation(moment: datetime) -> QuerySet[SupportRequest]:
    """Return the resolved requests old enough for a reminder, oldest first."""
    day_ago = moment - timedelta(days=1)
    resolved = SupportRequest.objects.filter(status="resolved", resolved_at__lte=day_ago)
    return resolved.order_by("resolved_at")[:BATCH]
