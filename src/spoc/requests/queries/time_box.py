"""What the tier that has a request has spent on it, and when that is to be looked at."""

from datetime import datetime

from spoc.kit.time import now
from spoc.people.queries import box_of
from spoc.requests.models import SupportRequest
from spoc.requests.rules.time_box import FIRST, QUARTER, Effort
from spoc.service_levels import rules
from spoc.service_levels.models import Clock
from spoc.service_levels.queries.clocks import clocks_of
from spoc.work.queries import minutes_at

SUPPLIER = "X"


def tier_at_work(support_request: SupportRequest) -> str:
    """Return the code of the tier that has it now; nothing where nobody works on it."""
    if support_request.status not in ("assigned", "in_progress", "pending"):
        return ""
    if support_request.pending_reason == "supplier":
        return SUPPLIER
    return str(support_request.team.tier) if support_request.team else ""


def effort_of(support_request: SupportRequest) -> Effort | None:
    """Return what the tier that has it spent on it; None where nobody works on it."""
    tier = tier_at_work(support_request)
    if not tier:
        return None
    has_plan = tier != FIRST or _has_plan(support_request)
    return Effort(
        tier=tier,
        minutes=minutes_at(support_request, None if tier == SUPPLIER else int(tier)),
        box_minutes=box_of(tier),
        percent=0 if has_plan else _percent(support_request),
        has_plan=has_plan,
    )


def quarter_at(support_request: SupportRequest) -> datetime | None:
    """Return when the first tier should know what it may be; None where that is not asked."""
    if tier_at_work(support_request) != FIRST or _has_plan(support_request):
        return None
    clock = _solving(support_request)
    return rules.reached_at(clock.course, QUARTER) if clock else None


def _has_plan(support_request: SupportRequest) -> bool:
    """Tell whether a diagnosis is written; only incidents have one."""
    incident = getattr(support_request, "incident", None)
    if support_request.type != "incident" or incident is None:
        return True
    return bool(incident.diagnoses.exists())


def _percent(support_request: SupportRequest) -> float:
    clock = _solving(support_request)
    return rules.used(clock.course, now()) / clock.course.target * 100 if clock else 0


def _solving(support_request: SupportRequest) -> Clock | None:
    running = clocks_of(support_request).filter(metric="resolution", stopped_at=None)
    return running.last()
