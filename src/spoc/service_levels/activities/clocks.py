"""Clocks on a record: kept in step with where it stands, run on after reopening, exempted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.quick import write_new
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels import access, rules
from spoc.service_levels.models import Calendar, Clock, Target
from spoc.service_levels.queries.clocks import known_clocks
from spoc.service_levels.rules.words import (
    ALWAYS_PAUSING,
    MAY_RETURN,
    NEVER_PAUSED,
    OTHERWISE,
)


@dataclass(frozen=True, slots=True)
class Promised:
    """What runs from when: a target, and the instant its time is counted from."""

    target: Target
    since: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a record stands, as far as its clocks ask.

    `promised` are the metrics that are to run; `done` are those that are kept or broken by now;
    `renewed` those that are, and are promised anew; `waits_for` is the reason it waits, if it
    does; `why` tells what changed a promise; `is_first` that the record has no clock yet.
    """

    promised: Mapping[str, Promised] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    renewed: frozenset[str] = frozenset()
    waits_for: str = ""
    why: str = ""
    is_first: bool = False


@activity
def keep_time(subject: Model, *, by: Person, wanted: Wanted) -> list[Clock]:
    """Bring the clocks of a record in step with where it stands; return those that run then.

    What is promised and does not run is begun; what runs towards another target goes on from its
    own start with the same pauses; what waits for a reason its agreement lets it wait for stands
    still; what is done stops, for good. What somebody exempted is not begun again.
    """
    known = [] if wanted.is_first else known_clocks(subject)
    running = {clock.metric: clock for clock in known if clock.stopped_at is None}
    settled = wanted.done | _exempted_for_good(known)
    begun = [
        _begun(subject, metric, promise)
        for metric, promise in wanted.promised.items()
        if (metric not in running or metric in wanted.renewed) and metric not in settled
    ]
    before = {metric: _standing(clock) for metric, clock in running.items()}
    touched = [clock for clock in (*running.values(), *begun) if _brought(clock, wanted, by)]
    if touched:
        _save(touched, subject, wanted.why or "time", by)
        changes = {clock.metric: [before.get(clock.metric), _standing(clock)] for clock in touched}
        record("clock.set", subject, by=by, changes=changes)
    return [clock for clock in (*running.values(), *begun) if clock.stopped_at is None]


def first_due(promised: Mapping[str, Promised]) -> datetime | None:
    """Return when the first of these will be due to whoever asked, of what is still to be made."""
    begun = [_clock(metric, promise) for metric, promise in promised.items()]
    owed = [clock for clock in begun if clock.agreement.kind == "sla"]
    for clock in owed:
        plan(clock)
    return min((clock.due_at for clock in owed if clock.due_at), default=None)


@activity
def restart_clocks(subject: Model, *, by: Person, metrics: Iterable[str]) -> list[Clock]:
    """Let stopped clocks run on, since the work was taken up again; what was used is kept.

    The time between does not count. With nothing left the promise is broken at this moment.
    """
    newest = {clock.metric: clock for clock in known_clocks(subject)}
    restarted = []
    for metric in metrics:
        clock = newest.get(metric)
        if clock is None or clock.stopped_at is None or clock.result == "exempt":
            continue
        clock.pauses = [*clock.pauses, _pause(clock.stopped_at, now(), "resolved")]
        clock.stopped_at, clock.result = None, "running"
        plan(clock)
        is_broken = _break_if_past(clock, "reopened")
        clock.save()
        restarted.append(clock)
        if is_broken:
            tell_broken(clock, subject, by=by)
    if restarted:
        record("clock.restarted", subject, by=by, metrics=[clock.metric for clock in restarted])
    return restarted


@activity
def exempt_clocks(subject: Model, *, by: Person, reason: str) -> list[Clock]:
    """Take the running clocks of a record out of every measure: it was nothing to promise for."""
    exempted = [clock for clock in known_clocks(subject) if clock.stopped_at is None]
    for clock in exempted:
        _exempt(clock, by, reason)
        clock.save()
    if exempted:
        metrics = [clock.metric for clock in exempted]
        record("clock.exempted", subject, by=by, metrics=metrics, reason=reason)
    return exempted


@activity
def exempt_clock(clock: Clock, *, by: Person, reason: str) -> Clock:
    """Take one clock out of every measure, with a reason; that it was broken stays known."""
    demand(access.may_exempt(by))
    said = one_line(reason, 300)
    if not said:
        raise NotPossible(_("Say why it does not count."), fields={"reason": _("Say why.")})
    _exempt(clock, by, said)
    clock.save()
    record("clock.exempted", clock.subject, by=by, metrics=[clock.metric], reason=said)
    return clock


def follow_calendar(clock: Clock, *, by: Person, calendar: Calendar) -> bool:
    """Let a running clock count by the calendar as it is now; return whether it is due anew.

    Part of changing the calendar, which records it.
    """
    clock.calendar = calendar
    before = (clock.due_at, clock.next_mark_at)
    plan(clock)
    if (clock.due_at, clock.next_mark_at) == before:
        return False
    is_broken = _break_if_past(clock, "calendar")
    clock.save(update_fields=["due_at", "next_mark_at", "broken_at", "broken_by", "fired"])
    if is_broken:
        tell_broken(clock, clock.subject, by=by)
    return True


def tell_broken(clock: Clock, subject: Model, *, by: Person) -> None:
    """Record that a promise was broken, when and by what; part of what broke it."""
    record(
        "clock.broken",
        subject,
        by=by,
        metric=clock.metric,
        why=clock.broken_by,
        due=clock.broken_at,
        clock=clock.pk,
    )


def plan(clock: Clock) -> None:
    """Set when a clock is due and when its next warning is; not known while paused or stopped."""
    clock.due_at = clock.next_mark_at = None
    if clock.stopped_at is None:
        clock.due_at = rules.due(clock.course)
        mark = rules.next_mark(clock.course, clock.fired)
        clock.next_mark_at = mark[1] if mark else None


def _exempted_for_good(clocks: Iterable[Clock]) -> set[str]:
    """Return the metrics whose newest clock somebody took out of every measure by hand."""
    newest = {clock.metric: clock for clock in clocks}
    return {
        metric
        for metric, clock in newest.items()
        if clock.result == "exempt" and clock.exempt_reason not in MAY_RETURN
    }


def _begun(subject: Model, metric: str, promise: Promised) -> Clock:
    clock = _clock(metric, promise)
    clock.noun, clock.subject_id = noun_of(subject).key, subject.pk
    return clock


def _clock(metric: str, promise: Promised) -> Clock:
    target = promise.target
    return Clock(
        metric=metric,
        agreement=target.agreement,
        calendar=target.calendar or target.agreement.calendar,
        target_minutes=target.minutes,
        started_at=promise.since,
    )


def _brought(clock: Clock, wanted: Wanted, by: Person) -> bool:
    """Bring one clock in step; return whether anything of it changed."""
    before = _standing(clock) if clock.pk else None
    promise = wanted.promised.get(clock.metric)
    is_renewed = clock.pk is not None and clock.metric in wanted.renewed
    if clock.metric in wanted.done or is_renewed:
        _stop(clock)
    elif promise is None:
        _exempt(clock, by, OTHERWISE)
    else:
        _aim(clock, promise)
        _wait(clock, wanted.waits_for)
    plan(clock)
    return _standing(clock) != before


def _save(touched: Iterable[Clock], subject: Model, why: str, by: Person) -> None:
    """Save what was brought in step; a promise whose time is over by that breaks."""
    broken = [clock for clock in touched if _break_if_past(clock, why)]
    begun = [clock for clock in touched if clock.pk is None]
    for clock in filter(lambda each: each.pk is not None, touched):
        clock.save()
    write_new(begun)
    for clock in broken:
        tell_broken(clock, subject, by=by)


def _standing(clock: Clock) -> list[object]:
    """Return what people know a clock by: its target, where it stands, and when it is due."""
    stands = "paused" if clock.stopped_at is None and clock.paused_since else clock.result
    due = clock.due_at.isoformat() if clock.due_at else None
    return [clock.target_minutes, stands, due]


def _aim(clock: Clock, promise: Promised) -> None:
    """Let a clock run towards another target, from its own start with the same pauses."""
    target = promise.target
    if target.agreement.key != clock.agreement.key:
        clock.agreement = target.agreement
    elif target.agreement_id != clock.agreement_id:
        return  # a newer version of its agreement is for what begins from now on
    calendar = target.calendar or target.agreement.calendar
    wanted = (target.minutes, calendar.pk, promise.since)
    if wanted == (clock.target_minutes, clock.calendar_id, clock.started_at):
        return
    clock.target_minutes, clock.calendar, clock.started_at = target.minutes, calendar, promise.since
    # a warning that lies ahead again is given again; a broken promise stays broken
    past = rules.marks_by(clock.course, 0, now())
    clock.fired = max((mark for mark in past if mark <= clock.fired), default=0)


def _wait(clock: Clock, reason: str) -> None:
    """Let a clock stand still while its record waits for a reason that pauses it, or run on."""
    rests = reason in ALWAYS_PAUSING or reason in clock.agreement.pause_reasons
    pauses = rests and clock.metric not in NEVER_PAUSED
    if pauses and clock.paused_since is None:
        clock.paused_since, clock.pause_reason = now(), reason
    elif not pauses and clock.paused_since is not None:
        _end_pause(clock)


def _break_if_past(clock: Clock, why: str) -> bool:
    """Break a promise whose time is over at this moment; return whether it was whole before."""
    if clock.broken_at is not None or clock.stopped_at is not None:
        return False
    if not rules.is_broken(clock.course, now()):
        return False
    clock.broken_at, clock.broken_by = now(), why
    clock.fired, clock.next_mark_at = 100, None
    return True


def _stop(clock: Clock) -> None:
    """Stop a clock: its promise was kept or broken, for good."""
    if clock.paused_since is not None:
        _end_pause(clock)
    clock.stopped_at = now()
    if clock.broken_at is None and not rules.is_met(clock.course):
        clock.broken_at, clock.broken_by = rules.reached_at(clock.course, 100), "time"
    clock.result = "met" if clock.broken_at is None else "breached"


def _exempt(clock: Clock, by: Person, reason: str) -> None:
    clock.stopped_at = clock.stopped_at or now()
    clock.result, clock.exempted_by, clock.exempt_reason = "exempt", by, reason
    plan(clock)


def _end_pause(clock: Clock) -> None:
    if clock.paused_since is not None:
        clock.pauses = [*clock.pauses, _pause(clock.paused_since, now(), clock.pause_reason)]
        clock.paused_since, clock.pause_reason = None, ""


def _pause(begins: datetime, ends: datetime, reason: str) -> list[str]:
    return [begins.isoformat(), ends.isoformat(), reason]
