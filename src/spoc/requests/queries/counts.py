"""How many requests wait where, for the navigation: one query over the open ones."""

from dataclasses import dataclass

from django.db.models import Count, Q

from spoc.people.models import Person
from spoc.records.queries import watched
from spoc.requests import access
from spoc.requests.queries.dispatch import UNROUTABLE
from spoc.requests.rules.lifecycle import OPEN

WAITING = [str(status) for status in OPEN]


@dataclass(frozen=True, slots=True)
class Counts:
    """Open requests: mine, watched, all in my reach, not classified, lost, and by team."""

    mine: int
    watching: int
    all: int
    new: int
    unroutable: int
    teams: dict[int, int]


def counts_for(person: Person) -> Counts:
    """Return the counts of what this person may see."""
    waiting = access.workable_by(person).filter(status__in=WAITING)
    rows = (
        waiting.order_by()
        .values("team_id")
        .annotate(
            count=Count("pk"),
            mine=Count("pk", filter=Q(assignee=person)),
            new=Count("pk", filter=Q(status="new")),
            unroutable=Count("pk", filter=UNROUTABLE),
        )
    )
    found = list(rows)
    followed = watched("request", person).values("subject_id")
    return Counts(
        mine=sum(row["mine"] for row in found),
        watching=access.visible_to(person).filter(pk__in=followed, status__in=WAITING).count(),
        all=sum(row["count"] for row in found),
        new=sum(row["new"] for row in found),
        unroutable=sum(row["unroutable"] for row in found),
        teams={row["team_id"]: row["count"] for row in found if row["team_id"]},
    )
