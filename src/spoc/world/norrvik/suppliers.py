"""Whom Norrvik IT hands work over to."""

from dataclasses import dataclass

from spoc.people.models import Organisation, Person
from spoc.suppliers.activities import add_supplier
from spoc.suppliers.models import Supplier


@dataclass(frozen=True, slots=True)
class SupplierIs:
    """A supplier as the world has it; its organisation where there is one."""

    key: str
    name: str
    mail: str
    language: str
    organisation: str = ""
    notes: str = ""


SUPPLIERS = (
    SupplierIs(
        "hitec",
        "Hitec Storage",
        "support@hitec.example",
        "en",
        "Hitec Storage",
        "The archive of radiology and the disks of the hospital. Round the clock by phone.",
    ),
    SupplierIs(
        "fjallnet",
        "Fjällnät",
        "drift@fjallnat.example",
        "sv",
        notes="The lines between the sites, and the fixed wireless links in the mountains.",
    ),
    SupplierIs(
        "kopia",
        "Kopia & Tryck",
        "service@kopia-tryck.example",
        "sv",
        notes="Printers and copiers: repairs on site on weekdays.",
    ),
)


def build_suppliers(by: Person) -> dict[str, Supplier]:
    """Write down the suppliers of the world; return them by key."""
    found = {each.name: each for each in Organisation.objects.all()}
    return {
        each.key: add_supplier(
            each.name,
            by=by,
            key=each.key,
            organisation=found.get(each.organisation),
            addresses=[each.mail],
            language=each.language,
            notes=each.notes,
        )
        for each in SUPPLIERS
    }
