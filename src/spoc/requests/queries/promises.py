"""What is promised about a request, ready to be shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.requests.models import SupportRequest
from spoc.service_levels import rules
from spoc.service_levels.models import Clock
from spoc.service_levels.queries.clocks import known_clocks

SOON = 0.75
STEPS = 20


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock as people see it; `step` is how much is used in twentieths."""

    pk: int
    metric: str
    target: str
    state: str
    words: str
    due_at: datetime | None
    step: int
    broken_by: str
    exempt_reason: str


def faces_of(clocks: list[Clock], moment: datetime) -> list[ClockFace]:
    """Return the newest clock of each metric as people see it, the customer's promises first."""
    newest = {clock.metric: clock for clock in clocks}
    shown = sorted(newest.values(), key=lambda clock: ORDER.index(clock.metric))
    return [face_of(clock, moment) for clock in shown]


ORDER = ("response", "resolution", "fulfilment", "update", "work", "receipt", "fix")


def promises_of(support_request: SupportRequest) -> list[Clock]:
    """Return the clocks of a request, oldest first, in one query."""
    return known_clocks(support_request)


def face_of(clock: Clock, moment: datetime) -> ClockFace:
    """Return a clock as people see it at a moment."""
    target = timedelta(minutes=clock.target_minutes)
    used = rules.used(clock.course, moment)
    state = _state(clock, used, target, moment)
    return ClockFace(
        pk=clock.pk,
        metric=clock.metric,
        target=hours_of(target),
        state=state,
        words=_words(clock, state, used, target, moment),
        due_at=clock.due_at,
        step=min(STEPS, int(used / target * STEPS)),
        broken_by=clock.broken_by,
        exempt_reason=clock.exempt_reason,
    )


def spoken(length: timedelta) -> str:
    """Return a length of time in few words: 1 h 18 m, 3 d 4 h."""
    minutes = int(length.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return _("%(days)s d %(hours)s h") % {"days": days, "hours": hours}
    if hours and minutes:
        return _("%(hours)s h %(minutes)s m") % {"hours": hours, "minutes": minutes}
    if hours:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(minutes)s m") % {"minutes": minutes}


def hours_of(length: timedelta) -> str:
    """Return a length of business time in hours and minutes: 27 h, 3 h 10 m."""
    return _hours(int(length.total_seconds() // 60), get_language())


# a list says the same few hundred lengths over and over
@lru_cache(maxsize=4_096)
def _hours(minutes: int, _language: str) -> str:
    hours, minutes = divmod(minutes, 60)
    if hours and minutes:
        return _("%(hours)s h %(minutes)s m") % {"hours": hours, "minutes": minutes}
    return (
        _("%(hours)s h") % {"hours": hours} if hours else _("%(minutes)s m") % {"minutes": minutes}
    )


def _state(clock: Clock, used: timedelta, target: timedelta, moment: datetime) -> str:
    if clock.result in ("met", "exempt"):
        return clock.result
    if clock.broken_at is not None or (clock.due_at is not None and clock.due_at < moment):
        return "overdue"
    if clock.paused_since is not None:
        return "paused"
    return "soon" if used / target >= SOON else "running"


def _words(clock: Clock, state: str, used: timedelta, target: timedelta, moment: datetime) -> str:
    if state == "exempt":
        return _("Exempt")
    if state == "met":
        return _("Kept in %(time)s") % {"time": hours_of(used)}
    if state == "overdue":
        if used <= target:
            return _("Broken")
        return _("%(time)s over") % {"time": hours_of(used - target)}
    left = hours_of(target - used)
    if state == "paused":
        return _("Paused, %(time)s left") % {"time": left}
    return _("%(time)s left") % {"time": left}
