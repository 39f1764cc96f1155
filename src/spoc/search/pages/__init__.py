"""Finding: the page that lists what fits, and the palette that jumps to it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.kit.errors import NotAllowed
from spoc.kit.keymap import shown
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.requests.queries.reminders import recently_seen
from spoc.search.pages.found import found
from spoc.search.pages.places import actions_at, places_for
from spoc.search.pages.ranking import acts_of, ranked
from spoc.search.rules import marked

ON_THE_PAGE = 50
IN_THE_PALETTE = 6


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """List what fits the words; a number alone leads straight to its request."""
    words = request.GET.get("q", "")
    finds = found(_agent(request), words, most=ON_THE_PAGE)
    if finds.jump is not None:
        return HttpResponseRedirect(f"/requests/{finds.jump}")
    return render(request, "search/page.html", {"found": finds, "marked": marked})


@login_required
@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """Draw what the palette offers: what can be done here, places, requests and people."""
    person, words = _agent(request), request.GET.get("q", "")
    recent, here = request.GET.getlist("recent"), acts_of(request.GET.getlist("here"))
    named = {act.label for act in here}
    at = actions_at(person, request.GET.get("at", ""))
    actions = [action for action in at if str(action.label) not in named]
    offered = {
        "found": found(person, words, most=IN_THE_PALETTE),
        "here": ranked(here, words, recent),
        "actions": ranked(actions, words, recent),
        "places": ranked(places_for(person), words, recent),
        "recent": [] if words.strip() else recently_seen(person)[:IN_THE_PALETTE],
        "marked": marked,
        "shown": shown,
    }
    return render(request, "search/_palette.html", offered)


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person
