"""The handovers of a request, one of them with its thread, and writing a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.errors import NotPossible
from spoc.requests.models import SupportRequest
from spoc.suppliers import access, activities
from spoc.suppliers.models import Handover
from spoc.suppliers.pages.finding import agent, handover_found, request_found
from spoc.suppliers.pages.steps import offered
from spoc.suppliers.pages.typed import order_of
from spoc.suppliers.queries import handovers_of
from spoc.suppliers.shown import clocks_shown, thread_shown
from spoc.ui.topics import sign


@login_required
@require_safe
def index(request: HttpRequest, number: int) -> HttpResponse:
    """List the handovers of a request."""
    support_request = request_found(request, number)
    return render(request, "suppliers/handovers.html", _listed(request, support_request))


@login_required
@require_safe
def rows(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the handovers of a request alone, as its page shows them."""
    support_request = request_found(request, number)
    return render(request, "suppliers/_rows.html", _listed(request, support_request))


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Write what a supplier is to do; send it, or keep it as a draft."""
    support_request = request_found(request, number)
    if request.method != "POST":
        return _form(request, support_request)
    by = agent(request)
    try:
        made = activities.hand_over(support_request, by=by, order=order_of(request))
    except NotPossible as refusal:
        return _form(request, support_request, refusal)
    if request.POST.get("then") == "keep":
        messages.success(request, _("The draft is kept."))
        return HttpResponseRedirect(f"/handovers/{made.pk}")
    activities.send_handover(made, by=by)
    messages.success(request, _("It is on its way to %(name)s.") % {"name": made.supplier.name})
    return HttpResponseRedirect(f"/requests/{number}")


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a handover with all that was said."""
    handover = handover_found(request, pk)
    shown = _shown(request, handover)
    topics = [f"handover-{pk}"]
    context = {**shown, "live_topics": [sign(topic, agent(request).pk) for topic in topics]}
    return render(request, "suppliers/handover.html", context)


@login_required
@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a handover alone: asked for when something in it changed."""
    handover = handover_found(request, pk)
    return render(request, "suppliers/_handover.html", _shown(request, handover))


def _listed(request: HttpRequest, support_request: SupportRequest) -> dict[str, object]:
    person = agent(request)
    found = list(handovers_of(support_request, person))
    return {
        "sr": support_request,
        "rows": [(handover, clocks_shown(handover)) for handover in found],
        "may_hand_over": access.may_hand_over(person, support_request),
    }


def _shown(request: HttpRequest, handover: Handover) -> dict[str, object]:
    person = agent(request)
    return {
        "handover": handover,
        "parent": handover.parent,
        "clocks": clocks_shown(handover),
        "thread": thread_shown(handover, person),
        "steps": offered(handover, person),
        "may_work": access.may_work(person, handover),
    }


def _form(
    request: HttpRequest, support_request: SupportRequest, refusal: NotPossible | None = None
) -> HttpResponse:
    by = agent(request)
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "sr": support_request,
        "given": given.dict(),
        "chosen_files": given.getlist("files"),
        "suppliers": access.suppliers_offered_to(by).order_by("sort_name"),
        "files": access.files_to_share(by, support_request).order_by("id"),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "suppliers/new.html", context, status=status)
