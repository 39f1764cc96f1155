"""The settings of suppliers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.models import Person
from spoc.requests import ladder_access
from spoc.requests.models import Ladder
from spoc.requests.rules.ladder import SUPPLIER
from spoc.service_levels.access import visible_to as agreements_visible_to
from spoc.service_levels.queries.sheets import AgreementRow, agreement_rows
from spoc.suppliers import access
from spoc.suppliers.activities import add_supplier, change_supplier
from spoc.suppliers.forms import SupplierForm
from spoc.suppliers.models import Supplier

LARGEST = 2**63


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the suppliers."""
    rows = access.suppliers_visible_to(_keeper(request)).select_related("organisation")
    context = {"suppliers": rows.order_by("-is_active", "sort_name")}
    return render(request, "suppliers/suppliers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_supplier(request: HttpRequest) -> HttpResponse:
    """Write down a supplier."""
    viewer = _keeper(request)
    form = SupplierForm(request.POST or None, viewer=viewer)
    if attempt(form, lambda: _add(form, viewer)) is None:
        return _page(request, form, _("New supplier"))
    messages.success(request, _("The supplier is written down."))
    return redirect("suppliers:suppliers")


@login_required
@require_http_methods(["GET", "POST"])
def supplier(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a supplier."""
    viewer = _keeper(request)
    row = access.suppliers_visible_to(viewer).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    form = SupplierForm(request.POST or None, viewer=viewer, initial=_known(row))
    if attempt(form, lambda: change_supplier(row, by=viewer, **form.cleaned_data)) is None:
        promised = {"agreements": _agreements(row, viewer), "ladders": _ladders(viewer)}
        return _page(request, form, row.name, **promised)
    messages.success(request, _("Saved."))
    return redirect("suppliers:suppliers")


def _add(form: SupplierForm, viewer: Person) -> Supplier:
    given = dict(form.cleaned_data)
    return add_supplier(given.pop("name"), by=viewer, **given)


def _known(row: Supplier) -> dict[str, object]:
    return {
        "name": row.name,
        "addresses": "\n".join(row.addresses),
        "organisation": row.organisation_id,
        "language": row.language,
        "notes": row.notes,
        "is_active": row.is_active,
    }


def _keeper(request: HttpRequest) -> Person:
    """Return who may keep suppliers."""
    if not isinstance(request.user, Person) or not access.may_keep_settings(request.user):
        raise NotAllowed(_("Suppliers are kept by whoever writes contracts: ask one of them."))
    return request.user


def _agreements(row: Supplier, viewer: Person) -> list[AgreementRow]:
    """Return the contracts with a supplier that have not ended."""
    theirs = agreements_visible_to(viewer).filter(party_noun="supplier", party_id=row.pk)
    return agreement_rows(theirs, "uc", "")


def _ladders(viewer: Person) -> list[Ladder]:
    """Return who hears when a supplier's promise is in danger; the general ladder first."""
    if not ladder_access.may_open_ladders(viewer):
        return []
    rows = ladder_access.ladders_visible_to(viewer).filter(level=SUPPLIER)
    return list(rows.select_related("service").order_by(F("service__name").asc(nulls_first=True)))


def _page(
    request: HttpRequest, form: SupplierForm, subject: str, **promised: object
) -> HttpResponse:
    context = {"form": form, "subject": subject, **promised}
    status = 422 if form.is_bound else 200
    return render(request, "suppliers/form.html", context, status=status)
