"""Who may be shown what is kept of all requests together."""

from spoc.people.access import reach
from spoc.people.models import Person


def may_see_tallies(person: Person) -> bool:
    """Whether the person works on every request that is closed to nobody: of those they are."""
    ways = (("request", "X"), ("note", "R"))
    return any(reach(person, area, verb).everywhere for area, verb in ways)
