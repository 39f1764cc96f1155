"""Deliveries that wait to be read, and the channel an address names."""

from datetime import datetime

from django.db.models import Q, QuerySet

from spoc.channels.models import Channel, Delivery

AT_ONCE = 200


def channel_at(mark: str) -> Channel | None:
    """Return the channel whose address this is, if it is open."""
    return Channel.objects.filter(mark=mark, is_on=True).select_related("community").first()


def deliveries_waiting(channel: int, moment: datetime) -> QuerySet[Delivery]:
    """Return what a channel was sent and nobody read yet, oldest first, so much at once."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=moment)
    waiting = Delivery.objects.filter(due, channel=channel, state=Delivery.State.STORED)
    return waiting.select_related("channel__community").order_by("id")[:AT_ONCE]


def channels_with_deliveries(moment: datetime) -> QuerySet[Channel]:
    """Return the channels that were sent something nobody read yet."""
    due = Q(next_try_at=None) | Q(next_try_at__lte=moment)
    waiting = Delivery.objects.filter(due, state=Delivery.State.STORED)
    return Channel.objects.filter(pk__in=waiting.order_by().values("channel"))
