"""What was raised to somebody: the list, acknowledging it, what was done; and the procedure."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.keyset import page as page_of
from spoc.people.models import Person
from spoc.requests import ladder_access
from spoc.requests.activities import acknowledge_escalation, act_on_escalation
from spoc.requests.models import Escalation
from spoc.requests.pages.finding import agent
from spoc.requests.pages.ladders import sorted_ladders
from spoc.requests.pages.place import place_of
from spoc.requests.queries.ladders import listed_for
from spoc.requests.queries.ladders_shown import table_of

SHOWN = ("waiting", "told", "owned")
PAGE = 50
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits for the person, what was raised to them, or what was raised on theirs."""
    return render(request, "requests/ladders/escalations.html", _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Draw the list alone: asked for when something in it changed."""
    return render(request, "requests/ladders/_escalations.html", _listed(request))


@login_required
@require_POST
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has it, and go on where one was."""
    by = agent(request)
    row = _found(by, pk)
    acknowledge_escalation(row.support_request, by=by, escalation=row)
    messages.success(request, _("You have it: nobody further up is told."))
    if request.POST.get("from") != "request":
        return redirect("requests:escalations")
    place = place_of(request.POST.get("queue", ""))
    address = f"/requests/{row.support_request_id}"
    return HttpResponseRedirect(f"{address}?queue={place.quoted}" if place.key else address)


@login_required
@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was done about it."""
    by = agent(request)
    row = _found(by, pk)
    refusal = None
    if request.method == "POST":
        said = request.POST.get("action", "")
        try:
            act_on_escalation(row.support_request, by=by, escalation=row, action=said)
        except NotPossible as found:
            refusal = found
        else:
            messages.success(request, _("Noted on the request."))
            return redirect("requests:escalations")
    context = {
        "escalation": row,
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
        "typed": request.POST.get("action", ""),
    }
    status = refusal.status if refusal else 200
    return render(request, "requests/ladders/action.html", context, status=status)


@login_required
@require_safe
def procedure(request: HttpRequest) -> HttpResponse:
    """Publish who hears when: with the roles at the desk, in plain words to everybody else."""
    person = request.user
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    is_desk = ladder_access.may_read_names(person)
    general, own = sorted_ladders(person)
    words = "ladder_role" if is_desk else "ladder_customer"
    context = {
        "general": general,
        "rows": table_of(general, words=words),
        "apart": [(each, table_of([each], words=words)) for each in (own if is_desk else general)],
        "changed_at": max((each.changed_at for each in general), default=None),
        "version": sum(each.version for each in general),
        "may_keep": is_desk and ladder_access.may_keep_ladders(person),
    }
    face = "procedure" if is_desk else "published"
    return render(request, f"requests/ladders/{face}.html", context)


def _listed(request: HttpRequest) -> dict[str, object]:
    show = request.GET.get("show", SHOWN[0])
    show = show if show in SHOWN else SHOWN[0]
    found = page_of(
        listed_for(agent(request), show), ("-id",), size=PAGE, after=request.GET.get("after")
    )
    return {"show": show, "page": found, "after": request.GET.get("after", "")}


def _found(by: Person, pk: int) -> Escalation:
    row = ladder_access.visible_to(by).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row
