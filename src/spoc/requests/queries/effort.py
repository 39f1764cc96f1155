"""The work a request took, as its page shows it: who logged what, by tier, and one's own timer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.work.models import Timer, WorkLog
from spoc.work.rules import is_forgotten, may_be_corrected, minutes_between


@dataclass(frozen=True, slots=True)
class Logged:
    """A log of work: whose minutes, on which tier, and whether the reader may correct it."""

    pk: int
    who: str
    tier: str
    minutes: int
    activity: str
    is_correctable: bool


@dataclass(frozen=True, slots=True)
class Effort:
    """All that was logged on a request, and its sums: by tier, then suppliers, and in all."""

    logs: list[Logged]
    tiers: list[tuple[str, int]]
    total: int


@dataclass(frozen=True, slots=True)
class TimerShown:
    """One's own timer: whether it runs on this request, on which it does, and how long it has."""

    is_here: bool
    reference: str
    started_at: datetime
    minutes: int
    is_forgotten: bool


def effort_of(logs: Iterable[WorkLog], person: Person) -> Effort:
    """Return the work logged on a request as somebody reads it."""
    moment, rows = now(), list(logs)
    sums: dict[tuple[bool, int], int] = defaultdict(int)
    for row in rows:
        sums[bool(row.supplier), -1 if row.tier is None else row.tier] += row.minutes
    return Effort(
        [_logged(row, person, moment) for row in rows],
        [(_tier(tier, is_outside), sums[is_outside, tier]) for is_outside, tier in sorted(sums)],
        sum(row.minutes for row in rows),
    )


def timer_shown(timer: Timer | None, support_request: SupportRequest) -> TimerShown | None:
    """Return the reader's own timer as the page of a request shows it; None where none runs."""
    if timer is None:
        return None
    moment = now()
    is_here = (timer.noun, timer.subject_id) == ("request", support_request.pk)
    return TimerShown(
        is_here,
        support_request.reference if is_here else timer.reference,
        timer.started_at,
        minutes_between(timer.started_at, moment),
        is_forgotten(timer.started_at, moment),
    )


def _logged(row: WorkLog, person: Person, moment: datetime) -> Logged:
    return Logged(
        row.pk,
        row.supplier or row.person.name,
        _tier(-1 if row.tier is None else row.tier, bool(row.supplier)),
        row.minutes,
        row.activity,
        row.person_id == person.pk and may_be_corrected(row.at, moment),
    )


def _tier(tier: int, is_outside: bool) -> str:
    if is_outside:
        return _("Supplier")
    return _("Tier %(tier)s") % {"tier": tier} if tier >= 0 else _("No tier")
