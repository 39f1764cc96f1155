"""The queues: lists of requests, most urgent first, with a preview beside them."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spoc.audit.activities import label
from spoc.catalogue.queries import live_services
from spoc.kit.errors import NotFound
from spoc.people.access import communities_visible_to, teams_visible_to
from spoc.people.models import Person
from spoc.requests.pages.finding import agent
from spoc.requests.queries.rows import Filters, page_of, queue
from spoc.requests.rules import TYPES

PLACES = ("mine", "watching", "all", "new")


@login_required
@require_GET
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a queue."""
    return render(request, "requests/queue.html", _queue(request, key))


@login_required
@require_GET
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """Show the rows of a queue alone: asked for when something in it changed, and for more."""
    template = "requests/_more_rows.html" if "after" in request.GET else "requests/_queue_anew.html"
    return render(request, template, _queue(request, key))


def _queue(request: HttpRequest, key: str) -> dict[str, object]:
    person = agent(request)
    team = None if key in PLACES else teams_visible_to(person).filter(key=key).first()
    if team is None and key not in PLACES:
        raise NotFound(_("There is no such queue."))
    filters = filters_of(request)
    found = page_of(
        queue(person, key, team.pk if team else None, filters), after=request.GET.get("after")
    )
    return {
        "key": key,
        "title": team.name if team else _title(key),
        "filters": filters,
        "query": urlencode(filters.chosen()),
        "page": found,
        "whose": _whose(key, filters),
        "choices": _choices(person),
        "team": team,
    }


def filters_of(request: HttpRequest) -> Filters:
    """Return the filters an address carries."""
    names = Filters.__dataclass_fields__
    given = {name: request.GET[name] for name in names if name in request.GET}
    return Filters(**given)


def _title(key: str) -> str:
    titles = {
        "mine": _("Assigned to me"),
        "watching": _("Watching"),
        "all": _("Everything open"),
        "new": _("Not classified"),
    }
    return titles[key]


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
    }
    any_ = ("", _("any"))
    return {
        "state": list(states.items()),
        "type": [any_, *((each, label("request_type", each)) for each in TYPES)],
        "community": [any_, *((c.key, c.name) for c in communities_visible_to(person))],
        "service": [any_, *((s.key, str(s)) for s in live_services())],
        "priority": [any_, *((str(p), f"P{p} {label('priority', p)}") for p in range(1, 6))],
    }
