"""Who asks, what their address names, and how a form is shown again."""

from typing import TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import may_administer, may_work_at_desk
from spoc.people.models import Person

Row = TypeVar("Row", bound=Model)
LARGEST = 2**63


def visitor(request: HttpRequest) -> Person:
    """Return who is signed in."""
    if not isinstance(request.user, Person):
        raise NotAllowed(_("Sign in first."))
    return request.user


def agent(request: HttpRequest) -> Person:
    """Return who works at the desk."""
    person = visitor(request)
    if not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: what is kept of you is in your profile."))
    return person


def administrator(request: HttpRequest) -> Person:
    """Return who looks after the settings."""
    person = visitor(request)
    if not may_administer(person):
        raise NotAllowed(_("Only administrators change settings: ask one of them."))
    return person


def found(rows: QuerySet[Row], pk: int) -> Row:
    """Return the row of this key; a stranger learns nothing of one they may not see."""
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def form_page(
    request: HttpRequest, template: str, form: forms.Form, **context: object
) -> HttpResponse:
    """Show a form; one that could not be saved says so in its status too."""
    forms_shown = [form, *(each for each in context.values() if isinstance(each, forms.Form))]
    status = 422 if any(each.is_bound for each in forms_shown) else 200
    return render(request, template, {"form": form, **context}, status=status)
