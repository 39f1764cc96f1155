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
from spoc.requests.pages.finding import agent, sets_priorities
from spoc.requests.pages.place import (
    Place,
    demand_queue,
    filters_of,
    number_of,
    rows_at,
)
from spoc.requests.queries.banners import on_top
from spoc.requests.queries.counts import COUNTED, Counts, counts_for
from spoc.requests.queries.rows import Filters, QueuePage, page_of, place_in
from spoc.requests.queries.slices import slice_words
from spoc.requests.rules import TYPES

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
    team = demand_queue(person, place)
    listed, at = rows_at(person, place, team), number_of(given.get("at", ""))
    here = place_in(listed, at) if at else -1
    shown = number_of(given.get("shown", "")) or 0
    least = min(max(shown, here + 1), MOST_SHOWN)
    plain = counts if place.filters == Filters() else None
    count = plain.at(key, team.pk if team else None) if plain else None
    found = page_of(listed, after=given.get("after"), least=least, count=count)
    return {
        "place": place,
        "key": key,
        "title": team.name if team else title_of(key),
        "filters": place.filters,
        "query": place.query,
        "only": slice_words(place.filters.only),
        "page": found,
        "current": _row_at(found, here),
        "whose": _whose(key, place.filters),
        "choices": _choices(person),
        "majors": on_top(person),
        "team": team,
        "sets_priorities": sets_priorities(person),
    }


def _row_at(found: QueuePage, here: int) -> int | None:
    """Return the request at this place in the list; where it is gone, the one that moved up."""
    return found.rows[: here + 1][-1].number if here >= 0 and found.rows else None


def title_of(key: str) -> str:
    """Return what a queue that is no team's is called."""
    titles = {
        "mine": _("Assigned to me"),
        "watching": _("Watching"),
        "all": _("Everything open"),
        "new": _("Not classified"),
        "unroutable": _("Nobody to dispatch to"),
    }
    return titles.get(key, titles["all"])


def _whose(key: str, filters: Filters) -> list[dict[str, object]]:
    if key in ("mine", "watching"):
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


def _choices(person: Person) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers."""
    states = {
        "open": _("Open"),
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
        "priority": [any_, *((str(p), f"P{p} {label('priority', p)}") for p in range(1, 6))],
    }
