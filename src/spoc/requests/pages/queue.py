"""The queues: lists of requests, most urgent first, with a preview beside them."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spoc.kit.errors import NotFound
from spoc.people.models import Person, Team
from spoc.requests.models import SupportRequest, View
from spoc.requests.pages.finding import agent, sets_priorities
from spoc.requests.pages.place import (
    PLACES,
    Place,
    demand_queue,
    filters_of,
    number_of,
    rows_at,
    shape_at,
    view_at,
)
from spoc.requests.pages.queue_drawn import drawn
from spoc.requests.pages.queue_filters import filter_bar, whose
from spoc.requests.pages.saved_queue import may_be_saved
from spoc.requests.queries.banners import on_top
from spoc.requests.queries.counts import COUNTED, Counts, asks_for_open, capped, capped_count
from spoc.requests.queries.queue_around import around_for
from spoc.requests.queries.queue_page import PlainPage, plain_page
from spoc.requests.queries.reminders import came_back
from spoc.requests.queries.rows import ORDER, Filters, QueuePage, page_of, place_in
from spoc.requests.queries.shape import Shape
from spoc.requests.view_access import may_change

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """The list a queue's address asks for."""

    person: Person
    place: Place
    team: Team | None
    view: View | None

    @property
    def team_id(self) -> int | None:
        """The number of the team whose queue it is."""
        return self.team.pk if self.team else None

    @property
    def home(self) -> str:
        """The address it lies at."""
        return f"/views/{self.view.pk}" if self.view else f"/queues/{self.place.key}"

    @property
    def rows(self) -> QuerySet[SupportRequest]:
        """The requests in it that the person may see."""
        return rows_at(self.person, self.place, self.team, self.view)

    @property
    def to_count(self) -> QuerySet[SupportRequest]:
        """The same in the order they are counted in: the queues' own, where all of it is open."""
        filters = self.place.filters
        is_open = filters.state not in ("ended", "any") and not filters.words
        if self.view:
            is_open = is_open and asks_for_open(self.view.conditions)
        return self.rows.order_by(*ORDER) if is_open else self.rows.order_by()

    @property
    def is_usual(self) -> bool:
        """Whether it is a queue that nothing narrows or sorts anew."""
        return self.place.filters == Filters() and self.view is None

    @property
    def is_counted(self) -> bool:
        """Whether the navigation has its count."""
        return self.is_usual and self.place.key != "snoozed"

    @property
    def shape(self) -> Shape:
        """How it is drawn."""
        return shape_at(self.person, self.place, self.view)


@login_required
@require_GET
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a queue."""
    person, place = agent(request), Place(key, filters_of(request.GET.dict()))
    around = around_for(person, place.view)
    team = next((team for team in around.found["teams"] if team.key == key), None)
    if around.view is None and team is None and key not in PLACES:
        raise NotFound(_("There is no such queue."))
    listed = Listed(person, place, team, around.view)
    counts = around.counts(None if listed.is_counted else listed.to_count)
    # the navigation of the page shows the same
    setattr(request, COUNTED, counts)
    count = counts.at(key, listed.team_id) if listed.is_counted else counts.listed
    further = {
        "whose": whose(key, place.filters),
        "majors": around.majors,
        "came_back": list(came_back(person)) if key == "mine" else [],
        "sets_priorities": sets_priorities(person),
        **_about(listed, counts),
    }
    drawn_with = _drawn(request, listed, count) | further
    drawn_with["filter_bar"] = filter_bar(around, listed.home, place.filters)
    return render(request, "requests/queue.html", drawn_with)


@login_required
@require_GET
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows of a queue alone: asked for when something in it changed, and for more."""
    person, place = agent(request), Place(key, filters_of(request.GET.dict()))
    view = view_at(person, place)
    team = demand_queue(person, place, view)
    listed = Listed(person, place, team, view)
    if "after" in request.GET:
        return HttpResponse(str(_drawn(request, listed, 0, is_further=True)["rows"]))
    count = capped_count(listed.to_count)
    return render(request, "requests/_queue_anew.html", _drawn(request, listed, count))


@login_required
@require_GET
def majors(request: HttpRequest) -> HttpResponse:
    """Show what disturbs many now alone: asked for when a step of a major incident is taken."""
    return render(request, "requests/major/_on_top.html", {"majors": on_top(agent(request))})


def _drawn(
    request: HttpRequest, listed: Listed, count: int, *, is_further: bool = False
) -> dict[str, object]:
    """Return what the rows of a queue are drawn with: by themselves, or further ones below them."""
    given, place, shape = request.GET, listed.place, listed.shape
    at = number_of(given.get("at", ""))
    here = place_in(listed.rows, at, shape.order) if at else -1
    least = min(max(number_of(given.get("shown", "")) or 0, here + 1), MOST_SHOWN)
    found = _found(listed, given.get("after"), least, count)
    shown = {
        "place": place,
        "key": place.key,
        "home": listed.home,
        "counted": capped(count),
        "columns": shape.columns,
        "density": listed.person.density,
        "filters": place.filters,
        "query": place.query,
        "many": found.many,
        "current": _row_at(found, here),
    }
    return shown | {"rows": drawn(found, shown, is_further=is_further)}


def _found(listed: Listed, after: str | None, least: int, count: int) -> QueuePage | PlainPage:
    if not listed.is_usual:
        return page_of(listed.rows, after=after, least=least, count=count, shape=listed.shape)
    person, key, team = listed.person, listed.place.key, listed.team_id
    return plain_page(person, key, team, after=after, least=least)


def _row_at(found: QueuePage | PlainPage, here: int) -> int | None:
    """Return the request at this place in the list; where it is gone, the one that moved up."""
    return found.rows[: here + 1][-1].number if here >= 0 and found.rows else None


def _about(listed: Listed, counts: Counts) -> dict[str, object]:
    """Return what the list is, and what can be done with the view, if it is one."""
    view, place = listed.view, listed.place
    return {
        "title": listed.team or view or title_of(place.key),
        "view": view,
        "is_pinned": view is not None and view.pk in {each.view for each in counts.pinned},
        "may_save": may_be_saved(place),
        "may_change_view": view is not None and may_change(listed.person, view),
    }


def title_of(key: str) -> str:
    """Return what a queue that is no team's is called."""
    titles = {
        "mine": _("Assigned to me"),
        "snoozed": _("Snoozed"),
        "watching": _("Watching"),
        "all": _("Everything open"),
        "new": _("Not classified"),
        "unroutable": _("Nobody to dispatch to"),
    }
    return titles.get(key, titles["all"])
