"""What is made of an alarm: counted, opened, taken for over, damped, grouped or kept quiet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SEVERITIES = ("critical", "major", "minor", "warning", "info")


@dataclass(frozen=True, slots=True)
class Terms:
    """From where on alarms flap, storm and are quiet again; what stands here is usual."""

    flap_changes: int = 5
    flap_within: timedelta = timedelta(minutes=15)
    quiet_for: timedelta = timedelta(minutes=15)
    storm_from: int = 20
    storm_within: timedelta = timedelta(minutes=1)
    storm_quiet: timedelta = timedelta(minutes=10)


TERMS = Terms()


class Step(StrEnum):
    """What an alarm that is heard once more means for its incident."""

    OPEN = "opened"
    COUNT = "counted"
    CLEAR = "cleared"
    RETURN = "returned"
    REOPEN = "reopened"
    NOTHING = "nothing_new"


@dataclass(frozen=True, slots=True)
class Stand:
    """How an alarm stood when it was heard again; `incident` is none, open, solved or ended."""

    is_over: bool
    incident: str = "none"


def step_of(stand: Stand | None, *, is_over: bool) -> Step:
    """Tell what follows from hearing of an alarm, which fires or is over; None was never heard of.

    >>> step_of(None, is_over=False), step_of(Stand(False, "open"), is_over=False)
    (<Step.OPEN: 'opened'>, <Step.COUNT: 'counted'>)
    """
    if stand is None:
        return Step.NOTHING if is_over else Step.OPEN
    if is_over:
        return Step.NOTHING if stand.is_over else Step.CLEAR
    if stand.incident in ("none", "ended"):
        return Step.OPEN
    if not stand.is_over:
        return Step.COUNT
    return Step.REOPEN if stand.incident == "solved" else Step.RETURN


def recent(changes: Iterable[datetime], moment: datetime, terms: Terms = TERMS) -> list[datetime]:
    """Return the changes that are recent enough to be called flapping together."""
    return [each for each in changes if moment - each < terms.flap_within]


def flaps(
    changes: Sequence[datetime], moment: datetime, *, flapped: bool, terms: Terms = TERMS
) -> bool:
    """Tell whether an alarm comes and goes too often; once it does, until it was quiet a while."""
    if flapped:
        return bool(changes) and moment - max(changes) < terms.quiet_for
    return len(recent(changes, moment, terms)) >= terms.flap_changes


def storms(opened: int, terms: Terms = TERMS) -> bool:
    """Tell whether so many alarms about one thing, within the time for it, are one storm.

    >>> storms(19), storms(20)
    (False, True)
    """
    return opened >= terms.storm_from


@dataclass(frozen=True, slots=True)
class Quiet:
    """A while in which alarms of a service or an item are expected: from, and before, a moment."""

    starts_at: datetime
    ends_at: datetime
    service: int | None = None
    item: int | None = None


def is_quiet(window: Quiet, service: int | None, item: int | None, moment: datetime) -> bool:
    """Tell whether an alarm about a service and an item is expected at a moment."""
    if not window.starts_at <= moment < window.ends_at:
        return False
    is_service = window.service is not None and window.service == service
    return is_service or (window.item is not None and window.item == item)


# how far and how soon, as far as the sender's word for it goes
HURTS = {"critical": (1, 1), "major": (2, 1), "minor": (2, 2), "warning": (3, 2), "info": (3, 3)}


def hurts(severity: str) -> tuple[int, int]:
    """Return the impact and the urgency to begin with.

    >>> hurts("critical"), hurts("odd")
    ((1, 1), (3, 2))
    """
    return HURTS.get(severity, HURTS["warning"])


def is_worse(severity: str, before: str) -> bool:
    """Tell whether an alarm is more severe than it was.

    >>> is_worse("critical", "warning"), is_worse("info", "warning")
    (True, False)
    """
    known = {each: place for place, each in enumerate(SEVERITIES)}
    return known.get(severity, len(known)) < known.get(before, len(known))


def about(service: int | None, item: int | None, channel: int) -> str:
    """Return what an alarm is counted under: its service, else its item, else where it came by.

    >>> about(3, 7, 1), about(None, 7, 1), about(None, None, 1)
    ('service-3', 'item-7', 'channel-1')
    """
    if service is not None:
        return f"service-{service}"
    return f"item-{item}" if item is not None else f"channel-{channel}"


def hosts(name: str) -> list[str]:
    """Return what an item may be called by a sender's name of it: with port and domain, or not.

    >>> hosts("MX1.example.org:9100"), hosts("10.0.0.7:9100"), hosts("CI-7")
    (['MX1.example.org:9100', 'MX1.example.org', 'MX1'], ['10.0.0.7:9100', '10.0.0.7'], ['CI-7'])
    """
    whole = name.strip()
    bare = whole.rpartition(":")[0] if whole.rpartition(":")[2].isdecimal() else whole
    first = bare.partition(".")[0]
    names = [whole, bare, *([] if first.isdecimal() else [first])]
    return [each for each in dict.fromkeys(names) if each]
