"""Macros for the requests selected in a queue: which, what would happen, and letting it happen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.errors import NotPossible, Refusal
from spoc.requests import access
from spoc.requests.models import Macro, SupportRequest
from spoc.requests.pages.bulk_runs import begin, numbers_in
from spoc.requests.pages.finding import agent
from spoc.requests.pages.macros import macro_found
from spoc.requests.pages.place import Place, demand_queue, place_of
from spoc.requests.queries.macro_shown import lines_of
from spoc.requests.queries.macros import macros_for


@login_required
@require_safe
def index(request: HttpRequest, key: str) -> HttpResponse:
    """Show the macros, first those that helped with requests like the first one selected."""
    return render(request, "requests/macros/list.html", _listed(request, key))


@login_required
@require_safe
def found_macros(request: HttpRequest, key: str) -> HttpResponse:
    """Show the macros that fit what was typed alone."""
    return render(request, "requests/macros/_found.html", _listed(request, key))


@login_required
@require_http_methods(["GET", "POST"])
def macro(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Show what a macro would do to the selected requests, or let the worker do it to each."""
    row, place = macro_found(agent(request), pk), _place(request, key)
    if request.method != "POST":
        return _preview(request, place, row)
    try:
        return begin(request, place, "macro", macro=row)
    except NotPossible as refusal:
        return _preview(request, place, row, refusal)


def _listed(request: HttpRequest, key: str) -> dict[str, object]:
    person, place, words = agent(request), _place(request, key), request.GET.get("words", "")[:100]
    return {
        "sr": None,
        "place": place,
        "back": place.address,
        "words": words,
        "offered": macros_for(person, words, _first(request, place)[0]),
        "address": f"/queues/{place.key}/macros",
        "hidden": _hidden(request.GET, place),
    }


def _preview(
    request: HttpRequest, place: Place, row: Macro, refusal: Refusal | None = None
) -> HttpResponse:
    first, count = _first(request, place)
    context: dict[str, object] = {
        "sr": first,
        "macro": row,
        "lines": lines_of(row, agent(request), first),
        "refusal": refusal,
        "wrong": {},
        "address": f"/queues/{place.key}/macros/{row.pk}",
        "hidden": _hidden(_given(request), place),
        "back": place.address,
        "count": count,
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/macros/run.html", context, status=status)


def _first(request: HttpRequest, place: Place) -> tuple[SupportRequest | None, int]:
    """Return the first request that is meant, and how many are."""
    person = agent(request)
    numbers = numbers_in(person, place, _given(request))
    rows = access.workable_by(person).filter(pk__in=numbers[:1])
    return rows.select_related("requester", "service", "team").first(), len(numbers)


def _given(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _hidden(given: QueryDict, place: Place) -> list[tuple[str, str]]:
    """Return what the form carries on: which requests are meant, and the queue."""
    everything = [("all", "1")] if "all" in given else []
    picks = [] if everything else [("pick", each) for each in given.getlist("pick")]
    return [("queue", place.mark), *everything, *picks]


def _place(request: HttpRequest, key: str) -> Place:
    """Return the queue, as it was narrowed."""
    given = _given(request)
    place = place_of(given.get("queue", ""))
    here = place if place.key == key else Place(key)
    demand_queue(agent(request), here)
    return here
