"""The life of each invented request: when it came, how far it is, whose it is, what was said."""

import heapq
import math
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

DAY = 86_400
SPAN = 3 * 365 * DAY
UNFINISHED = 0.1
RESTRICTED = 0.01
# those a requester has still to confirm: no older than a week, for then they are closed
TO_CONFIRM = 7 * DAY
REQUESTERS = 5_000
STATUSES = (("new", 0.3), ("assigned", 0.1), ("in_progress", 0.4), ("pending", 0.2))
TEAMS = (0.4, 0.3, 0.2, 0.1)
TYPES = (("incident", 0.5), ("information", 0.3), ("fulfilment", 0.2))
CHANNELS = (("email", 0.5), ("portal", 0.3), ("phone", 0.15), ("api", 0.05))
PRIORITIES = (0.03, 0.12, 0.6, 0.2, 0.05)
# a plain stand-in for agreements: hours to the solution, by priority
HOURS = {1: 4, 2: 8, 3: 72, 4: 120, 5: 240}
RESPONSE_HOURS = 4
MARKS = (50, 75, 90, 100)
MEAN_REPLIES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """One message: by which side, when, how many words, and whether for the desk alone."""

    is_from_desk: bool
    is_internal: bool
    at: int
    words: int


@dataclass(frozen=True, slots=True)
class Life:
    """All that is drawn about one request; people, teams and agents by their place in a list."""

    number: int
    requester: int
    team: int
    agent: int
    status: str
    type: str
    channel: str
    priority: int
    is_restricted: bool
    created: int
    ended: int
    said: tuple[Said, ...]

    @property
    def is_over(self) -> bool:
        """Whether nobody works on it any more."""
        return self.status in ("resolved", "closed")

    @property
    def due(self) -> int:
        """When it is to be solved."""
        return self.created + HOURS[self.priority] * 3_600

    @property
    def changed(self) -> int:
        """When it was changed last."""
        return self.ended if self.is_over else self.said[-1].at

    def used_mark(self, end: int) -> int:
        """Return the last mark of its time that is used up at the end of the story."""
        if self.is_over or self.status in ("new", "pending"):
            return 0
        share = 100 * (end - self.created) / (self.due - self.created)
        return max((mark for mark in MARKS if mark <= share), default=0)


def lives(count: int, dice: random.Random, end: int) -> Iterator[Life]:
    """Draw the lives of so many requests, the oldest first."""
    created = sorted(end - SPAN + dice.randrange(SPAN - 3_600) for _nth in range(count))
    unfinished = _unfinished(created, dice, end)
    replies = list(accumulate(_poisson(MEAN_REPLIES, 15)))
    for place, came in enumerate(created):
        yield _life(place, came, place in unfinished, dice, end, replies)


def _unfinished(created: Sequence[int], dice: random.Random, end: int) -> set[int]:
    """Return which are not finished: a tenth, mostly recent ones."""
    keyed = (
        (-math.log(1 - dice.random()) / (math.exp((came - end) / (120 * DAY)) + 0.02), place)
        for place, came in enumerate(created)
    )
    return {place for _key, place in heapq.nsmallest(int(UNFINISHED * len(created)), keyed)}


def _life(
    place: int, came: int, is_open: bool, dice: random.Random, end: int, replies: Sequence[float]
) -> Life:
    ended = came + min(int(dice.expovariate(1 / (3 * DAY))) + 1_800, end - came)
    team = _drawn(dice, TEAMS)
    status = _named(dice, STATUSES) if is_open else "closed"
    if not is_open and ended > end - TO_CONFIRM:
        status = "resolved"
    return Life(
        number=place + 1,
        requester=int(REQUESTERS * dice.random() ** 2),
        team=0 if status == "new" else team,
        agent=dice.randrange(1_000),
        status=status,
        type="unclassified" if status == "new" else _named(dice, TYPES),
        channel=_named(dice, CHANNELS),
        priority=1 + _drawn(dice, PRIORITIES),
        is_restricted=dice.random() < RESTRICTED,
        created=came,
        ended=ended,
        said=tuple(_said(came, ended, status != "new", dice, replies)),
    )


def _said(
    came: int, ended: int, has_agent: bool, dice: random.Random, replies: Sequence[float]
) -> Iterator[Said]:
    count = 1 + bisect(replies, dice.random() * replies[-1])
    for nth in range(count):
        is_from_desk = has_agent and nth % 2 == 1
        yield Said(
            is_from_desk,
            is_from_desk and dice.random() < 0.15,
            came + (ended - came) * nth // count,
            int(min(600, max(8, dice.lognormvariate(4.55, 0.5)))),
        )


def moment(seconds: int) -> datetime:
    """Return a moment of the story."""
    return datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(seconds=seconds)


def _drawn(dice: random.Random, weights: Sequence[float]) -> int:
    return dice.choices(range(len(weights)), weights)[0]


def _named(dice: random.Random, shares: Sequence[tuple[str, float]]) -> str:
    return shares[_drawn(dice, [share for _name, share in shares])][0]


def _poisson(mean: float, most: int) -> Iterator[float]:
    return (math.exp(-mean) * mean**count / math.factorial(count) for count in range(most + 1))
