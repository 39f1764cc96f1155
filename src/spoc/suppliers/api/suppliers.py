"""Suppliers for machines: which there are, and keeping them."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand, organisations_visible_to
from spoc.people.models import Language, Person
from spoc.site.machines import Key, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller
from spoc.suppliers import access, activities
from spoc.suppliers.activities.supplier import MOST_ADDRESSES
from spoc.suppliers.api.shapes import SupplierOut, SuppliersOut, supplier_out
from spoc.suppliers.models import Supplier

router = Router()

ALL, ONE = "/suppliers", "/suppliers/{int:supplier}"
PLAIN = ("name", "addresses", "language", "notes", "is_active")


class SupplierIn(Schema):
    """A supplier: letters go to the first of its addresses, answers may come from any of them.

    The people of its organisation sign in for it.
    """

    name: str = Field(min_length=1, max_length=120)
    addresses: list[Annotated[str, Field(max_length=254)]] = Field(
        min_length=1, max_length=MOST_ADDRESSES
    )
    organisation: Key | None = None
    language: Annotated[str, OneOf(tuple(Language.values))] = "en"
    notes: str = Field("", max_length=10_000)
    is_active: bool = True


class KeptSupplierOut(SupplierOut):
    """A supplier as it is kept."""

    addresses: list[str]
    organisation: int | None
    language: str
    notes: str


@router.get(ALL, response=answers(SuppliersOut))
def list_suppliers(request: HttpRequest, walk: Walk) -> SuppliersOut:
    """List the suppliers."""
    rows, mark = page_of(access.suppliers_visible_to(caller(request)), ("id",), walk)
    return SuppliersOut(items=[supplier_out(row) for row in rows], next=mark)


@router.post(ALL, response=answers(KeptSupplierOut, 201))
def add_supplier(request: HttpRequest, asked: SupplierIn) -> Status[KeptSupplierOut]:
    """Write down a supplier."""
    by = _keeper(request)
    said = _particulars(asked, by)
    return Status(201, _kept(activities.add_supplier(said.pop("name"), by=by, **said)))


@router.get(ONE, response=answers(KeptSupplierOut))
def read_supplier(request: HttpRequest, supplier: int) -> KeptSupplierOut:
    """Read what is kept of a supplier."""
    return _kept(find(access.suppliers_visible_to(_keeper(request)), supplier))


@router.put(ONE, response=answers(KeptSupplierOut))
def change_supplier(request: HttpRequest, supplier: int, asked: SupplierIn) -> KeptSupplierOut:
    """Change what is kept of a supplier: what is not sent is as in a new one."""
    by = _keeper(request)
    row: Supplier = find(access.suppliers_visible_to(by), supplier)
    return _kept(activities.change_supplier(row, by=by, **_particulars(asked, by)))


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they keep suppliers."""
    by = caller(request)
    words = _("Suppliers are kept by whoever writes contracts: ask one of them.")
    demand(access.may_keep_settings(by), words)
    return by


def _particulars(asked: SupplierIn, by: Person) -> dict[str, Any]:
    organisation = named(organisations_visible_to(by), asked.organisation, "organisation")
    return {name: getattr(asked, name) for name in PLAIN} | {"organisation": organisation}


def _kept(row: Supplier) -> KeptSupplierOut:
    names = ("addresses", "language", "notes")
    return KeptSupplierOut(
        **supplier_out(row).dict(),
        **{name: getattr(row, name) for name in names},
        organisation=row.organisation_id,
    )
