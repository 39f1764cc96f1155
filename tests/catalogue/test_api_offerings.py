"""Offerings, the portfolio and the register over the API."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue import activities as do
from spoc.catalogue.activities import Holding
from spoc.catalogue.models import Offering, Service
from spoc.people.models import Organisation, Team
from spoc.people.queries import system


@pytest.fixture
def machine_of(token_of):
    """Return a function that gives the machine of somebody."""
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def machine(machine_of):
    """The machine of who answers for everything that is offered."""
    return machine_of("Lena Falk")


@pytest.fixture
def karin(machine_of):
    """The machine of a customer."""
    return machine_of("Karin Holm")


def names(answer):
    return [each["name"] for each in answer.json()["items"]]


def test_an_offering_is_made_shaped_and_published(machine):
    service = Service.objects.get(key="workplace").pk
    given = {
        "service": service,
        "name": "Docking station",
        "told": {"en": {"description": "For two screens."}},
        "team": Team.objects.get(key="workplace").pk,
        "lead_days": 2,
        "price": "1200.50",
    }
    made = machine.post("/offerings", given)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    at = f"/offerings/{made.json()['id']}"
    form = {"form": [{"key": "seats", "kind": "number", "name": "Seats", "is_needed": True}]}
    assert machine.send("PUT", f"{at}/form", form).json()["form"][0]["key"] == "seats"
    approvals = {"approvers": [{"who": "manager"}, {"who": "payer", "above": "500.00"}]}
    draft = machine.send("PUT", f"{at}/approvals", approvals).json()["draft"]
    assert [each["who"] for each in draft["approvals"]["approvers"]] == ["manager", "payer"]
    published = machine.post(f"{at}/publication", {"note": "First"}).json()
    assert (published["state"], published["number"], published["price"]) == (
        "published",
        1,
        "1200.50",
    )
    changed = machine.patch(at, {"lead_days": 5}).json()
    assert changed["lead_days"] == 2
    hospital = Organisation.objects.get(name="Norrvik Hospital").pk
    assert machine.send("PUT", f"{at}/audience", {"organisations": [hospital]}).status_code == 200
    assert machine.post(f"{at}/suspension", {"reason": "Out"}).json()["state"] == "suspended"
    assert machine.post(f"{at}/resumption", {"reason": "In"}).json()["state"] == "published"
    assert machine.post(f"{at}/retirement", {}).json()["state"] == "retired"


def test_what_is_wrong_is_named(machine, laptop):
    at = f"/offerings/{laptop.pk}"
    wrong = machine.send(
        "PUT", f"{at}/form", {"form": [{"key": "A B", "kind": "text", "name": "A"}]}
    )
    assert wrong.status_code == 422
    assert set(wrong.json()["errors"]) == {"key"}
    assert machine.send("PUT", f"{at}/form", {"form": [{"kind": "magic"}]}).status_code == 422
    assert machine.post(f"{at}/suspension", {}).json()["errors"] == {"reason": "Say why."}
    assert machine.patch(at, {"team": 999999}).json()["errors"].keys() == {"team"}
    assert machine.post("/offerings", {"name": "X", "service": 999999}).status_code == 422


def test_a_customer_reads_what_is_meant_for_them(karin, offer, laptop):
    offer("School account", service="school-platform")
    offer("Draft", is_published=False)
    docking = offer("Docking station", prerequisite=laptop)
    assert names(karin.get("/offerings")) == ["Docking station", "Laptop"]
    assert names(karin.get("/offerings", words="lap")) == ["Laptop"]
    read = karin.get(f"/offerings/{docking.pk}").json()
    assert (read["may_have"], read["reason"], read["draft"]) == (False, "prerequisite", None)
    for hidden in Offering.objects.exclude(name__in=["Laptop", "Docking station"]):
        assert karin.get(f"/offerings/{hidden.pk}").status_code == 404


@pytest.mark.parametrize(
    ("method", "tail", "body"),
    [
        ("PATCH", "", {"lead_days": 1}),
        ("PUT", "/form", {"form": []}),
        ("PUT", "/audience", {}),
        ("PUT", "/approvals", {}),
        ("POST", "/publication", {}),
        ("POST", "/suspension", {"reason": "x"}),
        ("POST", "/resumption", {"reason": "x"}),
        ("POST", "/retirement", {}),
    ],
)
def test_only_who_answers_for_it_changes_an_offering(machine_of, laptop, method, tail, body):
    for name in ("Karin Holm", "Elin Sand"):
        answer = machine_of(name).send(method, f"/offerings/{laptop.pk}{tail}", body)
        assert answer.status_code == 403
    stranger = machine_of("Karin Holm")
    hidden = do.add_offering(laptop.service, by=system(), name="Hidden")
    assert stranger.send(method, f"/offerings/{hidden.pk}{tail}", body).status_code == 404


def test_the_register_is_kept_by_the_desk(machine_of, karin, laptop, people):
    elin = machine_of("Elin Sand")
    who = people["Karin Holm"].pk
    made = elin.post("/subscriptions", {"offering": laptop.pk, "holder": who})
    assert made.status_code == 201
    at = f"/subscriptions/{made.json()['id']}"
    assert elin.patch(at, {"quantity": 2}).json()["quantity"] == 2
    assert karin.get(at).json()["quantity"] == 2
    assert karin.patch(at, {"quantity": 9}).status_code == 403
    assert machine_of("Sanna Kivi").get(at).status_code == 404
    assert names(elin.get("/subscriptions", holder=who)) == ["Laptop"]
    assert elin.post(f"{at}/ending", {"reason": "Left"}).json()["until"]
    assert names(elin.get("/subscriptions")) == []
    assert names(elin.get("/subscriptions", ended=True)) == ["Laptop"]


def test_whom_a_machine_names_must_be_known_to_it(karin, machine_of, laptop, people):
    elin = machine_of("Elin Sand")
    nobody = elin.post("/subscriptions", {"offering": laptop.pk, "holder": 999999})
    assert set(nobody.json()["errors"]) == {"holder"}
    own = {"offering": laptop.pk, "holder": people["Karin Holm"].pk}
    assert karin.post("/subscriptions", own).status_code == 403


def test_a_service_goes_through_the_portfolio(machine_of, machine, people):
    inga = machine_of("Inga Wallin")
    owner = people["Inga Wallin"].pk
    made = inga.post("/portfolio", {"name": "Signing", "purpose": "No paper", "owner": owner})
    assert (made.status_code, made.json()["next_step"]) == (201, "design")
    assert made.json()["lacks"] == ["demand", "resources", "benefit"]
    at = f"/portfolio/{made.json()['id']}"
    assert inga.post(f"{at}/design").status_code == 422
    weighed = {"demand": "40", "resources": "2", "benefit": "3", "is_internal": True}
    assert inga.send("PUT", f"{at}/assessment", weighed).json()["lacks"] == []
    assert inga.post(f"{at}/design").json()["state"] == "design"
    refused = inga.post(f"{at}/beginning", {})
    assert {"support_path", "article"} <= set(refused.json()["errors"])
    assert names(machine.get("/portfolio", state="design")) == ["Signing"]


def test_a_service_ends_over_the_api(machine, laptop, people):
    at = f"/portfolio/{laptop.service_id}"
    assert (
        machine.post(f"{at}/ending", {"plan": "June", "reason": "Old"}).json()["state"]
        == "retiring"
    )
    held = do.begin_subscription(laptop, by=system(), holding=Holding(people["Karin Holm"]))
    assert set(machine.post(f"{at}/retirement", {}).json()["errors"]) == {"subscriptions"}
    do.end_subscription(held, by=system(), reason="Given back")
    assert machine.post(f"{at}/retirement", {}).json()["state"] == "retired"


def test_the_portfolio_is_nothing_to_customers(karin, machine_of, laptop):
    at = f"/portfolio/{laptop.service_id}"
    assert names(karin.get("/portfolio")) == []
    assert karin.get(at).status_code == 404
    assert karin.post(f"{at}/retirement", {}).status_code == 404
    assert machine_of("Elin Sand").post(f"{at}/retirement", {}).status_code == 403
    assert machine_of("Elin Sand").get(at).status_code == 200
