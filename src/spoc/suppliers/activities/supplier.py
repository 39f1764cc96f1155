"""Writing down suppliers, and changing what is kept of them."""

from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, sort_key
from spoc.people.access import demand
from spoc.people.activities.changes import change, key_for
from spoc.people.models import Organisation, Person
from spoc.people.rules import normal_address
from spoc.suppliers import access
from spoc.suppliers.models import Supplier

MOST_ADDRESSES = 20


class SupplierParticulars(TypedDict, total=False):
    """What may be said of a supplier beside its name."""

    organisation: Organisation | None
    addresses: list[str]
    language: str
    notes: str
    is_active: bool


@activity
def add_supplier(
    name: str, *, by: Person, key: str = "", **particulars: Unpack[SupplierParticulars]
) -> Supplier:
    """Write down a supplier: letters go to the first of its addresses."""
    demand(access.may_shape(by))
    supplier = Supplier(key=key or key_for(Supplier, name))
    for field, value in _wanted(name, particulars).items():
        setattr(supplier, field, value)
    supplier.save()
    record("supplier.added", supplier, by=by, name=supplier.name)
    return supplier


@activity
def change_supplier(
    supplier: Supplier, *, by: Person, name: str, **particulars: Unpack[SupplierParticulars]
) -> Supplier:
    """Change what is kept of a supplier; one out of use is handed nothing more."""
    demand(access.may_shape(by))
    if changes := change(supplier, _wanted(name, particulars)):
        record("supplier.changed", supplier, by=by, name=supplier.name, changes=changes)
    return supplier


def _wanted(name: str, particulars: SupplierParticulars) -> dict[str, object]:
    said = one_line(name, 120)
    if not said:
        raise NotPossible(_("Give it a name."), fields={"name": _("Give it a name.")})
    wanted: dict[str, object] = {"name": said, "sort_name": sort_key(said), **particulars}
    if "addresses" in particulars:
        wanted["addresses"] = _addresses(particulars["addresses"])
    return wanted


def _addresses(given: list[str]) -> list[str]:
    """Return the addresses as they are compared, each once; refuse what is none."""
    normal = [normal_address("mail", each) for each in given if each.strip()]
    if not normal:
        words = _("Give it a mail address: letters go there.")
        raise NotPossible(words, fields={"addresses": words})
    for address in normal:
        try:
            validate_email(address)
        except ValidationError:
            words = _("%(address)s is no mail address: write it as name@example.org.")
            told = words % {"address": address}
            raise NotPossible(told, fields={"addresses": told}) from None
    return list(dict.fromkeys(normal))[:MOST_ADDRESSES]
