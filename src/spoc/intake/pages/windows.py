"""The settings of maintenance: whoever works at the desk looks, who coordinates plans."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.intake import alarm_access as access
from spoc.intake.activities import change_window, end_window, plan_window
from spoc.intake.alarm_queries import kept_quiet
from spoc.intake.forms import WindowForm, known
from spoc.intake.models import MaintenanceWindow
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.keyset import page
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person

PAGE_SIZE = 50
ORDER = ("-ends_at", "-id")
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List maintenance: what is to come and lasts first, then what is over."""
    viewer, moment = _reader(request), now()
    found = access.windows_visible_to(viewer).select_related("service", "item", "by")
    listed = page(found, ORDER, size=PAGE_SIZE, after=request.GET.get("after"))
    counts = kept_quiet(listed.rows)
    context = {
        "rows": [(row, _state(row), counts.get(row.pk, 0)) for row in listed.rows],
        "next": listed.next,
        "moment": moment,
        "may_plan": access.may_plan_windows(viewer),
    }
    return render(request, "intake/windows/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan maintenance."""
    viewer = _planner(request)
    form = WindowForm(request.POST or None, viewer=viewer, initial=known(None))

    def plan() -> MaintenanceWindow:
        said = form.cleaned_data["reason"]
        return plan_window(said, by=viewer, particulars=form.particulars())

    if attempt(form, plan) is None:
        return _form(request, form, _("Plan maintenance"))
    messages.success(request, _("The maintenance is planned: its alarms become no incidents."))
    return redirect("intake:windows")


@login_required
@require_http_methods(["GET", "POST"])
def window(request: HttpRequest, pk: int) -> HttpResponse:
    """Show maintenance, or change it."""
    viewer = _planner(request)
    row = _found(viewer, pk)
    form = WindowForm(request.POST or None, viewer=viewer, initial=known(row))

    def change() -> MaintenanceWindow:
        said = form.cleaned_data["reason"]
        return change_window(row, by=viewer, reason=said, particulars=form.particulars())

    if attempt(form, change) is None:
        return _form(request, form, str(row), row)
    messages.success(request, _("Saved."))
    return redirect("intake:windows")


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End maintenance now."""
    viewer = _planner(request)
    end_window(_found(viewer, pk), by=viewer)
    messages.success(request, _("It is over: what still fires becomes an incident in a minute."))
    return redirect("intake:windows")


def _reader(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person) or not access.may_read_windows(request.user):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return request.user


def _planner(request: HttpRequest) -> Person:
    viewer = _reader(request)
    words = _("Maintenance is planned by incident coordinators: ask one of them.")
    demand(access.may_plan_windows(viewer), words)
    return viewer


def _found(viewer: Person, pk: int) -> MaintenanceWindow:
    rows = access.windows_visible_to(viewer).select_related("service", "item")
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _state(row: MaintenanceWindow) -> str:
    if row.is_on(now()):
        return "on"
    return "over" if row.ends_at <= now() else "planned"


def _form(
    request: HttpRequest, form: WindowForm, subject: str, row: MaintenanceWindow | None = None
) -> HttpResponse:
    is_open = row is not None and row.ends_at > now()
    context = {"form": form, "subject": subject, "window": row, "may_end": is_open}
    status = 422 if form.is_bound else 200
    return render(request, "intake/windows/form.html", context, status=status)
