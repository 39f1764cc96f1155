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
WIDTH, HEIGHT = 600, 200
LINES = 4


@dataclass(frozen=True, slots=True)
class Box:
    """Where a bar stands."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour of the chart: what was expected, came in and was solved, and where it is drawn."""

    hour: int
    came: int
    solved: int
    expected: float
    box: Box
    usual: Box
    middle: float
    solved_y: float


@dataclass(frozen=True, slots=True)
class Flow:
    """The day's chart: its bars, its lines with their numbers from the top, the solved, and now."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    path: str
    now_x: float
    came: int
    solved: int


def span_of(age: str, moment: datetime) -> tuple[datetime | None, datetime]:
    """Return from when (None: from ever) until when something began that has this age."""
    least, most = AGES[age]
    return (moment - most if most is not None else None), moment - least


def flow(
    came: Mapping[int, int],
    solved: Mapping[int, int],
    hour: int,
    expected: Mapping[int, float] | None = None,
    minute: int = 0,
) -> Flow:
    """Return the chart of a day up to a moment: its usual hours, and others where work was.

    >>> chart = flow({9: 3}, {10: 1}, 10, {19: 2.5})
    >>> [bar.hour for bar in chart.bars] == list(range(7, 20)), chart.came, chart.solved
    (True, 3, 1)
    """
    usual = expected or {}
    busy = {*came, *solved, *usual, hour}
    hours = range(min(USUAL_HOURS[0], *busy), max(USUAL_HOURS[1], *busy) + 1)
    top = _top(max([*came.values(), *solved.values(), *usual.values(), 0]))
    step = WIDTH / len(hours)
    bars = tuple(
        Bar(
            hour=each,
            came=came.get(each, 0),
            solved=solved.get(each, 0),
            expected=usual.get(each, 0),
            box=_box(came.get(each, 0), place * step, step, top, 0.25),
            usual=_box(usual.get(each, 0), place * step, step, top, 0.1),
            middle=round((place + 0.5) * step, 1),
            solved_y=_y(solved.get(each, 0), top),
        )
        for place, each in enumerate(hours)
    )
    past = [bar for bar in bars if bar.hour <= hour]
    path = "M" + " L".join(f"{bar.middle} {bar.solved_y}" for bar in past) if past else ""
    numbers = [top * part // LINES for part in range(LINES, -1, -1)]
    now_x = round((hour - hours[0] + minute / 60) * step, 1)
    lines = tuple((_y(number, top), number) for number in numbers)
    return Flow(bars, lines, path, now_x, sum(came.values()), sum(solved.values()))


def _box(count: float, x: float, step: float, top: int, gap: float) -> Box:
    y = _y(count, top)
    return Box(round(x + gap * step, 1), y, round(step * (1 - 2 * gap), 1), round(HEIGHT - y, 1))


def _top(highest: float) -> int:
    """Return the number at the chart's head: a whole number of steps, and not less than one each.

    >>> _top(0), _top(4), _top(4.5), _top(22)
    (4, 4, 8, 24)
    """
    return max(LINES, int(-(-highest // LINES)) * LINES)


def _y(count: float, top: int) -> float:
    return round(HEIGHT - HEIGHT * count / top, 1)
