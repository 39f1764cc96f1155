"""The promises on the live board that are next to break, and whose time runs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.requests.models import SupportRequest
from spoc.requests.queries.chain import WAITED_FOR
from spoc.requests.queries.chain_shown import named
from spoc.requests.queries.queue_row import Face, face_of
from spoc.requests.queries.slices import Rows, due
from spoc.requests.queries.time_left import TimeLeft, times_left
from spoc.service_levels.rules import Holder

MOST_AT_RISK, MOST_ON_WALL = 7, 5
RISK_FIELDS = (
    *("id", "title", "status", "priority", "pending_reason", "due_at", "used_mark", "is_major"),
    *("criticality", "vip_rank", "created_at", "is_restricted", "team__name", "team__tier"),
    *("assignee__name",),
)


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A promise that is next to break: of which request, whose time runs, and who has it."""

    number: int
    reference: str
    title: str
    priority: int
    priority_label: str
    clock: TimeLeft | None
    whose: str
    assignee: Face | None


def at_risk(rows: Rows, *, is_wall: bool) -> list[AtRisk]:
    """Return what is due next; a wall tells no title that few may read."""
    found = rows.filter(due()).select_related("team", "assignee").only(*RISK_FIELDS)
    most = MOST_ON_WALL if is_wall else MOST_AT_RISK
    nearest = list(found.order_by("due_at", "id")[:most])
    clocks = times_left(nearest)
    return [_risk(each, clocks.get(each.pk), is_wall) for each in nearest]


def _risk(each: SupportRequest, clock: TimeLeft | None, is_wall: bool) -> AtRisk:
    is_told = not (is_wall and each.is_restricted)
    return AtRisk(
        each.pk,
        each.reference,
        each.title if is_told else _("Restricted"),
        each.priority,
        label("priority", each.priority),
        clock,
        _whose(each),
        face_of(each.assignee),
    )


def _whose(each: SupportRequest) -> str:
    if each.status == "pending":
        return named(Holder(WAITED_FOR.get(each.pending_reason, "requester")))
    if each.team is None:
        return _("No team yet")
    return named(Holder("team", each.team.name, each.team.tier))
