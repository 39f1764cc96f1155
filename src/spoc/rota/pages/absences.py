"""Absences: one's own, those of whom one keeps the rota, and taking them back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.attempt import attempt
from spoc.people.models import Person
from spoc.rota import access
from spoc.rota.activities import note_absence, withdraw_absence
from spoc.rota.forms import AbsenceForm
from spoc.rota.models import Absence
from spoc.rota.pages.answering import (
    colleague,
    form_page,
    found,
    keeper,
    own_form_page,
)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Note that somebody is away."""
    viewer = keeper(request)
    form = AbsenceForm(request.POST or None, people=access.people_kept_by(viewer))
    if attempt(form, lambda: _note(form, form.cleaned_data["person"], viewer)) is None:
        return form_page(request, form, _("New absence"))
    messages.success(request, _("The absence is noted."))
    return redirect("rota:week")


@login_required
@require_http_methods(["GET", "POST"])
def new_own(request: HttpRequest) -> HttpResponse:
    """Note that one is away oneself."""
    viewer = colleague(request)
    form = AbsenceForm(request.POST or None, people=None)
    if attempt(form, lambda: _note(form, viewer, viewer)) is None:
        return own_form_page(request, form, _("You are away"))
    messages.success(request, _("The absence is noted."))
    return redirect("rota:own")


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    viewer = colleague(request)
    rows = access.absences_visible_to(viewer).select_related("person")
    absence = withdraw_absence(found(rows, pk), by=viewer)
    messages.success(request, _("The absence is taken back."))
    return redirect("rota:own" if absence.person_id == viewer.pk else "rota:week")


def _note(form: AbsenceForm, person: Person, viewer: Person) -> Absence:
    return note_absence(person, by=viewer, leave=form.leave(person))
