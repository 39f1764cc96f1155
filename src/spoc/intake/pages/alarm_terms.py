"""The terms of alarms, for whoever decides them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.intake import alarm_access as access
from spoc.intake.activities import ALARM_LIMITS, change_alarm_terms
from spoc.intake.alarm_queries import alarm_terms
from spoc.kit.errors import NotAllowed
from spoc.people.models import Person
from spoc.site.numbers import numbers_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    """Show and change from where on alarms come and go too often, or are one storm."""
    person, known = _shaper(request), alarm_terms()
    return numbers_page(
        request, "intake/alarms/terms.html", known, ALARM_LIMITS, change_alarm_terms, by=person
    )


def _shaper(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not access.may_keep_alarm_terms(person):
        raise NotAllowed(_("These terms are set by whoever manages the desk, or administers."))
    return person
