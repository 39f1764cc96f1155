"""The settings of what comes back by itself: the list, and a page for each with its moments."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit import keyset
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.activities.recurrences import settle
from spoc.requests.field_access import recurrences_shaped_by
from spoc.requests.forms.recurrence import RecurrenceForm, known_recurrence
from spoc.requests.models import Recurrence
from spoc.requests.pages.templates import keeper
from spoc.requests.queries.recurrences import next_moments

LARGEST = 2**63
PAGE = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what comes back, the newest first."""
    rows = recurrences_shaped_by(keeper(request))
    rows = rows.select_related("template", "requester", "last_request")
    found = keyset.page(rows, ("-id",), size=PAGE, after=request.GET.get("after") or None)
    context = {"recurrences": found.rows, "next": found.next}
    return render(request, "requests/recurring/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_recurrence(request: HttpRequest) -> HttpResponse:
    """Let a request come back, or look at its moments first."""
    viewer = keeper(request)
    given = {"template": request.GET.get("template"), "zone": viewer.lives_in}
    form = RecurrenceForm(request.POST or None, viewer=viewer, initial=given)
    if "look" in request.POST:
        return _page(request, form, None, _looked_at(form))
    if attempt(form, lambda: _add(form, viewer)) is None:
        return _page(request, form, None, ())
    messages.success(request, _("It comes back by itself now."))
    return redirect("requests:recurring")


@login_required
@require_http_methods(["GET", "POST"])
def recurrence(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what comes back, or look at its moments first."""
    viewer = keeper(request)
    row = _found(viewer, pk)
    form = RecurrenceForm(request.POST or None, viewer=viewer, initial=known_recurrence(row))
    if "look" in request.POST:
        return _page(request, form, row, _looked_at(form))
    if attempt(form, lambda: _change(row, form, viewer)) is None:
        moments = next_moments(row, now()) if row.state == "active" else ()
        return _page(request, form, row, moments)
    messages.success(request, _("Saved."))
    return redirect("requests:recurring")


@login_required
@require_POST
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause it, let it go on, or end it."""
    viewer = keeper(request)
    row = _found(viewer, pk)
    activities.set_recurrence(row, by=viewer, state=request.POST.get("to", ""))
    words = {
        "active": _("%(name)s comes back again."),
        "paused": _("%(name)s is paused."),
        "ended": _("%(name)s has ended."),
    }
    messages.success(request, words[row.state] % {"name": row})
    return redirect("requests:recurring")


def _add(form: RecurrenceForm, viewer: Person) -> Recurrence:
    given = form.particulars()
    return activities.add_recurrence(given.pop("template"), by=viewer, **given)


def _change(row: Recurrence, form: RecurrenceForm, viewer: Person) -> Recurrence:
    return activities.change_recurrence(row, by=viewer, **form.particulars())


def _looked_at(form: RecurrenceForm) -> Sequence[datetime]:
    """Return the next moments of what is typed; none where it is no rule, which the form says."""
    return attempt(form, lambda: _moments(Recurrence(**form.particulars()))) or ()


def _moments(draft: Recurrence) -> list[datetime]:
    return next_moments(settle(draft), now())


def _found(viewer: Person, pk: int) -> Recurrence:
    rows = recurrences_shaped_by(viewer).select_related("template", "requester", "calendar")
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _page(
    request: HttpRequest, form: RecurrenceForm, row: Recurrence | None, moments: Sequence[datetime]
) -> HttpResponse:
    context = {"form": form, "recurrence": row, "moments": moments}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "requests/recurring/recurrence.html", context, status=status)
