"""Who may be shown what is kept of all requests together, and what else they may see."""

from django.db.models import QuerySet

from spoc.people.access import reach
from spoc.people.models import Person
from spoc.requests.models import Reader, SupportRequest

WAYS = (("request", "X"), ("note", "R"))


def may_see_tallies(person: Person) -> bool:
    """Whether the person works on every request that is closed to nobody: of those they are."""
    return any(reach(person, area, verb).everywhere for area, verb in WAYS)


def beside_tallies(person: Person, rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    """Return those of the requests a person may see that no tally has, since few may read them."""
    few = rows.filter(is_restricted=True)
    works, reads = (reach(person, area, verb) for area, verb in WAYS)
    if works.sees_restricted or reads.sees_restricted or reads.own:
        return few
    # they may read what names them a reader: that is looked for first, since it is little of it
    named = Reader.objects.filter(person=person).values("support_request")
    return few.filter(pk__in=named)
