"""The terms of new services, for whoever decides them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.audit.activities import label
from spoc.kit.errors import NotAllowed
from spoc.people.models import Person
from spoc.requests import proposal_access
from spoc.requests.activities.proposals.terms import LIMITS, change_proposal_terms
from spoc.requests.queries.proposals import terms
from spoc.requests.rules.proposal import CRITERIA
from spoc.site.numbers import numbers_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    """Show and change what the filter weighs and lets pass, and how long one has to answer."""
    person, known = _shaper(request), terms()
    further = {"criteria": [(name, label("criterion", name)) for name in CRITERIA]}
    page = "requests/proposals/terms.html"
    return numbers_page(
        request, page, known, LIMITS, change_proposal_terms, by=person, further=further
    )


def _shaper(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not proposal_access.may_keep_proposals(person):
        raise NotAllowed(_("These terms are set by whoever manages the service."))
    return person
