"""What waits about the world: the rest of its history, a batch at a time."""

from contextlib import suppress
from datetime import datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from spoc.requests.jobs import learn
from spoc.world.history import make


@app.task(queue="world", retry=RetryStrategy(max_attempts=10, wait=2))
def fill_history(until: str, first: int, left: int, count: int) -> None:
    """Make one batch of what is left, then see to the next of its lane; at last the desk learns."""
    left = make.make_batch(datetime.fromisoformat(until), first, left, count)
    if not left:
        with suppress(AlreadyEnqueued):
            learn.defer()
    else:
        fill_history.defer(until=until, first=first, left=left, count=count)
