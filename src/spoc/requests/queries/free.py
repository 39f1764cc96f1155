"""What nobody has yet: in a list, and where something of it is due soon."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.slices import overdue, soon

UNTAKEN = ("new", "classified", "assigned")
MOST_TEAMS = 3


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A team with requests that nobody has and that are due soon, or were."""

    name: str
    key: str
    count: int


def free_in(rows: QuerySet[SupportRequest], person: Person) -> QuerySet[SupportRequest]:
    """Return what of a list nobody has and the person may work on, the most urgent first."""
    free = (rows & access.workable_by(person)).filter(assignee=None, status__in=UNTAKEN)
    return free.order_by(*SupportRequest.TRIAGE)


def due_elsewhere(person: Person) -> list[Elsewhere]:
    """Return the teams in reach whose free requests are due soon, the fullest first."""
    everything = SupportRequest.objects.filter(team__is_active=True)
    rows = free_in(everything, person).filter(soon() | overdue()).order_by()
    counted = rows.values("team__name", "team__key").annotate(count=Count("pk"))
    most = counted.order_by("-count", "team__name")[:MOST_TEAMS]
    return [Elsewhere(row["team__name"], row["team__key"], row["count"]) for row in most]
