"""Vouching for one's people: who waits for their manager to say that it is them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.often import demand_seldom
from spoc.people.models import Person
from spoc.workflow import identity_access as access
from spoc.workflow.activities.identity import vouch
from spoc.workflow.models import IdentityCheck

MOST_SHOWN = 50
MOST_ANSWERED, AN_HOUR = 30, 3600


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List who waits."""
    rows = access.waiting_for(_manager(request)).select_related("person").order_by("-begun_at")
    return render(request, "workflow/identity/vouching.html", {"rows": rows[:MOST_SHOWN]})


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the code that one of one's people told."""
    manager = _manager(request)
    check = access.waiting_for(manager).select_related("person").filter(pk=pk).first()
    if check is None:
        raise NotFound(_("Nobody waits for this any more."))
    demand_seldom(request, "vouching", most=MOST_ANSWERED, seconds=AN_HOUR)
    check = vouch(check, by=manager, code=request.POST.get("code", "")[:20])
    name = {"name": check.person.name if check.person else ""}
    if check.state == IdentityCheck.State.PROVEN:
        messages.success(request, _("You vouched for %(name)s.") % name)
    else:
        messages.error(request, _("That is not the code %(name)s was shown.") % name)
    return redirect("workflow:vouching")


def _manager(request: HttpRequest) -> Person:
    person = request.user
    if isinstance(person, Person) and access.is_manager(person):
        return person
    raise NotAllowed(_("Only who answers for an organisation vouches for its people."))
