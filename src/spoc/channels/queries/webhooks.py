"""Reading webhooks: who hears of what, and what waits to be told."""

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from spoc.channels.models import Webhook, WebhookDelivery

# for so long a process goes by what it last read of them
KNOWN_SECONDS = 5
MOST_AT_ONCE = 500
DAYS = 7


class Ears:
    """Knows whether anybody hears of a kind of fact, without asking for every fact anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: frozenset[str] = frozenset()
        self._until = 0.0

    def hear(self, kind: str) -> bool:
        """Tell whether a webhook may hear of this kind."""
        with self._lock:
            if time.monotonic() >= self._until:
                told = Webhook.objects.filter(is_on=True).values_list("hears", flat=True)
                self._heard = frozenset(each for hears in told for each in hears)
                self._until = time.monotonic() + KNOWN_SECONDS
            heard = self._heard
        return bool(heard) and not heard.isdisjoint({kind, f"{kind.partition('.')[0]}.*", "*"})

    def forget(self) -> None:
        """Ask again at the next fact."""
        self._until = 0.0


ears = Ears()


def hearing(kind: str) -> list[Webhook]:
    """Return the webhooks that are told of facts of this kind."""
    known = Webhook.objects.filter(is_on=True).select_related("owner").order_by("pk")
    return [each for each in known if each.hears_of(kind)]


def deliveries_due(moment: datetime) -> list[WebhookDelivery]:
    """Return what waits to be told; of what does not answer, one at a time."""
    waiting = WebhookDelivery.objects.filter(
        state="queued", next_try_at__lte=moment, webhook__is_on=True
    )
    found: list[WebhookDelivery] = []
    failing: set[int] = set()
    for each in waiting.select_related("webhook").order_by("pk")[:MOST_AT_ONCE]:
        if each.webhook_id not in failing:
            found.append(each)
        if each.webhook.failing_since is not None:
            failing.add(each.webhook_id)
    return found


@dataclass(frozen=True, slots=True)
class Course:
    """How it went with a webhook of late: what arrived, at once or later, waits, was given up."""

    arrived: int
    at_once: int
    waiting: int
    retried: int
    given_up: int

    @property
    def share_at_once(self) -> int:
        """How many in a hundred arrived at the first try."""
        return round(100 * self.at_once / self.arrived) if self.arrived else 0


def course_of(webhook: Webhook, moment: datetime) -> Course:
    """Return how it went with a webhook in the last days, and what waits for it now."""
    sent = Q(state="sent", at__gte=moment - timedelta(days=DAYS))
    told = webhook.deliveries.order_by().aggregate(
        arrived=Count("pk", filter=sent),
        at_once=Count("pk", filter=sent & Q(tries__lte=1)),
        waiting=Count("pk", filter=Q(state="queued")),
        retried=Count("pk", filter=Q(state="queued", tries__gte=1)),
        given_up=Count("pk", filter=Q(state="failed")),
    )
    return Course(**told)
