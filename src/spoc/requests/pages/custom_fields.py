"""The settings of custom fields: the list in its order, and a page for each with a preview."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.field_access import fields_shaped_by, may_open_fields
from spoc.requests.forms.custom_field import FieldForm, known_field
from spoc.requests.models import CustomField
from spoc.requests.queries.custom_fields import shown

LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the fields in their order, those out of use last."""
    rows = fields_shaped_by(_keeper(request)).prefetch_related("services")
    fields = list(rows.order_by("-is_live", "rank", "id"))
    return render(request, "requests/fields/list.html", {"fields": fields})


@login_required
@require_http_methods(["GET", "POST"])
def new_field(request: HttpRequest) -> HttpResponse:
    """Add a field, or look at it first."""
    viewer = _keeper(request)
    form = FieldForm(request.POST or None, viewer=viewer)
    if "look" in request.POST or attempt(form, lambda: _add(form, viewer)) is None:
        return _page(request, form, None)
    messages.success(request, _("The field is there."))
    return redirect("requests:fields")


@login_required
@require_http_methods(["GET", "POST"])
def field(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a field, retire it, or look at the change first."""
    viewer = _keeper(request)
    row = _found(viewer, pk)
    form = FieldForm(request.POST or None, viewer=viewer, initial=known_field(row))
    if "look" in request.POST or attempt(form, lambda: _change(row, form, viewer)) is None:
        return _page(request, form, row)
    messages.success(request, _("Saved."))
    return redirect("requests:fields")


@login_required
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a field one place up or down."""
    viewer = _keeper(request)
    row = _found(viewer, pk)
    rows = fields_shaped_by(viewer).order_by("-is_live", "rank", "id")
    at = list(rows.values_list("pk", flat=True)).index(row.pk) + 1
    step = -1 if request.POST.get("to") == "up" else 1
    activities.move_field(row, by=viewer, place=max(at + step, 1))
    words = _("%(name)s is at place %(place)s now.")
    messages.success(request, words % {"name": row, "place": row.rank})
    return redirect(f"{reverse('requests:fields')}#field-{row.pk}")


def _add(form: FieldForm, viewer: Person) -> CustomField:
    given = form.particulars()
    return activities.add_field(given.pop("name"), by=viewer, **given)


def _change(row: CustomField, form: FieldForm, viewer: Person) -> CustomField:
    return activities.change_field(row, by=viewer, **form.particulars())


def _keeper(request: HttpRequest) -> Person:
    """Return who may keep the custom fields."""
    if not isinstance(request.user, Person) or not may_open_fields(request.user):
        raise NotAllowed(_("Custom fields are kept by the managers of the desk: ask them."))
    return request.user


def _found(viewer: Person, pk: int) -> CustomField:
    row = fields_shaped_by(viewer).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _page(request: HttpRequest, form: FieldForm, row: CustomField | None) -> HttpResponse:
    context = {"form": form, "field": row, "looked_at": _looked_at(request, form, row)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "requests/fields/field.html", context, status=status)


def _looked_at(request: HttpRequest, form: FieldForm, row: CustomField | None) -> list[object]:
    """Return the field as it would be shown: as it is typed, or else as it is kept."""
    if form.is_bound and form.is_valid():
        given = form.particulars()
        given.pop("services")
        choices = [
            {"key": f"choice_{at}", "name": name, "names": names}
            for at, (name, names) in enumerate(given.pop("choices"))
        ]
        row = CustomField(key="preview", choices=choices, **given)
    return [*shown([row], {})] if row is not None else []
