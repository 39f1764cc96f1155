"""The guides that were used for a request: whoever asked says whether they helped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.knowledge.activities import judge_use
from spoc.knowledge.help_visit import person_of
from spoc.knowledge.models import Use
from spoc.knowledge.portal.articles import LARGEST, gone
from spoc.knowledge.queries.judgeable import open_to_requester
from spoc.knowledge.words import OUTCOME
from spoc.requests.models import SupportRequest
from spoc.requests.queries.own import own


@login_required
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether the guides that we used helped."""
    support_request, uses = _found(request, number)
    outcomes = [(code, label) for code, label in OUTCOME.items() if code]
    context = {"support_request": support_request, "uses": uses, "outcomes": outcomes}
    return render(request, "knowledge/portal/used.html", context)


@login_required
@require_POST
def outcome(request: HttpRequest, number: int, use: int) -> HttpResponse:
    """Keep what the requester says of one."""
    person, (_support_request, uses) = person_of(request), _found(request, number)
    found = next((each for each in uses if each.pk == use), None)
    if found is None or person is None:
        raise gone()
    judge_use(found, by=person, outcome=request.POST.get("outcome", ""))
    messages.success(request, _("Good. Thank you for telling us."))
    return HttpResponseRedirect(reverse("knowledge:portal-used", kwargs={"number": number}))


def _found(request: HttpRequest, number: int) -> tuple[SupportRequest, list[Use]]:
    """Return a request of theirs that is resolved, and what they may say of it."""
    person = person_of(request)
    rows = own(person).filter(status__in=("resolved", "closed")) if person else None
    found = rows.filter(pk=number).first() if rows is not None and number <= LARGEST else None
    if found is None or person is None:
        raise gone()
    return found, open_to_requester(found, person)
