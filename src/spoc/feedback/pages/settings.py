"""The terms of surveys and complaints, for whoever decides them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.feedback import access
from spoc.feedback.activities import LIMITS, change_feedback_terms
from spoc.feedback.queries import terms
from spoc.kit.errors import NotAllowed
from spoc.people.models import Person
from spoc.site.numbers import numbers_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    """Show and change when people are asked, and how long a complaint takes at most."""
    person, known = _shaper(request), terms()
    return numbers_page(
        request, "feedback/terms.html", known, LIMITS, change_feedback_terms, by=person
    )


def _shaper(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not access.may_keep_settings(person):
        raise NotAllowed(_("These terms are set by whoever manages the service."))
    return person
