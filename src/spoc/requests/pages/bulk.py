"""One step for several requests at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spoc.kit.errors import NotPossible, Refusal
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.choices import choices_for
from spoc.requests.models import SupportRequest
from spoc.requests.pages import acts
from spoc.requests.pages.bulk_runs import AT_ONCE, begin, is_for_worker, numbers_in, steps_of
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import Place, demand_queue, number_of, place_of
from spoc.requests.pages.undo import (
    UNDONE_BY,
    Given,
    fields_before,
    kept,
    unkept,
)

MOST = 200
# as many as a queue shows at once
MOST_PICKED = 500
# what the worker is told to do, by the noun of the step
DOES = {"assignment": "assign", "priority": "override", "major-link": "major"}
Act = Callable[[SupportRequest, Person, Given], str]
ACTS: dict[str, Act] = {
    "assignment": acts.assign,
    "giving-back": acts.give_back,
    "priority": acts.priority,
    "major-link": acts.join_major,
}
Refused = tuple[str, Refusal]


@dataclass(slots=True)
class Taken:
    """What became of a step for many: how many it fitted, how it is undone, and why not."""

    done: int = 0
    backs: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


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


def _step(request: HttpRequest, key: str, noun: str) -> HttpResponse:
    person, place = agent(request), _place(request, key)
    demand_queue(person, place)
    given = request.POST if request.method == "POST" else request.GET
    picked = [number for number, _given in _picked(given)]
    if request.method != "POST":
        return _form(request, person, noun, place, picked)
    if is_for_worker(request.POST):
        return _begun(request, person, noun, place, picked)
    wanted = dict(_picked(given)) or _before(request)
    taken = _take(person, noun if picked else UNDONE_BY.get(noun, noun), wanted)
    if taken.refused and not taken.done and "form" in request.POST:
        return _form(request, person, noun, place, picked, taken.refused[0][1])
    if taken.done:
        here = {"queue": place.mark, "was": taken.backs}
        undo = f"/queues/{key}/{noun}?{urlencode(here, doseq=True)}" if taken.backs else ""
        said = _said(noun, taken.done, is_undone=not picked)
        messages.success(request, said, extra_tags=undo)
    _tell_left_out(request, taken.refused)
    return HttpResponseRedirect(place.address)


def _begun(
    request: HttpRequest, person: Person, noun: str, place: Place, picked: list[int]
) -> HttpResponse:
    """Leave it to the worker, or show the form again with what it lacks."""
    try:
        return begin(request, place, DOES[noun], steps=steps_of(noun, request.POST))
    except NotPossible as refusal:
        return _form(request, person, noun, place, picked, refusal)


def _picked(given: QueryDict) -> Iterator[tuple[int, Given]]:
    """Yield each request that was picked with what is done to it; `48213:12` says who had it."""
    for each in given.getlist("pick")[:MOST_PICKED]:
        number, sign, had = each.partition(":")
        if (pk := number_of(number)) is not None:
            fields = {name: str(value) for name, value in given.items()}
            yield pk, fields | ({"had": had} if sign else {})


def _take(person: Person, noun: str, wanted: dict[int, Given]) -> Taken:
    """Take the step for each request; return how many it fitted, how to undo it, and why not."""
    taken = Taken()
    for support_request in access.workable_by(person).filter(pk__in=wanted).select_related("team"):
        given = wanted[support_request.pk]
        back = fields_before(support_request, noun, given) if noun in UNDONE_BY else None
        try:
            _act(noun, given)(support_request, person, dict(given))
        except Refusal as refusal:
            taken.refused.append((support_request.reference, refusal))
            continue
        taken.done += 1
        taken.backs += [kept(support_request.pk, back)] if back is not None else []
    return taken


def _act(noun: str, given: Given) -> Act:
    """Return what is done: whoever takes what they were shown does not take it from the quicker."""
    is_taking = noun == "assignment" and given.get("assignee") == "me" and "had" in given
    return acts.take if is_taking else ACTS[noun]


def _tell_left_out(request: HttpRequest, refused: list[Refused]) -> None:
    """Say why requests were left out, each reason once with those that it is about."""
    by_reason: dict[str, list[str]] = {}
    for reference, refusal in refused:
        by_reason.setdefault(refusal.sentence, []).append(reference)
    words = _("Left out: %(numbers)s. %(why)s")
    for why, each in by_reason.items():
        messages.warning(request, words % {"numbers": ", ".join(each), "why": why})


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
    given = request.POST if request.method == "POST" else request.GET
    numbers = numbers_in(person, place, given)
    found = list(access.workable_by(person).filter(pk__in=numbers[:1]))
    everything = "all" in given
    context = {
        "noun": noun,
        "place": place,
        "picked": [] if everything else numbers,
        "count": len(numbers),
        "everything": everything,
        "at_once": AT_ONCE,
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
    first = next((number for number, _given in _picked(given)), None)
    return Place(key, place.filters, number_of(given.get("at", "")) or place.at or first)
