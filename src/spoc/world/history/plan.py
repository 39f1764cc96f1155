"""What happens to which request: fates and their shares, the same for the same seed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from spoc.world.history.hours import arrivals

SEED = "Norrvik"
LENGTH = timedelta(days=92)
# the most that come into the live queue, and over how long
MOST_LIVE = 112
RECENT = timedelta(days=4)
# how a request stands now, how many of the live ones, and between how many hours ago they came
STANDING = (
    ("is_new", 14, 0.1, 4),
    ("is_read", 8, 0.5, 8),
    ("is_handed", 12, 1, 24),
    ("burns", 2, 0.4, 3),
    ("is_worked", 20, 1.5, 72),
    ("is_escalated", 5, 8, 90),
    ("waits_for_requester", 9, 6, 95),
    ("waits_for_a_day", 6, 10, 95),
    ("came_back", 3, 30, 95),
    ("is_resolved", 13, 3, 90),
    ("is_confirmed", 10, 8, 95),
    ("solved_at_once", 7, 1, 95),
    ("is_declined", 2, 10, 90),
    ("is_withdrawn", 1, 10, 90),
)
# how requests of the past went, by weight
GONE = {
    "solved_at_once": 30,
    "answered_at_once": 22,
    "is_confirmed": 20,
    "closes_by_itself": 10,
    "was_escalated": 7,
    "came_back_and_closed": 3,
    "is_declined": 2,
    "is_withdrawn": 2,
    "is_one_of_two": 2,
    "is_like_another": 2,
}
PAIRED = ("is_one_of_two", "is_like_another")
# it is lived together with the one before it
TWIN = "is_the_twin"
CHANNELS = {"email": 52, "phone": 28, "portal": 20}


@dataclass(frozen=True, slots=True)
class Planned:
    """A request to be: its place in the row, when it comes, and what becomes of it."""

    place: int
    at: datetime
    fate: str

    @property
    def seed(self) -> str:
        """What the dice of this request begin with: they fall the same way every time."""
        return f"{SEED} {self.place}"


def plan(count: int, until: datetime) -> list[Planned]:
    """Return all requests by place, the oldest first: those long over, then those of these days."""
    number = live_count(count)
    return [*_past(count - number, until), *_live(count - number, number, until)]


def live_count(count: int) -> int:
    """Return how many of all are of these days.

    >>> live_count(2_000), live_count(30)
    (112, 20)
    """
    return min(MOST_LIVE, count * 2 // 3)


def _live(first: int, number: int, until: datetime) -> list[Planned]:
    """Return the requests of the last days, most of them open: of a few, one of each sort first."""
    dice = Random(SEED)
    rows = [(turn / n, fate, low, high) for fate, n, low, high in STANDING for turn in range(n)]
    chosen = sorted(rows, key=lambda row: row[0])[:number]
    moments = [
        (until - timedelta(hours=dice.uniform(low, high)), fate)
        for _turn, fate, low, high in chosen
    ]
    return [Planned(first + n, at, fate) for n, (at, fate) in enumerate(sorted(moments))]


def _past(number: int, until: datetime) -> list[Planned]:
    """Return the requests before those days, all of them over."""
    dice = Random(f"{SEED} before")
    moments = arrivals(number, until - LENGTH, until - RECENT, dice)
    fates = dice.choices(list(GONE), list(GONE.values()), k=number)
    for n, fate in enumerate(fates):
        if fate in PAIRED and n + 1 < number:
            fates[n + 1] = TWIN
        elif fate in PAIRED:
            fates[n] = "is_confirmed"
    return [Planned(n, at, fates[n]) for n, at in enumerate(moments)]
