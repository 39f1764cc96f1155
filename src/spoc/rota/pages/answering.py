"""Who asks, what their address names, and how a form is shown again."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.rota.access import may_have, may_keep_some, may_open

Row = TypeVar("Row", bound=Model)
LARGEST = 2**63


def reader(request: HttpRequest) -> Person:
    """Return who reads the rota of others."""
    return _who(request, may_open, _("Whoever coordinates or plans the work reads the rota."))


def keeper(request: HttpRequest) -> Person:
    """Return who keeps the rota of some team at least."""
    words = _("Whoever plans the work, or leads a team, keeps the rota: ask them.")
    return _who(request, may_keep_some, words)


def colleague(request: HttpRequest) -> Person:
    """Return who has shifts and absences of their own."""
    return _who(request, may_have, _("Shifts are for whoever works at the desk."))


def found(rows: QuerySet[Row], pk: int) -> Row:
    """Return the row of this key; a stranger learns nothing of one they may not see."""
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def form_page(
    request: HttpRequest, form: forms.Form, subject: str, **context: object
) -> HttpResponse:
    """Show a form; one that could not be saved says so in its status too."""
    said = {"form": form, "subject": subject, **context}
    return render(request, "rota/form.html", said, status=422 if form.is_bound else 200)


def own_form_page(request: HttpRequest, form: forms.Form, subject: str) -> HttpResponse:
    """Show a form about oneself, beside one's own work."""
    said = {"form": form, "subject": subject}
    return render(request, "rota/own_form.html", said, status=422 if form.is_bound else 200)


def _who(request: HttpRequest, may: Callable[[Person], bool], words: str) -> Person:
    person = request.user
    if not isinstance(person, Person) or not (may_work_at_desk(person) and may(person)):
        raise NotAllowed(words)
    return person
