"""The promises on the live board that are next to break, and whose time runs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.chain import WAITED_FOR
from spoc.requests.queries.chain_shown import named
from spoc.requests.queries.queue_row import Face, face_of
from spoc.requests.queries.time_left import TimeLeft, times_left_by
from spoc.service_levels.queries.clocks import hours_in
from spoc.service_levels.rules import Holder

MOST_ON_WALL = 5


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


def at_risk(found: list[SupportRequest], *, is_wall: bool) -> list[AtRisk]:
    """Return what is due next as lines; a wall tells no title that few may read."""
    nearest = found[:MOST_ON_WALL] if is_wall else found
    editions = {each.pk: vars(each)["due_hours"] for each in nearest}
    hours = hours_in({number: edition for number, edition in editions.items() if edition})
    clocks = times_left_by(nearest, hours)
    return [_risk(each, clocks.get(each.pk), is_wall) for each in nearest]


def _risk(each: SupportRequest, clock: TimeLeft | None, is_wall: bool) -> AtRisk:
    is_told = not (is_wall and each.is_restricted)
    name = vars(each)["assignee_name"]
    return AtRisk(
        each.pk,
        each.reference,
        each.title if is_told else _("Restricted"),
        each.priority,
        label("priority", each.priority),
        clock,
        _whose(each),
        face_of(Person(pk=each.assignee_id, name=name) if name else None),
    )


def _whose(each: SupportRequest) -> str:
    if each.status == "pending":
        return named(Holder(WAITED_FOR.get(each.pending_reason, "requester")))
    if each.team_id is None:
        return _("No team yet")
    told = vars(each)
    return named(Holder("team", told["team_name"], told["team_tier"]))
