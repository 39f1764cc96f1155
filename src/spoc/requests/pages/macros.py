"""Macros on a request: which there are, what one would do, and doing it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.errors import NotFound, NotPossible, Refusal, Stale
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.macro_access import macros_visible_to
from spoc.requests.models import Macro, MacroUse, SupportRequest
from spoc.requests.pages.finding import agent, found
from spoc.requests.pages.place import Place, place_of
from spoc.requests.queries.macro_shown import lines_of
from spoc.requests.queries.macros import macros_for

LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest, number: int) -> HttpResponse:
    """Show the macros, first those that helped with requests like this one."""
    return render(request, "requests/macros/list.html", _listed(request, number))


@login_required
@require_safe
def found_macros(request: HttpRequest, number: int) -> HttpResponse:
    """Show the macros that fit what was typed alone."""
    return render(request, "requests/macros/_found.html", _listed(request, number))


@login_required
@require_http_methods(["GET", "POST"])
def macro(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Show what a macro would do here, or do it."""
    support_request, person = _worked(request, number), agent(request)
    row, place = macro_found(person, pk), _place(request)
    if request.method != "POST":
        return _preview(request, support_request, row)
    try:
        use = activities.run_macro(support_request, by=person, macro=row)
    except (NotPossible, Stale) as refusal:
        return _preview(request, support_request, row, refusal)
    said = {"macro": str(row), "number": support_request.reference}
    undo = f"{_at('macro-undoing', number, use.pk)}?{urlencode({'queue': place.mark})}"
    words = _("%(macro)s was run on %(number)s.") % said
    messages.success(request, words, extra_tags=undo if use.back else "")
    return HttpResponseRedirect(_back(person, support_request, place))


@login_required
@require_POST
def undoing(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Take back what a macro just did."""
    support_request, person = _worked(request, number), agent(request)
    use = support_request.macro_uses.filter(pk=pk, by=person).first() if pk < LARGEST else None
    if not isinstance(use, MacroUse):
        raise NotFound(_("It was undone already."))
    try:
        activities.undo_macro(support_request, by=person, use=use)
    except (NotPossible, Stale) as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("%(number)s is as it was.") % {"number": f"R-{number}"})
    return HttpResponseRedirect(_back(person, support_request, _place(request)))


def macro_found(person: Person, pk: int) -> Macro:
    """Return the macro of this number if the person may use it."""
    row = macros_visible_to(person).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is no such macro: it was taken out of use, or is not yours."))
    return row


def _listed(request: HttpRequest, number: int) -> dict[str, object]:
    support_request, person = _worked(request, number), agent(request)
    words, place = request.GET.get("words", "")[:100], _place(request)
    return {
        "sr": support_request,
        "place": place,
        "back": _back(person, support_request, place),
        "words": words,
        "offered": macros_for(person, words, support_request),
        "address": f"/requests/{number}/macros",
        "hidden": [("queue", place.mark)],
    }


def _preview(
    request: HttpRequest,
    support_request: SupportRequest,
    row: Macro,
    refusal: Refusal | None = None,
) -> HttpResponse:
    person, place = agent(request), _place(request)
    context = {
        "sr": support_request,
        "macro": row,
        "lines": lines_of(row, person, support_request),
        "refusal": refusal,
        "wrong": {},
        "address": _at("macro", support_request.pk, row.pk),
        "hidden": [("queue", place.mark)],
        "back": _back(person, support_request, place),
        "count": 1,
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/macros/run.html", context, status=status)


def _worked(request: HttpRequest, number: int) -> SupportRequest:
    support_request = found(request, number)
    access.demand_work(agent(request), support_request)
    return support_request


def _place(request: HttpRequest) -> Place:
    given = request.POST if "queue" in request.POST else request.GET
    return place_of(given.get("queue", ""))


def _back(person: Person, support_request: SupportRequest, place: Place) -> str:
    """Return where to go on: the row of the queue one stands in, or the request itself."""
    if place.at or not access.visible_to(person).filter(pk=support_request.pk).exists():
        return place.address
    query = f"?queue={place.quoted}" if place.key else ""
    return f"/requests/{support_request.pk}{query}"


def _at(name: str, number: int, pk: int) -> str:
    return reverse(f"requests:{name}", kwargs={"number": number, "pk": pk})
