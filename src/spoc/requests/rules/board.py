"""The live board's figures: ages in steps, and the flow of a day drawn by the hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# how long something has not been classified: each step ends where the next begins
AGES = {
    "hour": (timedelta(0), timedelta(hours=1)),
    "morning": (timedelta(hours=1), timedelta(hours=4)),
    "day": (timedelta(hours=4), timedelta(days=1)),
    "older": (timedelta(days=1), None),
}
USUAL_HOURS = (7, 18)
WIDTH, HEIGHT, LEFT, FOOT = 600, 220, 28, 20
LINES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the chart: what came in and was solved, and where it is drawn."""

    hour: int
    came: int
    solved: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    solved_y: float


@dataclass(frozen=True, slots=True)
class Flow:
    """The day's chart: its bars, the heights of its lines with their numbers, and the solved."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    path: str
    came: int
    solved: int


def span_of(age: str, moment: datetime) -> tuple[datetime | None, datetime]:
    """Return from when (None: from ever) until when something began that has this age."""
    least, most = AGES[age]
    return (moment - most if most is not None else None), moment - least


def flow(came: Mapping[int, int], solved: Mapping[int, int], hour: int) -> Flow:
    """Return the chart of a day up to an hour: its usual hours, and others where work was.

    >>> chart = flow({9: 3}, {10: 1}, 10)
    >>> [bar.hour for bar in chart.bars] == list(range(7, 19)), chart.came, chart.solved
    (True, 3, 1)
    """
    busy = {*came, *solved, hour}
    hours = range(min(USUAL_HOURS[0], *busy), max(USUAL_HOURS[1], *busy) + 1)
    top = _top(max([*came.values(), *solved.values(), 0]))
    step = (WIDTH - LEFT) / len(hours)
    bars = tuple(
        _bar(each, came.get(each, 0), solved.get(each, 0), LEFT + place * step, step, top)
        for place, each in enumerate(hours)
    )
    past = [bar for bar in bars if bar.hour <= hour]
    path = "M" + " L".join(f"{bar.middle} {bar.solved_y}" for bar in past) if past else ""
    lines = tuple((_y(top * part // LINES, top), top * part // LINES) for part in range(LINES + 1))
    return Flow(bars, lines, path, sum(came.values()), sum(solved.values()))


def _bar(hour: int, came: int, solved: int, x: float, step: float, top: int) -> Bar:
    y = _y(came, top)
    gap = step * 0.2
    return Bar(
        hour,
        came,
        solved,
        round(x + gap, 1),
        y,
        round(step - 2 * gap, 1),
        round(HEIGHT - FOOT - y, 1),
        round(x + step / 2, 1),
        _y(solved, top),
    )


def _top(highest: int) -> int:
    """Return the number at the chart's head: a whole number of steps, and not less than one each.

    >>> _top(0), _top(4), _top(22)
    (4, 4, 24)
    """
    return max(LINES, -(-highest // LINES) * LINES)


def _y(count: int, top: int) -> float:
    room = HEIGHT - FOOT - 10
    return round(HEIGHT - FOOT - room * count / top, 1)
