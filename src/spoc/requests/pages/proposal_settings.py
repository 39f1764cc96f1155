"""The terms of new services, for whoever decides them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.audit.activities import label
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person
from spoc.requests import proposal_access
from spoc.requests.activities.proposals.terms import LIMITS, change_proposal_terms
from spoc.requests.queries.proposals import terms
from spoc.requests.rules.proposal import CRITERIA


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    """Show and change what the filter weighs and lets pass, and how long one has to answer."""
    person, known, refusal = _shaper(request), terms(), None
    if request.method == "POST":
        numbers = {name: _number(request.POST.get(name, "")) for name in LIMITS}
        try:
            change_proposal_terms(known, by=person, numbers=numbers)
        except NotPossible as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect("/settings/proposals")
    context = {
        "terms": {name: getattr(known, name) for name in LIMITS},
        "criteria": [(name, label("criterion", name)) for name in CRITERIA],
        "given": request.POST.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    return render(request, "requests/proposals/terms.html", context, status=422 if refusal else 200)


def _shaper(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not proposal_access.may_keep_proposals(person):
        raise NotAllowed(_("These terms are set by whoever manages the service."))
    return person


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
