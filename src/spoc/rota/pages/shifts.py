"""Keeping shifts: added, changed, ended, and taken over from a calendar file."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.rota import access
from spoc.rota.activities import (
    Imported,
    add_shift,
    change_shift,
    end_shift,
    import_shifts,
)
from spoc.rota.forms import ImportForm, ShiftForm, known
from spoc.rota.models import Shift
from spoc.rota.pages.answering import form_page, found, keeper


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Give somebody a shift."""
    viewer = keeper(request)
    beginning = {"team": request.GET.get("team", ""), "starts_on": timezone.localdate(now())}
    form = ShiftForm(request.POST or None, viewer=viewer, initial=beginning)
    made = attempt(form, lambda: _add(form, viewer))
    if made is None:
        return form_page(request, form, _("New shift"))
    messages.success(request, _("The shift is on the rota."))
    return _to_week(made)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a shift."""
    viewer = keeper(request)
    shift = _kept(viewer, pk)
    form = ShiftForm(request.POST or None, viewer=viewer, shift=shift, initial=known(shift))
    if attempt(form, lambda: _change(form, shift, viewer)) is None:
        return form_page(
            request, form, _("Shift of %(name)s") % {"name": shift.person}, shift=shift
        )
    messages.success(request, _("Saved."))
    return _to_week(shift)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a shift come no more from today on."""
    viewer = keeper(request)
    shift = _kept(viewer, pk)
    end_shift(shift, by=viewer, last_on=timezone.localdate(now()) - timedelta(days=1))
    messages.success(request, _("The shift comes no more."))
    return _to_week(shift)


@login_required
@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest) -> HttpResponse:
    """Take shifts over from a calendar file, and say of each event what became of it."""
    viewer = keeper(request)
    form = ImportForm(request.POST or None, request.FILES or None, viewer=viewer)
    events = attempt(form, lambda: _import(form, viewer))
    if events is None:
        return form_page(request, form, _("Take shifts over from a calendar"))
    taken = [event for event in events if event.shift is not None]
    context = {"events": events, "taken": len(taken), "refused": len(events) - len(taken)}
    return render(request, "rota/imported.html", context)


def _kept(viewer: Person, pk: int) -> Shift:
    """Return a shift this person keeps; one they only read is shown in the week."""
    rows = access.shifts_visible_to(viewer).select_related("person", "team")
    shift = found(rows, pk)
    if not access.may_keep(viewer, shift.team_id):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return shift


def _add(form: ShiftForm, viewer: Person) -> Shift:
    return add_shift(form.cleaned_data["person"], by=viewer, planned=form.planned())


def _change(form: ShiftForm, shift: Shift, viewer: Person) -> Shift:
    person = form.cleaned_data["person"]
    return change_shift(shift, by=viewer, person=person, planned=form.planned())


def _import(form: ImportForm, viewer: Person) -> list[Imported]:
    given = form.cleaned_data
    return import_shifts(
        given["team"], by=viewer, raw=form.raw(), planned=form.planned(), person=given["person"]
    )


def _to_week(shift: Shift) -> HttpResponseRedirect:
    key = f"team-{shift.team_id}" if shift.team_id else f"role-{shift.role}"
    return redirect(f"{reverse('rota:week')}?of={key}")
