"""Who may use and keep macros and text snippets, and who may see what was done to many."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person, Team
from spoc.requests.models import BulkRun, Macro, Snippet
from spoc.requests.models.macro import Prepared

Kept = TypeVar("Kept", Macro, Snippet)


def macros_visible_to(person: Person) -> QuerySet[Macro]:
    """Return the macros in use that are the person's own, their teams' and everybody's."""
    return _theirs(Macro.objects.all(), person)


def snippets_visible_to(person: Person) -> QuerySet[Snippet]:
    """Return the text snippets in use that are the person's own, their teams' and everybody's."""
    return _theirs(Snippet.objects.all(), person)


def runs_visible_to(person: Person) -> QuerySet[BulkRun]:
    """Return what the person did to many requests: it is theirs alone."""
    return BulkRun.objects.filter(by=person)


def may_keep(person: Person) -> bool:
    """Whether the person may keep macros and snippets: everybody at the desk may have own ones."""
    return may_work_at_desk(person)


def may_share(person: Person, audience: str, team: Team | None) -> bool:
    """Whether the person may keep one for this audience.

    A team's is kept by those in the team; everybody's by those who lead the desk: who sets
    priorities by hand, or administers it.
    """
    if not may_keep(person):
        return False
    if audience == "team":
        return team is not None and (team.pk in person.team_ids or _leads(person))
    return audience == "mine" or _leads(person)


def may_change(person: Person, kept: Prepared) -> bool:
    """Whether the person may change or end it: an own one, or one of an audience they keep."""
    is_own = kept.audience == "mine" and kept.owner_id == person.pk
    is_shared = kept.audience != "mine" and may_share(person, kept.audience, kept.team)
    return may_keep(person) and (is_own or is_shared)


def _theirs(rows: QuerySet[Kept], person: Person) -> QuerySet[Kept]:
    if not may_keep(person):
        return rows.none()
    own = Q(audience="mine", owner=person)
    teams = Q(audience="team", team__in=person.team_ids)
    shared = Q(audience="everybody")
    if _leads(person):
        teams = Q(audience="team")
    return rows.filter(own | teams | shared, is_active=True)


def _leads(person: Person) -> bool:
    decides = any(reach(person, "override", verb).everywhere for verb in "XA")
    return decides or may_administer(person)
