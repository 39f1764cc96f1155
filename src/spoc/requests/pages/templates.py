"""The settings of templates: what a request that is made again and again begins with."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound, NotPossible
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.custom_given import custom_given
from spoc.requests.field_access import (
    fields_visible_to,
    may_open_templates,
    templates_shaped_by,
)
from spoc.requests.forms.template import TemplateForm, known_template
from spoc.requests.models import RequestTemplate
from spoc.requests.queries.custom_fields import known_in, shown
from spoc.requests.rules.custom_fields import PREFIX

LARGEST = 2**63
Row = TypeVar("Row")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the templates by name, those out of use last."""
    rows = templates_shaped_by(keeper(request)).select_related("service", "team")
    templates = rows.order_by("-is_live", "name", "id")
    return render(request, "requests/templates/list.html", {"templates": templates})


@login_required
@require_http_methods(["GET", "POST"])
def new_template(request: HttpRequest) -> HttpResponse:
    """Write a template."""
    viewer = keeper(request)
    form = TemplateForm(request.POST or None, viewer=viewer)
    wrong: dict[str, str] = {}
    if attempt(form, noting(wrong, lambda: _add(request, form, viewer))) is None:
        return _page(request, form, None, wrong)
    messages.success(request, _("The template is there."))
    return redirect("requests:templates")


@login_required
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template."""
    viewer = keeper(request)
    row = templates_shaped_by(viewer).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    form = TemplateForm(request.POST or None, viewer=viewer, initial=known_template(row))
    wrong: dict[str, str] = {}
    if attempt(form, noting(wrong, lambda: _change(request, row, form, viewer))) is None:
        return _page(request, form, row, wrong)
    messages.success(request, _("Saved."))
    return redirect("requests:templates")


def keeper(request: HttpRequest) -> Person:
    """Return who may keep templates and what comes back."""
    if not isinstance(request.user, Person) or not may_open_templates(request.user):
        words = _("Templates are kept by coordinators and managers of the desk: ask them.")
        raise NotAllowed(words)
    return request.user


def noting(wrong: dict[str, str], act: Callable[[], Row]) -> Callable[[], Row]:
    """Return the act, keeping what was refused of custom fields for the places beside them."""

    def noted() -> Row:
        try:
            return act()
        except NotPossible as refusal:
            own = {name: words for name, words in refusal.fields.items() if name.startswith(PREFIX)}
            wrong.update(own)
            raise

    return noted


def _add(request: HttpRequest, form: TemplateForm, viewer: Person) -> RequestTemplate:
    given = form.particulars() | {"custom": _custom(request, viewer)}
    return activities.add_template(given.pop("name"), by=viewer, **given)


def _change(
    request: HttpRequest, row: RequestTemplate, form: TemplateForm, viewer: Person
) -> RequestTemplate:
    given = form.particulars() | {"custom": _custom(request, viewer)}
    return activities.change_template(row, by=viewer, **given)


def _custom(request: HttpRequest, viewer: Person) -> dict[str, object]:
    """Return the custom fields of the form that something was filled in."""
    values = custom_given(fields_visible_to(viewer), request.POST.dict(), viewer)
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _page(
    request: HttpRequest, form: TemplateForm, row: RequestTemplate | None, wrong: dict[str, str]
) -> HttpResponse:
    fields = [each.row for each in known_in(fields_visible_to(keeper(request)))]
    context = {
        "form": form,
        "template": row,
        "custom": shown(fields, row.custom if row else {}),
        "given": request.POST.dict(),
        "wrong": wrong,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "requests/templates/template.html", context, status=status)
