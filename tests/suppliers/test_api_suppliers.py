"""Suppliers kept by machines: by whom, and what makes none."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.suppliers.models import Supplier

SUPPLIER = {"name": "Nordic Cables", "addresses": ["Support@Cables.example"], "language": "sv"}


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine):
    """The machine of the service manager."""
    return machine("Lena Falk")


def test_it_is_written_down_read_and_changed(lena, machine, hitec):
    body = SUPPLIER | {"organisation": hitec.organisation_id, "notes": "Ask for Ida."}
    made = lena.post("/suppliers", body)
    at = f"/suppliers/{made.json()['id']}"
    assert (made.status_code, made.json()["key"]) == (201, "nordic-cables")
    assert made.json().items() >= (body | {"addresses": ["support@cables.example"]}).items()
    assert lena.get(at).json() == made.json()
    changed = lena.send("PUT", at, SUPPLIER | {"is_active": False}).json()
    assert (changed["is_active"], changed["organisation"], changed["notes"]) == (False, None, "")
    (listed,) = [
        each
        for each in machine("Elin Sand").get("/suppliers").json()["items"]
        if each["id"] == made.json()["id"]
    ]
    assert "addresses" not in listed


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"addresses": []}, "addresses"),
        ({"addresses": [" "]}, "addresses"),
        ({"addresses": ["nowhere"]}, "addresses"),
        ({"language": "tlh"}, "language"),
        ({"organisation": 999_999}, "organisation"),
    ],
)
def test_what_makes_no_supplier_is_refused_by_name(lena, said, field):
    before = Supplier.objects.count()
    answer = lena.post("/suppliers", SUPPLIER | said)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)
    assert Supplier.objects.count() == before


@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand"])
def test_who_does_not_keep_suppliers_neither_reads_nor_changes_them(machine, hitec, name):
    somebody, at = machine(name), f"/suppliers/{hitec.pk}"
    assert somebody.post("/suppliers", SUPPLIER).status_code == 403
    assert somebody.get(at).status_code == 403
    assert somebody.send("PUT", at, SUPPLIER).status_code == 403


def test_one_there_is_not_is_not_found(lena):
    assert lena.get("/suppliers/999999").status_code == 404
    assert lena.send("PUT", "/suppliers/999999", SUPPLIER).status_code == 404
