"""How many requests wait where, for the navigation: one query over the open ones."""

from dataclasses import dataclass

from django.db.models import Count, Q

from spoc.people.models import Person
from spoc.requests.queries.dispatch import UNROUTABLE
from spoc.requests.queries.rows import Filters, queue

# what a page's request keeps them under: a queue's page shows them twice and counts once
COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Counts:
    """Open requests: mine, watched, all in my reach, not classified, lost, and by team."""

    mine: int
    watching: int
    all: int
    new: int
    unroutable: int
    teams: dict[int, int]

    def at(self, place: str, team: int | None) -> int:
        """Return how many a queue that nothing narrows has."""
        return self.teams.get(team, 0) if team is not None else int(getattr(self, place))


def counts_for(person: Person) -> Counts:
    """Return the counts of what the queues show this person, by the queues' own rows."""
    rows = queue(person, "all", None, Filters())
    found = list(
        rows.order_by()
        .values("team_id")
        .annotate(
            count=Count("pk"),
            mine=Count("pk", filter=Q(assignee=person)),
            new=Count("pk", filter=Q(status="new")),
            unroutable=Count("pk", filter=UNROUTABLE),
        )
    )
    return Counts(
        mine=sum(row["mine"] for row in found),
        watching=queue(person, "watching", None, Filters()).count(),
        all=sum(row["count"] for row in found),
        new=sum(row["new"] for row in found),
        unroutable=sum(row["unroutable"] for row in found),
        teams={row["team_id"]: row["count"] for row in found if row["team_id"]},
    )
