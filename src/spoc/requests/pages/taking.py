"""Taking the next request of a queue, and what is shown where nothing waits there."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.requests import activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import Place, demand_queue, place_of, rows_at, view_at
from spoc.requests.pages.queue import title_of
from spoc.requests.pages.undo import address_of
from spoc.requests.queries.free import due_elsewhere, free_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_next(request: HttpRequest, key: str) -> HttpResponse:
    """Give the agent the most urgent request of the queue that nobody has, and open it."""
    person = agent(request)
    given = request.POST if request.method == "POST" else request.GET
    filters = replace(place_of(given.get("queue", "")).filters, whose="all", state="open")
    place = Place(key, filters)
    view = view_at(person, place)
    team = demand_queue(person, place, view)
    rows = rows_at(person, place, team, view)
    if request.method == "POST":
        got = activities.take_next(rows, by=person)
        _tell_passed(request, got.passed)
        if got.support_request is not None:
            return _opened(request, got, got.support_request, place)
        return HttpResponseRedirect(f"/queues/{key}/next?queue={place.quoted}")
    context = {
        "place": place,
        "title": (team or view or title_of(key)),
        "waits": free_in(rows, person).exists(),
        "elsewhere": [each for each in due_elsewhere(person) if each.key != key],
    }
    return render(request, "requests/next.html", context)


def _opened(
    request: HttpRequest, got: activities.Next, support_request: SupportRequest, place: Place
) -> HttpResponse:
    """Open what was taken; it can be given back as it was."""
    undo = "giving-back", {"team": got.team.key if got.team else "", "assignee": ""}
    said = _("You took %(number)s.") % {"number": support_request.reference}
    messages.success(request, said, extra_tags=address_of(support_request, undo, place))
    return HttpResponseRedirect(f"/requests/{support_request.pk}?queue={place.quoted}")


def _tell_passed(request: HttpRequest, passed: dict[str, str]) -> None:
    """Say what was passed over, each reason once with those that it is about."""
    by_reason: dict[str, list[str]] = {}
    for reference, why in passed.items():
        by_reason.setdefault(why, []).append(reference)
    for why, references in by_reason.items():
        words = _("Left out: %(numbers)s. %(why)s")
        messages.warning(request, words % {"numbers": ", ".join(references), "why": why})
