"""Services and categories over the API."""

from tests.floor.machine import Machine

from spoc.catalogue.models import Service


def keys(answer) -> set[str]:
    return {row["key"] for row in answer.json()["items"]}


def test_a_requester_reads_the_services_of_their_organisation(token_of):
    karin, elin = Machine(token_of("Karin Holm")), Machine(token_of("Elin Sand"))
    assert "radiology" in keys(karin.get("/services"))
    assert "network-maps" not in keys(karin.get("/services"))
    assert {"radiology", "network-maps"} <= keys(elin.get("/services"))


def test_a_service_of_others_is_not_there(token_of):
    at = f"/services/{Service.objects.get(key='network-maps').pk}"
    assert Machine(token_of("Karin Holm")).get(at).status_code == 404
    assert Machine(token_of("Piotr Lis")).get(at).json()["key"] == "network-maps"


def test_names_come_in_the_language_asked_for(token_of):
    elin = Machine(token_of("Elin Sand"))
    at = f"/services/{Service.objects.get(key='payroll').pk}"
    assert elin.get(at).json()["name"] == "Payroll"
    assert elin.get(at, language="sv").json()["name"] == "Lön"


def test_categories_are_narrowed_to_a_service(token_of):
    elin = Machine(token_of("Elin Sand"))
    assert "fault" in keys(elin.get("/categories"))
    mail = Service.objects.get(key="mail").pk
    assert keys(elin.get("/categories", service=mail)) == set()
