"""Filling a calendar with public holidays: reviewed, then closed on."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.kit.attempt import attempt
from spoc.service_levels.access import calendars_visible_to
from spoc.service_levels.forms.holidays import HolidaysForm
from spoc.service_levels.pages.changing import change, seen, unseen
from spoc.service_levels.pages.readers import found, shaper


@login_required
@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest, pk: int) -> HttpResponse:
    """Review the public holidays of a country, and close on those that are chosen."""
    viewer = shaper(request)
    row = found(calendars_visible_to(viewer), pk)
    form = HolidaysForm(request.GET.dict(), calendar=row)
    chosen = request.POST.getlist("day") if request.method == "POST" else None
    hours = form.hours(chosen) if chosen else None
    effect = unseen(request, row, hours, viewer) if hours else None
    if hours and effect is None and attempt(form, lambda: change(request, row, hours, viewer)):
        return redirect("service_levels:year", pk=row.pk)
    context = {
        "form": form,
        "calendar": row,
        "offered": form.offered(chosen),
        "is_asked": form.is_bound,
        "wrong": "" if chosen is None or hours else _("Choose at least one day to close on."),
        **seen(request, row, hours, effect),
    }
    is_refused = chosen is not None and effect is None
    status = 422 if is_refused else 200
    return render(request, "service_levels/holidays.html", context, status=status)
