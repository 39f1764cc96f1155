"""The settings of suppliers."""

import pytest

from spoc.requests.models import Ladder
from spoc.suppliers.models import Supplier

GIVEN = {"name": "Nordkabel", "addresses": "drift@nordkabel.example", "language": "sv"}


@pytest.fixture
def asa(client_of):
    return client_of("Åsa Ekman")


def test_a_supplier_is_written_down_and_changed(asa):
    asa.post("/settings/suppliers/new", {**GIVEN, "is_active": "on"})
    made = Supplier.objects.get(name="Nordkabel")
    assert (made.key, made.mail, made.is_active) == ("nordkabel", "drift@nordkabel.example", True)
    assert "Nordkabel" in asa.get("/settings/suppliers").content.decode()
    asa.post(f"/settings/suppliers/{made.pk}", {**GIVEN, "name": "Nordkabel AB"})
    made.refresh_from_db()
    assert (made.name, made.is_active) == ("Nordkabel AB", False)


@pytest.mark.parametrize("addresses", ["", "nobody", "a@b.example\nnobody"])
def test_what_is_no_address_is_said_beside_the_field(asa, addresses):
    answer = asa.post("/settings/suppliers/new", {**GIVEN, "addresses": addresses})
    assert answer.status_code == 422
    assert not Supplier.objects.filter(name="Nordkabel").exists()


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Ylva Öberg"])
def test_others_are_turned_away(hitec, client_of, name):
    browser = client_of(name)
    for address in ("", "/new", f"/{hitec.pk}"):
        assert browser.get(f"/settings/suppliers{address}").status_code == 403


def test_a_supplier_leads_to_its_contracts_and_to_who_hears_when_it_is_late(asa, hitec, contract):
    other = Supplier.objects.exclude(pk=hitec.pk).first()
    ladder = Ladder.objects.get(level="supplier", service=None)
    page = asa.get(f"/settings/suppliers/{hitec.pk}").content.decode()
    assert f"/settings/agreements/{contract.pk}" in page
    assert f"/settings/ladders/{ladder.pk}" in page
    page = asa.get(f"/settings/suppliers/{other.pk}").content.decode()
    assert f"/settings/agreements/{contract.pk}" not in page
