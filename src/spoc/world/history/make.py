"""Making the history: the live queue at once, then the months before, backwards in batches."""

from collections.abc import Sequence
from datetime import datetime

from spoc.audit.activities import activity
from spoc.people.models import Person
from spoc.requests.activities.recall import free_numbers
from spoc.requests.models import SupportRequest
from spoc.world.history.cast import Cast, assembled
from spoc.world.history.fates import FATES, PAIRS
from spoc.world.history.life import Life
from spoc.world.history.plan import LENGTH, TWIN, Planned, live, live_count, past
from spoc.world.history.settle import last_job, settle

COUNT = 2_000
BATCH = 40


def make(until: datetime, count: int = COUNT) -> None:
    """Make the whole history up to this moment."""
    first = free_numbers(count - live_count(count))
    make_live(until, count)
    upto = count - live_count(count)
    while upto > 0:
        upto = make_batch(until, first, upto, count)


def make_live(until: datetime, count: int = COUNT) -> None:
    """Make the requests of the last days."""
    cast = assembled(until - LENGTH)
    for planned in live(count, until):
        live_out([Life(cast, planned, until)], by=cast.system)


def make_batch(until: datetime, first: int, upto: int, count: int = COUNT) -> int:
    """Make the newest of the older requests that lack; return how many are left before them.

    `first` is the number kept free for the oldest. One that is there already is left alone, so a
    batch that was interrupted can be made again.
    """
    cast = assembled(until - LENGTH)
    start = max(0, upto - BATCH)
    planned = past(count, until)
    for row in reversed(planned[start:upto]):
        number = first + row.place
        if row.fate == TWIN or SupportRequest.objects.filter(pk=number).exists():
            continue
        live_out(_lives(cast, row, planned, until, number), by=cast.system)
    return start


@activity
def live_out(lives: Sequence[Life], *, by: Person) -> None:
    """Live a request, or two that met, to where it stands: all or nothing."""
    after = last_job()
    fate = lives[0].planned.fate
    if fate in PAIRS:
        PAIRS[fate](lives[0], lives[1])
    else:
        FATES[fate](lives[0])
    settle([life.request for life in lives], by=by, after=after)


def _lives(
    cast: Cast, row: Planned, planned: list[Planned], until: datetime, number: int
) -> list[Life]:
    life = Life(cast, row, until, number)
    if row.fate not in PAIRS:
        return [life]
    return [life, Life(cast, planned[row.place + 1], until, number + 1, like=life)]
