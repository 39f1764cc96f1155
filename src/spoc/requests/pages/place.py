"""Where somebody stands: in which queue, how it is narrowed, and on which row of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound
from spoc.people.access import teams_visible_to
from spoc.people.models import Person, Team
from spoc.requests import view_access
from spoc.requests.models import SupportRequest, View
from spoc.requests.queries.rows import Filters, narrowed, queue
from spoc.requests.queries.shape import Shape, ViewField, order_of
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.queries.view_question import asked_for

VIEW = "view--"  # no team has a key with two dashes
PLACES = ("mine", "snoozed", "watching", "all", "new", "unroutable")


@dataclass(frozen=True, slots=True)
class Place:
    """A queue as somebody left it; `at` is the row they work on while they are in the list."""

    key: str = ""
    filters: Filters = field(default_factory=Filters)
    at: int | None = None

    @property
    def mark(self) -> str:
        """The place in one word, as forms and addresses carry it: `all?priority=2&at=48213`."""
        query = self.query
        return f"{self.key}?{query}" if self.key and query else self.key

    @property
    def quoted(self) -> str:
        """The mark, ready for an address."""
        return quote(self.mark)

    @property
    def query(self) -> str:
        """What narrows the queue, and the row, as an address has it."""
        here = {"at": self.at} if self.at else {}
        return urlencode(self.filters.chosen() | here)

    @property
    def address(self) -> str:
        """Where the queue is; everything open for whoever comes from elsewhere."""
        if self.view is not None:
            return f"/views/{self.view}{'?' if self.query else ''}{self.query}"
        return f"/queues/{self.mark or 'all'}"

    @property
    def view(self) -> int | None:
        """The number of the view, where the queue is one that somebody made."""
        number = self.key.removeprefix(VIEW)
        return number_of(number) if number != self.key else None

    def on(self, number: int | None) -> "Place":
        """Return the same queue with somebody standing on this row of it."""
        return replace(self, at=number)


def place_of(mark: str) -> Place:
    """Return the place a mark names; nowhere when it names none.

    >>> place_of("all?priority=2&at=48213").address
    '/queues/all?priority=2&at=48213'
    """
    key, _sign, query = mark.partition("?")
    if not re.fullmatch(r"[a-z0-9-]{1,60}", key):
        return Place()
    given = dict(parse_qsl(query))
    return Place(key, filters_of(given), number_of(given.get("at", "")))


def filters_of(given: dict[str, str]) -> Filters:
    """Return the filters an address carries."""
    names = [name for name in Filters.__dataclass_fields__ if name in given]
    return Filters(**{name: given[name].replace("\0", "") for name in names})


def number_of(text: str) -> int | None:
    """Return the number written here, if it can be a request's."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def team_at(person: Person, place: Place) -> Team | None:
    """Return the team whose queue it is; None for the queues of everybody."""
    if place.key in ("", *PLACES) or place.view is not None:
        return None
    return teams_visible_to(person).filter(key=place.key).first()


def view_at(person: Person, place: Place) -> View | None:
    """Return the view whose queue it is, if the person may open it."""
    if place.view is None:
        return None
    return view_access.visible_to(person).filter(pk=place.view).first()


def shape_at(person: Person, place: Place, view: View | None) -> Shape:
    """Return how the list is drawn: as the view says, or the reader, who sorts it anew."""
    sorts = [place.filters.sort] if place.filters.sort else view.order if view else []
    if view is None and not sorts:
        return Shape()
    fields = fields_for(person)
    sorts = [each for each in sorts if is_sort(each, fields)]
    group = fields.get(view.grouping) if view and not place.filters.sort else None
    columns = [fields[each] for each in view.columns if each in fields] if view else []
    return Shape(order_of(sorts, fields, group), tuple(columns), group)


def is_sort(sort: str, fields: Mapping[str, ViewField]) -> bool:
    """Tell whether a list can be sorted so: by a field, a minus sign before it for falling."""
    field = fields.get(sort.removeprefix("-"))
    return field is not None and field.is_sorted


def demand_queue(person: Person, place: Place, view: View | None = None) -> Team | None:
    """Return the team whose queue it is, as `team_at` does; refuse where there is no such queue."""
    team = team_at(person, place)
    if view or view_at(person, place):
        return None
    if team is None and place.key not in PLACES:
        raise NotFound(_("There is no such queue."))
    return team


def rows_at(
    person: Person, place: Place, team: Team | None, view: View | None = None
) -> QuerySet[SupportRequest]:
    """Return the requests of the queue, as far as the person may see them."""
    if place.view is None:
        return queue(person, place.key or "all", team.pk if team else None, place.filters)
    view = view or view_at(person, place)
    rows = asked_for(view.conditions, person) if view else SupportRequest.objects.none()
    # a view says itself which states it asks for: the filter's own choice narrows it no further
    state = "any" if place.filters.state == "open" else place.filters.state
    return narrowed(rows, person, replace(place.filters, state=state))
