"""What other systems send: kept before it is read, and settled once it is."""

from datetime import timedelta

from spoc.channels.base import Delivered
from spoc.channels.models import Channel, Delivery
from spoc.kit.text import one_line
from spoc.kit.time import now

# who sends is told apart by these; what identifies a sender for ever is not kept
KEPT_HEADERS = ("content-type", "user-agent", "x-slack-request-timestamp")
MOST_TRIES = 8
KEPT = timedelta(days=14)


def keep_delivery(channel: Channel, delivered: Delivered) -> Delivery:
    """Keep what was sent as it came; what is made of it follows."""
    headers = {name: delivered.headers.get(name, "") for name in KEPT_HEADERS}
    return Delivery.objects.create(channel=channel, headers=headers, body=delivered.body, at=now())


def settle_delivery(delivery: Delivery, *, outcome: str) -> None:
    """Note that it was read, and what came of it."""
    delivery.state, delivery.settled_at = Delivery.State.DONE, now()
    delivery.outcome, delivery.next_try_at = one_line(outcome, 300), None
    delivery.save(update_fields=["state", "settled_at", "outcome", "next_try_at"])


def put_off_delivery(delivery: Delivery, *, problem: str, is_hopeless: bool = False) -> None:
    """Try it later, each time later; what cannot be understood is kept for whoever looks."""
    delivery.tries += 1
    delivery.outcome = one_line(problem, 300)
    is_over = is_hopeless or delivery.tries >= MOST_TRIES
    delivery.state = Delivery.State.FAILED if is_over else Delivery.State.STORED
    delivery.next_try_at = None if is_over else now() + timedelta(seconds=2**delivery.tries * 5)
    delivery.settled_at = now() if is_over else None
    delivery.save(update_fields=["tries", "outcome", "state", "next_try_at", "settled_at"])


def forget_deliveries() -> int:
    """Drop what was settled long ago; return how many."""
    count, _each = Delivery.objects.filter(settled_at__lt=now() - KEPT).delete()
    return count
