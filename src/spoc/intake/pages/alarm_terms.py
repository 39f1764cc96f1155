"""The terms of alarms, for whoever decides them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.intake import alarm_access as access
from spoc.intake.activities import ALARM_LIMITS, change_alarm_terms
from spoc.intake.alarm_queries import alarm_terms
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_terms(request: HttpRequest) -> HttpResponse:
    """Show and change from where on alarms come and go too often, or are one storm."""
    person, known, refusal = _shaper(request), alarm_terms(), None
    if request.method == "POST":
        numbers = {name: _number(request.POST.get(name, "")) for name in ALARM_LIMITS}
        try:
            change_alarm_terms(known, by=person, numbers=numbers)
        except NotPossible as refused:
            refusal = refused
        else:
            messages.success(request, _("Saved."))
            return redirect("intake:alarm-terms")
    context = {
        "terms": {name: getattr(known, name) for name in ALARM_LIMITS},
        "given": request.POST.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    return render(request, "intake/alarms/terms.html", context, status=422 if refusal else 200)


def _shaper(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not access.may_keep_alarm_terms(person):
        raise NotAllowed(_("These terms are set by whoever manages the desk, or administers."))
    return person


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
