"""A queue as somebody narrowed it, as the beginning of a view."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from spoc.catalogue.queries import service_by_key
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.requests.forms.view import Draft, Typed
from spoc.requests.pages.place import VIEW, Place, team_at
from spoc.requests.queries.rows import STATES
from spoc.requests.queries.view_fields import ME

# what a queue of everybody asks for beside its filters
QUEUES = {
    "mine": Typed(0, "assignee", "is", (ME,)),
    "watching": Typed(0, "watched", "is", ("yes",)),
    "new": Typed(0, "status", "is", ("new",)),
    "unroutable": Typed(0, "unroutable", "is", ("yes",)),
}
FIGURES = {
    "overdue": Typed(0, "due", "before", ("-0h",)),
    "due": Typed(0, "due", "filled"),
    "in": Typed(0, "created", "is", ("today",)),
    "solved": Typed(0, "resolved", "is", ("today",)),
    "new": Typed(0, "status", "is", ("new",)),
}


def may_be_saved(place: Place) -> bool:
    """Tell whether a view can ask for what this queue shows; not every figure of the board can."""
    only = place.filters.only
    name, _dash, rest = only.partition("-")
    return not place.filters.tier and (
        only in ("", *FIGURES) or (bool(rest) and name in ("waits", "person"))
    )


def as_draft(place: Place, person: Person) -> Draft:
    """Return a view that asks for what the queue shows; an empty one for no queue."""
    if not place.key or place.key.startswith(VIEW):
        return Draft(rows=(_states("open"),))
    order = [place.filters.sort] if place.filters.sort else []
    rows = tuple(_conditions(place, person))
    return Draft(name=_name(place, person), rows=tuple(dict.fromkeys(rows)), order=order)


def _name(place: Place, person: Person) -> str:
    team = team_at(person, place)
    return _("%(team)s, narrowed") % {"team": team.name} if team else ""


def _conditions(place: Place, person: Person) -> Iterator[Typed]:
    filters, team = place.filters, team_at(person, place)
    if filters.state != "any":
        yield _states(filters.state)
    if place.key in QUEUES:
        yield QUEUES[place.key]
    if team:
        yield Typed(0, "team", "is", (str(team.pk),))
    if filters.whose in ("mine", "unassigned"):
        mine = filters.whose == "mine"
        yield Typed(0, "assignee", "is", (ME,)) if mine else Typed(0, "assignee", "empty")
    for name in ("type", "priority"):
        if value := getattr(filters, name):
            yield Typed(0, name, "is", (value,))
    yield from _records(place, person)
    if filters.words.strip():
        yield Typed(0, "title", "contains", (filters.words.strip()[:100],))
    yield from _figure(filters.only)


def _records(place: Place, person: Person) -> Iterable[Typed]:
    service = service_by_key(place.filters.service)
    key = place.filters.community
    community = communities_visible_to(person).filter(key=key).first() if key else None
    found = {"service": service, "community": community}
    return [Typed(0, name, "is", (str(row.pk),)) for name, row in found.items() if row]


def _figure(only: str) -> Iterable[Typed]:
    name, _dash, rest = only.partition("-")
    if only in FIGURES:
        return [FIGURES[only]]
    if name == "waits":
        return [Typed(0, "pending_reason", "is", (rest,))]
    return [Typed(0, "assignee", "is", (rest,))] if name == "person" else []


def _states(state: str) -> Typed:
    return Typed(0, "status", "one_of", tuple(STATES.get(state, STATES["open"])))
