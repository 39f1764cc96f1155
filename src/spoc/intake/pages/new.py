"""Taking something in: the whole form, and its parts as they are typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spoc.catalogue.models import Service
from spoc.catalogue.queries import guide, service_by_key
from spoc.intake.activities import take_call
from spoc.intake.pages.given import call_of, is_to_be_declined
from spoc.intake.pages.known import use_chosen
from spoc.intake.pages.shown import (
    caller_of,
    callers_shown,
    entitlement_shown,
    what_shown,
)
from spoc.intake.pages.templated import begun_from, templates_offered
from spoc.intake.suggesting import settle
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.queries.banners import on_top

GUIDED = ("type", "service", "category")


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Show the intake form, or write down what was taken in."""
    person = _agent(request)
    if request.method != "POST":
        return _form(request, begun_from(person, request.GET.dict()))
    given = request.POST.dict()
    if given.get("then") == "guide":
        return _form(request, _answered(given))
    if given.get("then") == "template":
        return _form(request, begun_from(person, given))
    try:
        made = take_call(person, by=person, call=call_of(person, given))
    except NotPossible as refusal:
        return _form(request, given, refusal)
    if made.type != "unclassified":
        settle(made, by=person)
    use_chosen(made, by=person, given=given)
    if is_to_be_declined(given):
        return HttpResponseRedirect(f"/requests/{made.pk}/decline")
    solved = made.status == "resolved"
    words = _("%(number)s is saved and resolved.") if solved else _("%(number)s is saved.")
    messages.success(request, words % {"number": made.reference})
    return HttpResponseRedirect(f"/requests/{made.pk}")


@login_required
@require_GET
def callers(request: HttpRequest) -> HttpResponse:
    """Draw who it may be, as the name or number is typed."""
    given = request.GET.dict()
    who = callers_shown(_agent(request), given)
    context = {**who, **entitlement_shown(given, who["caller"], _service(given))}
    return render(request, "intake/_callers_anew.html", context)


@login_required
@require_GET
def reading(request: HttpRequest) -> HttpResponse:
    """Draw how the words are read, and what may be the same thing, as they are typed."""
    context = what_shown(_agent(request), request.GET.dict())
    return render(request, "intake/_reading_anew.html", context)


@login_required
@require_GET
def guided(request: HttpRequest) -> HttpResponse:
    """Draw the guided questions one answer further, and what they make of the reading."""
    context = what_shown(_agent(request), _answered(request.GET.dict()))
    return render(request, "intake/_guide_anew.html", context)


@login_required
@require_GET
def entitlement(request: HttpRequest) -> HttpResponse:
    """Draw whether the one chosen is entitled to the service chosen."""
    given = request.GET.dict()
    caller = caller_of(_agent(request), given)
    context = entitlement_shown(given, caller, _service(given))
    return render(request, "intake/_entitlement.html", context)


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not access.may_register(person):
        raise NotAllowed(_("This is the desk's own page: ask under Ask for something."))
    return person


def _form(
    request: HttpRequest, given: dict[str, str], refusal: NotPossible | None = None
) -> HttpResponse:
    person = _agent(request)
    context = {
        **callers_shown(person, given),
        **what_shown(person, given),
        "majors": on_top(person),
        "given": given,
        "templates": templates_offered(person),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
        "channels": [("phone", _("Call")), ("walk_in", _("Walk-in")), ("chat", _("Chat"))],
    }
    status = refusal.status if refusal else 200
    return render(request, "intake/new.html", context, status=status)


def _service(given: dict[str, str]) -> Service | None:
    return service_by_key(given.get("service", ""))


def _answered(given: dict[str, str]) -> dict[str, str]:
    """Return what was given without what the questions just said: an answer speaks last."""
    if guide(given).ending is None:
        return given
    return {name: value for name, value in given.items() if name not in GUIDED}
