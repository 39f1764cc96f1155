"""The steps of a major incident: each a noun with a form, posted to take it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import label
from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.time import now
from spoc.people.access import communities_visible_to
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.pages.finding import agent
from spoc.requests.pages.major import given as acts
from spoc.requests.pages.major.finding import request_found
from spoc.requests.queries.major import coordinator_for, leaders, major_of, terms
from spoc.requests.rules import CLOSURE_CODES, METHODS
from spoc.requests.rules.guards import VERIFICATIONS
from spoc.rota.access import at_desk


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its title, what it does with what was posted, and whether it asks anything."""

    title: object
    act: acts.Act
    has_form: bool = True


STEPS = {
    "proposal": Step(_("Propose as a major incident"), acts.propose),
    "declaration": Step(_("Declare a major incident"), acts.declare),
    "decline": Step(_("No major incident"), acts.decline),
    "update": Step(_("Give word"), acts.update),
    "restoration": Step(_("The service is back"), acts.restore),
    "coordination": Step(_("Change the coordinator"), acts.coordinate),
    "downgrade": Step(_("No major incident any more"), acts.downgrade),
    "review": Step(_("Hold the review"), acts.review),
    "closing": Step(_("Close the major incident"), acts.close, has_form=False),
}


@login_required
def step(request: HttpRequest, number: int, noun: str) -> HttpResponse:
    """Show the form of a step, or take it."""
    support_request = request_found(request, number)
    chosen = STEPS.get(noun)
    if chosen is None or (request.method != "POST" and not chosen.has_form):
        raise NotFound(str(_("There is no such step.")))
    if request.method != "POST":
        return _form(request, support_request, noun, chosen)
    communities = request.POST.getlist("communities")
    try:
        said = chosen.act(support_request, agent(request), request.POST.dict(), communities)
    except NotPossible as refusal:
        if not chosen.has_form:
            raise
        return _form(request, support_request, noun, chosen, refusal)
    messages.success(request, said)
    return HttpResponseRedirect(f"/major/{number}")


def _form(
    request: HttpRequest,
    support_request: SupportRequest,
    noun: str,
    chosen: Step,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    major = major_of(support_request)
    context = {
        "sr": support_request,
        "major": major,
        "noun": noun,
        "title": chosen.title,
        "back": f"/major/{support_request.pk}" if major else f"/requests/{support_request.pk}",
        "given": given.dict(),
        "chosen_communities": given.getlist("communities"),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
        "languages": settings.LANGUAGES,
        "this_minute": timezone.localtime(now()).strftime("%Y-%m-%dT%H:%M"),
        **_asked(support_request, noun, agent(request)),
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/major/step.html", context, status=status)


def _asked(support_request: SupportRequest, noun: str, person: Person) -> dict[str, object]:
    """Return what the form of a step offers to choose from."""
    if noun == "review":
        people = [(str(each.pk), each.name) for each in at_desk().order_by("sort_name")]
        return {"people": people, "places": range(acts.ACTIONS_ASKED)}
    if noun == "restoration":
        return {
            "verifications": _labelled("verification", VERIFICATIONS),
            "methods": _labelled("method", METHODS),
            "closure_codes": _labelled("closure", CLOSURE_CODES),
        }
    if noun not in ("declaration", "coordination"):
        return {}
    on_duty = coordinator_for(support_request, now())
    return {
        "leaders": [(str(each.pk), each.name) for each in leaders()],
        "on_duty": str(on_duty.pk) if on_duty else "",
        "communities": list(communities_visible_to(person).order_by("name")),
        "cadence": terms().cadence_minutes,
    }


def _labelled(table: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, label(table, code)) for code in codes]
