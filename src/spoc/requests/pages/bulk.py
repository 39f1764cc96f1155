"""One step for several requests at once, and for the next one that nobody has taken."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spoc.kit.errors import Refusal
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.choices import choices_for
from spoc.requests.pages import acts
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import Place, demand_queue, number_of, place_of, rows_at
from spoc.requests.pages.undo import Given, address_of, fields_before, kept, undo_of, unkept
from spoc.requests.queries.rows import ORDER

MOST = 200
ACTS = {"assignment": acts.assign, "priority": acts.priority, "major-link": acts.join_major}
UNTAKEN = ("new", "classified", "assigned")
Taken = tuple[int, list[str], Refusal | None]
MINE = {"assignee": "me"}


@login_required
def assignment(request: HttpRequest, key: str) -> HttpResponse:
    """Give the selected requests to a team or a person, or show the form that asks to whom."""
    return _step(request, key, "assignment")


@login_required
def priority(request: HttpRequest, key: str) -> HttpResponse:
    """Set the priority of the selected requests by hand, or show the form that asks which."""
    return _step(request, key, "priority")


@login_required
def major_link(request: HttpRequest, key: str) -> HttpResponse:
    """Link the selected requests to a major incident, or show the form that asks to which."""
    return _step(request, key, "major-link")


@login_required
@require_POST
def take_next(request: HttpRequest, key: str) -> HttpResponse:
    """Give the agent the most urgent request of the queue that nobody has."""
    person = agent(request)
    place = _place(request, key)
    rows = rows_at(person, place, demand_queue(person, place)) & access.workable_by(person)
    free = rows.filter(assignee=None, status__in=UNTAKEN).order_by(*ORDER).first()
    if free is None:
        messages.info(request, _("Everything here is somebody's already."))
        return HttpResponseRedirect(place.address)
    place = place.on(free.pk)
    undo = undo_of(free, "assignment", MINE)
    acts.assign(free, person, dict(MINE))
    words = _("You took %(number)s.") % {"number": free.reference}
    messages.success(request, words, extra_tags=address_of(free, undo, place))
    return HttpResponseRedirect(place.address)


def _step(request: HttpRequest, key: str, noun: str) -> HttpResponse:
    person, place = agent(request), _place(request, key)
    demand_queue(person, place)
    given = request.POST if request.method == "POST" else request.GET
    picked = [number for each in given.getlist("pick") if (number := number_of(each))][:MOST]
    if request.method != "POST":
        return _form(request, person, noun, place, picked)
    wanted = {number: given.dict() for number in picked} or _before(request)
    done, backs, refused = _take(person, noun, wanted)
    if refused and not done and "form" in request.POST:
        return _form(request, person, noun, place, picked, refused)
    if done:
        here = {"queue": place.mark, "was": backs}
        undo = f"/queues/{key}/{noun}?{urlencode(here, doseq=True)}" if backs else ""
        messages.success(request, _said(noun, done, is_undone=not picked), extra_tags=undo)
    if refused:
        messages.warning(request, refused.sentence)
    return HttpResponseRedirect(place.address)


def _take(person: Person, noun: str, wanted: dict[int, Given]) -> Taken:
    """Take the step for each request; return how many it fitted, how to undo it, and why not."""
    done, backs, refused = 0, [], None
    for support_request in access.workable_by(person).filter(pk__in=wanted).select_related("team"):
        given = wanted[support_request.pk]
        back = fields_before(support_request, noun, given)
        try:
            ACTS[noun](support_request, person, dict(given))
        except Refusal as refusal:
            refused = refused or refusal
            continue
        done += 1
        backs += [kept(support_request.pk, back)] if back is not None else []
    return done, backs, refused


def _before(request: HttpRequest) -> dict[int, Given]:
    """Return what is to be put back, as the address of the undo says."""
    words = [unkept(each) for each in request.GET.getlist("was")[:MOST]]
    return {number: back for text, back in words if (number := number_of(text))}


def _said(noun: str, done: int, *, is_undone: bool) -> str:
    if is_undone:
        words = ngettext(
            "%(count)s request is as it was.", "%(count)s requests are as they were.", done
        )
    elif noun == "major-link":
        words = ngettext("%(count)s request is linked.", "%(count)s requests are linked.", done)
    elif noun == "priority":
        words = ngettext(
            "%(count)s request has its new priority.",
            "%(count)s requests have their new priority.",
            done,
        )
    else:
        words = ngettext("%(count)s request is assigned.", "%(count)s requests are assigned.", done)
    return words % {"count": done}


def _form(
    request: HttpRequest,
    person: Person,
    noun: str,
    place: Place,
    picked: list[int],
    refusal: Refusal | None = None,
) -> HttpResponse:
    found = list(access.workable_by(person).filter(pk__in=picked))
    context = {
        "noun": noun,
        "place": place,
        "picked": [support_request.pk for support_request in found],
        "choices": choices_for(noun, found[0], person) if found else {},
        "given": request.POST.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/bulk.html", context, status=status)


def _place(request: HttpRequest, key: str) -> Place:
    """Return the queue to go back to, on the row that was current, or the first one picked."""
    given = request.POST if "queue" in request.POST else request.GET
    place = place_of(given.get("queue", ""))
    first = (given.getlist("pick") or [""])[0]
    return Place(key, place.filters, number_of(given.get("at", "")) or place.at or number_of(first))
