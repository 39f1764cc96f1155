"""Making the history: the newest at once, then what was before, backwards in batches."""

from collections.abc import Sequence
from datetime import datetime

from spoc.audit.activities import activity, nothing_follows
from spoc.people.models import Person
from spoc.requests.activities.recall import free_numbers
from spoc.requests.models import SupportRequest
from spoc.world.history.cast import Cast, assembled
from spoc.world.history.fates import FATES, PAIRS
from spoc.world.history.life import Life
from spoc.world.history.plan import LENGTH, TWIN, Planned, live_count, plan
from spoc.world.history.settle import settle

AT_ONCE = 60
BATCH = 60
LANES = 3


def make(until: datetime, count: int) -> None:
    """Make the whole history up to this moment."""
    first = keep_numbers(count)
    make_newest(until, count)
    for left in lanes(count):
        while left > 0:
            left = make_batch(until, first, left, count)


def older(count: int) -> int:
    """Return how many requests are made in batches, after those made at once."""
    return count - min(AT_ONCE, live_count(count))


def lanes(count: int) -> list[int]:
    """Return how many are left where each lane begins: they take turns, a batch each.

    While one lane waits for the database another goes on, and two workers share them.

    >>> lanes(1_900), lanes(100), lanes(6)
    ([1840, 1780, 1720], [40], [2])
    """
    return [left for lane in range(LANES) if (left := older(count) - lane * BATCH) > 0]


def keep_numbers(count: int) -> int:
    """Keep numbers for the older requests, made last; return the first of them."""
    return free_numbers(older(count))


def make_newest(until: datetime, count: int) -> None:
    """Make the requests of the last hours, as they came, by letter, call and portal."""
    cast = assembled(until - LENGTH)
    for planned in plan(count, until)[older(count) :]:
        live_out([Life(cast, planned, until)], by=cast.system)


def make_batch(until: datetime, first: int, left: int, count: int) -> int:
    """Make the newest of the requests that are left; return how many are left to its lane then.

    `first` is the number kept for the oldest. One that is there already is left alone, so that an
    interrupted batch can be made again.
    """
    cast = assembled(until - LENGTH)
    rest = max(0, left - BATCH)
    planned = plan(count, until)
    for row in reversed(planned[rest:left]):
        number = first + row.place
        if row.fate == TWIN or SupportRequest.objects.filter(pk=number).exists():
            continue
        live_out(_lives(cast, row, planned, until, number), by=cast.system)
    return max(0, left - LANES * BATCH)


@activity
def live_out(lives: Sequence[Life], *, by: Person) -> None:
    """Live a request, or two that met, to where it stands: all or nothing."""
    fate = lives[0].planned.fate
    with nothing_follows():
        if fate in PAIRS:
            PAIRS[fate](lives[0], lives[1])
        else:
            FATES[fate](lives[0])
        for life in lives:
            life.goes_on()
        settle([life.request for life in lives], by=by)


def _lives(
    cast: Cast, row: Planned, planned: list[Planned], until: datetime, number: int
) -> list[Life]:
    life = Life(cast, row, until, number)
    if row.fate not in PAIRS:
        return [life]
    return [life, Life(cast, planned[row.place + 1], until, number + 1, like=life)]
