"""The queues: lists of requests, most urgent first, with a preview beside them."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spoc.audit.activities import label
from spoc.catalogue.queries import live_services
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.requests.models import View
from spoc.requests.pages.finding import agent, sets_priorities
from spoc.requests.pages.place import (
    VIEW,
    Place,
    demand_queue,
    filters_of,
    number_of,
    rows_at,
    shape_at,
    view_at,
)
from spoc.requests.pages.saved_queue import may_be_saved
from spoc.requests.queries.banners import on_top
from spoc.requests.queries.counts import COUNTED, Counts, capped, capped_count, counts_for
from spoc.requests.queries.reminders import came_back
from spoc.requests.queries.rows import Filters, QueuePage, page_of, place_in
from spoc.requests.queries.slices import slice_words
from spoc.requests.queries.view_fields import STANDARD
from spoc.requests.rules import TYPES
from spoc.requests.view_access import may_change

MOST_SHOWN = 500


@login_required
@require_GET
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a queue."""
    counts = counts_for(agent(request))
    # the navigation of the page shows the same
    setattr(request, COUNTED, counts)
    return render(request, "requests/queue.html", _queue(request, key, counts))


@login_required
@require_GET
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows of a queue alone: asked for when something in it changed, and for more."""
    template = "requests/_more_rows.html" if "after" in request.GET else "requests/_queue_anew.html"
    return render(request, template, _queue(request, key))


@login_required
@require_GET
def majors(request: HttpRequest) -> HttpResponse:
    """Show what disturbs many now alone: asked for when a step of a major incident is taken."""
    return render(request, "requests/major/_on_top.html", {"majors": on_top(agent(request))})


def _queue(request: HttpRequest, key: str, counts: Counts | None = None) -> dict[str, object]:
    person = agent(request)
    given = request.GET.dict()
    place = Place(key, filters_of(given))
    view = view_at(person, place)
    team = demand_queue(person, place, view)
    shape = shape_at(person, place, view)
    listed, at = rows_at(person, place, team, view), number_of(given.get("at", ""))
    here = place_in(listed, at, shape.order) if at else -1
    shown = number_of(given.get("shown", "")) or 0
    least = min(max(shown, here + 1), MOST_SHOWN)
    is_counted = place.filters == Filters() and view is None and key != "snoozed"
    plain = counts if is_counted else None
    count = plain.at(key, team.pk if team else None) if plain else None
    count = capped_count(listed) if view else count
    found = page_of(listed, after=given.get("after"), least=least, count=count, shape=shape)
    return {
        "place": place,
        "key": key,
        "title": (team or view or title_of(key)),
        "home": f"/views/{view.pk}" if view else f"/queues/{key}",
        "counted": capped(found.count) if view else found.count,
        "columns": shape.columns,
        "density": person.density,
        **_about(person, place, view, counts),
        "filters": place.filters,
        "query": place.query,
        "only": slice_words(place.filters.only),
        "page": found,
        "current": _row_at(found, here),
        "whose": _whose(key, place.filters),
        "choices": _choices(person, view),
        "majors": on_top(person),
        "came_back": list(came_back(person)) if key == "mine" else [],
        "team": team,
        "sets_priorities": sets_priorities(person),
    }


def _row_at(found: QueuePage, here: int) -> int | None:
    """Return the request at this place in the list; where it is gone, the one that moved up."""
    return found.rows[: here + 1][-1].number if here >= 0 and found.rows else None


def _about(
    person: Person, place: Place, view: View | None, counts: Counts | None
) -> dict[str, object]:
    """Return what can be done with the view that the list is, if it is one."""
    pinned = {each.view for each in counts.pinned} if counts else set()
    return {
        "view": view,
        "is_pinned": view is not None and view.pk in pinned,
        "may_save": may_be_saved(place),
        "may_change_view": view is not None and may_change(person, view),
    }


def _sorts() -> list[tuple[str, str]]:
    """Return by what a list can be sorted anew: each field that every desk has, both ways."""
    fields = [each for each in STANDARD if each.is_sorted]
    both = [("", _("%(field)s, rising")), ("-", _("%(field)s, falling"))]
    return [(f"{sign}{f.key}", words % {"field": f.label}) for f in fields for sign, words in both]


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


def _whose(key: str, filters: Filters) -> list[dict[str, object]]:
    if key in ("mine", "snoozed"):
        both = {"mine": _("To do now"), "snoozed": _("Snoozed")}
        return [
            {"label": both[each], "href": f"/queues/{each}", "current": each == key}
            for each in both
        ]
    if key == "watching" or key.startswith(VIEW):
        return []
    words = {"all": _("All"), "mine": _("Mine"), "unassigned": _("Unassigned")}
    others = {name: value for name, value in filters.chosen().items() if name != "whose"}
    return [
        {
            "label": words[each],
            "href": f"/queues/{key}?{urlencode(others | {'whose': each})}",
            "current": filters.whose == each,
        }
        for each in words
    ]


def _choices(person: Person, view: View | None) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers."""
    states = {
        "open": _("as it is") if view else _("Open"),
        "worked": _("To be worked on"),
        "waiting": _("Waiting"),
        "resolved": _("Solved, to be confirmed"),
        "ended": _("Over"),
        "any": _("any"),
    }
    any_ = ("", _("any"))
    return {
        "state": list(states.items()),
        "type": [any_, *((each, label("request_type", each)) for each in TYPES)],
        "community": [any_, *((c.key, c.name) for c in communities_visible_to(person))],
        "service": [any_, *((s.key, str(s)) for s in live_services())],
        "sort": [("", _("as it is")), *_sorts()],
        "priority": [any_, *((str(p), f"P{p} {label('priority', p)}") for p in range(1, 6))],
    }
