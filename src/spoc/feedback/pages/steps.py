"""The steps of a complaint as the desk takes them: each a noun with a form, posted to do it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spoc.feedback import access
from spoc.feedback import activities as do
from spoc.feedback.activities import Response
from spoc.feedback.models import Complaint
from spoc.feedback.pages.finding import agent, complaint_found
from spoc.feedback.queries.who import answerers
from spoc.feedback.rules import CATEGORIES, SEVERITIES
from spoc.kit.errors import NotFound, NotPossible
from spoc.people.models import Person

Given = dict[str, str]
Act = Callable[[Complaint, Person, Given], object]
May = Callable[[Person, Complaint], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its words, which move it is, who may take it, what it does, and what it asks for."""

    title: str | Promise
    verb: str
    may: May
    act: Act
    asks: tuple[str, ...] = ()
    is_next: bool = True


def _described(complaint: Complaint, by: Person, given: Given) -> object:
    version = given.get("version", "")
    return do.describe_complaint(
        complaint,
        by=by,
        category=given.get("category"),
        severity=given.get("severity"),
        owner=_owner(complaint, given),
        version=int(version) if version.isdecimal() and len(version) < 10 else None,
    )


def _responded(complaint: Complaint, by: Person, given: Given) -> object:
    names = ("words", "findings", "remedy", "improvement")
    response = Response(**{name: given.get(name, "") for name in names})
    return do.respond_to_complaint(complaint, by=by, response=response)


def _owner(complaint: Complaint, given: Given) -> Person | None:
    chosen = given.get("owner", "")
    return next((each for each in answerers(complaint) if str(each.pk) == chosen), None)


def _decides_for_them(person: Person, complaint: Complaint) -> bool:
    return person.pk != complaint.person_id and access.may_decide(person, complaint)


STEPS = {
    "acknowledgement": Step(
        gettext_lazy("Acknowledge it"),
        "acknowledge",
        access.may_acknowledge,
        lambda each, by, given: do.acknowledge_complaint(each, by=by, owner=_owner(each, given)),
        ("owner",),
    ),
    "investigation": Step(
        gettext_lazy("Look into it"),
        "investigate",
        access.may_handle,
        lambda each, by, given: do.investigate_complaint(each, by=by),
    ),
    "response": Step(
        gettext_lazy("Respond to it"), "respond", access.may_handle, _responded, ("response",)
    ),
    "settlement": Step(
        gettext_lazy("Have the last word"),
        "settle",
        access.may_settle,
        lambda each, by, given: do.settle_complaint(each, by=by, words=given.get("words", "")),
        ("settlement",),
    ),
    "acceptance": Step(
        gettext_lazy("They accept it"),
        "accept",
        _decides_for_them,
        lambda each, by, given: do.accept_response(each, by=by),
        is_next=False,
    ),
    "objection": Step(
        gettext_lazy("They do not accept it"),
        "escalate",
        _decides_for_them,
        lambda each, by, given: do.escalate_complaint(each, by=by, words=given.get("words", "")),
        ("objection",),
        is_next=False,
    ),
    "description": Step(
        gettext_lazy("Sort it"), "", access.may_handle, _described, ("sorts", "owner"), False
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int, noun: str) -> HttpResponse:
    """Show the form of a step, or take it."""
    complaint, chosen = complaint_found(request, pk), STEPS.get(noun)
    if chosen is None or (request.method != "POST" and not chosen.asks):
        raise NotFound(_("There is no such step."))
    if request.method != "POST":
        return _form(request, complaint, noun, chosen)
    try:
        chosen.act(complaint, agent(request), request.POST.dict())
    except NotPossible as refusal:
        if not chosen.asks:
            raise
        return _form(request, complaint, noun, chosen, refusal)
    messages.success(
        request, _("It is written down in %(number)s.") % {"number": complaint.reference}
    )
    return HttpResponseRedirect(f"/complaints/{pk}")


def offered(complaint: Complaint, person: Person) -> list[tuple[str, Step]]:
    """Return the steps this person may take now, with their nouns."""
    return [
        (noun, each)
        for noun, each in STEPS.items()
        if (complaint.allows(each.verb) if each.verb else complaint.is_open)
        and each.may(person, complaint)
    ]


def _form(
    request: HttpRequest,
    complaint: Complaint,
    noun: str,
    chosen: Step,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    begins = {"category": complaint.category, "severity": complaint.severity}
    owners = answerers(complaint)
    me = [each.pk for each in owners if each.pk == agent(request).pk]
    owner = complaint.owner_id or next(iter([*me, *(each.pk for each in owners)]), "")
    context = {
        "complaint": complaint,
        "noun": noun,
        "step": chosen,
        "given": {**begins, "owner": str(owner), **request.POST.dict()},
        "owners": [(each.pk, each.name) for each in owners],
        "categories": CATEGORIES,
        "severities": SEVERITIES,
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "feedback/step.html", context, status=status)
