"""Replies that wait for their moment."""

from datetime import datetime

from django.db.models import QuerySet

from spoc.requests.models import PlannedReply, SupportRequest

BATCH = 100


def planned_due(moment: datetime) -> QuerySet[PlannedReply]:
    """Return the replies whose time has come, the longest due first."""
    due = PlannedReply.objects.filter(send_at__lte=moment, problem="")
    return due.select_related("support_request", "person").order_by("send_at", "id")[:BATCH]


def planned_of(support_request: SupportRequest) -> QuerySet[PlannedReply]:
    """Return what is planned to be said about a request; for whoever works on it."""
    planned: QuerySet[PlannedReply] = support_request.planned_replies.select_related("person")
    return planned.order_by("send_at", "id")
