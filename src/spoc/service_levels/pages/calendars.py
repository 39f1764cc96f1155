"""The settings of calendars: when promises run, and what a change does before it is made."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.time import now
from spoc.service_levels.access import calendars_visible_to, may_shape
from spoc.service_levels.activities import add_calendar
from spoc.service_levels.forms.calendar import CalendarForm
from spoc.service_levels.models import Calendar
from spoc.service_levels.pages.changing import change, seen, unseen
from spoc.service_levels.pages.readers import found, reader, shaper
from spoc.service_levels.queries.calendars import Effect, calendar_rows
from spoc.service_levels.queries.years import drawn_year

YEARS = range(1970, 2101)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the calendars."""
    viewer = reader(request)
    rows = calendar_rows(calendars_visible_to(viewer))
    context = {"calendars": rows, "may_shape": may_shape(viewer)}
    return render(request, "service_levels/calendars.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_calendar(request: HttpRequest) -> HttpResponse:
    """Write a calendar down."""
    viewer = shaper(request)
    form = CalendarForm(request.POST or None)
    if "more" in request.POST:
        return _form(request, form, None)
    made = attempt(form, lambda: add_calendar(viewer, by=viewer, hours=form.hours()))
    if made is None:
        return _form(request, form, None)
    messages.success(request, _("The calendar is there. See whether the year is right."))
    return redirect("service_levels:year", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a calendar: what that does to running clocks is shown first."""
    viewer = shaper(request)
    row = found(calendars_visible_to(viewer), pk)
    form = CalendarForm(request.POST or None, calendar=row)
    if request.method == "GET" or "more" in request.POST or not form.is_valid():
        return _form(request, form, row)
    effect = unseen(request, row, form.hours(), viewer)
    if effect is not None:
        return _form(request, form, row, effect)
    if attempt(form, lambda: change(request, row, form.hours(), viewer)) is None:
        return _form(request, form, row)
    return redirect("service_levels:calendars")


@login_required
@require_safe
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a year of a calendar, month by month, and in words."""
    viewer = reader(request)
    row = found(calendars_visible_to(viewer), pk)
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isdecimal() and len(asked) == 4 else now().year
    number = min(max(number, YEARS[0]), YEARS[-1])
    context = {
        "calendar": row,
        "year": drawn_year(row, number),
        "may_shape": may_shape(viewer),
    }
    return render(request, "service_levels/year.html", context)


def _form(
    request: HttpRequest, form: CalendarForm, row: Calendar | None, effect: Effect | None = None
) -> HttpResponse:
    """Draw the form; what was refused is answered so, what is shown before saving is not."""
    hours = form.hours() if effect is not None else None
    context = {"form": form, "calendar": row, **seen(request, row, hours, effect)}
    is_refused = form.is_bound and effect is None and "more" not in request.POST
    status = 422 if is_refused else 200
    return render(request, "service_levels/calendar.html", context, status=status)
