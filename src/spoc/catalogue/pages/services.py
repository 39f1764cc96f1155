"""The settings of services and categories: an administrator's pages."""

from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.catalogue.access import categories_shaped_by, may_shape, shaped_by
from spoc.catalogue.activities import (
    add_category,
    add_service,
    change_category,
    change_service,
)
from spoc.catalogue.forms import CategoryForm, ServiceForm, WordedForm, known
from spoc.catalogue.models import Category, Service
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person

Row = TypeVar("Row", bound=Model)
LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List services and categories."""
    viewer = shaper(request)
    services = shaped_by(viewer).select_related("team").prefetch_related("customers")
    context = {
        "services": services.order_by("-is_live", "is_unknown", "criticality", "name"),
        "categories": categories_shaped_by(viewer)
        .select_related("service")
        .order_by("-is_live", "name"),
    }
    return render(request, "catalogue/services.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_service(request: HttpRequest) -> HttpResponse:
    """Put a service into the catalogue."""
    viewer = shaper(request)
    form = ServiceForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _add_service(form, viewer)) is None:
        return _page(request, form, _("New service"))
    messages.success(request, _("The service is in the catalogue."))
    return redirect("catalogue:services")


@login_required
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a service."""
    viewer = shaper(request)
    row = found(shaped_by(viewer), pk)
    beginning = {
        **known(row),
        "description": row.description,
        "criticality": row.criticality,
        "is_public": row.is_public,
        "team": row.team_id,
        "customers": row.customers.all(),
    }
    form = ServiceForm(request.POST or None, viewer=viewer, initial=beginning)
    if attempt(form, lambda: change_service(row, by=viewer, **form.particulars())) is None:
        return _page(request, form, str(row), service=row)
    messages.success(request, _("Saved."))
    return redirect("catalogue:services")


@login_required
@require_http_methods(["GET", "POST"])
def new_category(request: HttpRequest) -> HttpResponse:
    """Add a category."""
    viewer = shaper(request)
    form = CategoryForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _add_category(form, viewer)) is None:
        return _page(request, form, _("New category"))
    messages.success(request, _("The category is there."))
    return redirect("catalogue:services")


@login_required
@require_http_methods(["GET", "POST"])
def category(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a category."""
    viewer = shaper(request)
    row = found(categories_shaped_by(viewer), pk)
    beginning = {**known(row), "service": row.service_id}
    form = CategoryForm(request.POST or None, viewer=viewer, initial=beginning)
    if attempt(form, lambda: change_category(row, by=viewer, **form.particulars())) is None:
        return _page(request, form, str(row))
    messages.success(request, _("Saved."))
    return redirect("catalogue:services")


def _add_service(form: ServiceForm, viewer: Person) -> Service:
    given = form.particulars()
    return add_service(given.pop("name"), by=viewer, **given)


def _add_category(form: CategoryForm, viewer: Person) -> Category:
    given = form.particulars()
    return add_category(given.pop("name"), by=viewer, **given)


def shaper(request: HttpRequest) -> Person:
    """Return who may shape the catalogue."""
    if not isinstance(request.user, Person) or not may_shape(request.user):
        raise NotAllowed(_("Only administrators change the catalogue: ask one of them."))
    return request.user


def found(rows: QuerySet[Row], pk: int) -> Row:
    row = rows.filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _page(
    request: HttpRequest, form: WordedForm, subject: str, service: Service | None = None
) -> HttpResponse:
    context = {"form": form, "subject": subject, "service": service}
    status = 422 if form.is_bound else 200
    return render(request, "catalogue/form.html", context, status=status)
