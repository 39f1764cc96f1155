"""The table of dispatch kept by machines: by whom, in which order, and what makes no rule."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.catalogue.models import Category, Service
from spoc.people.models import Person, Team
from spoc.requests.models import DispatchRule

RULES = "/dispatch-rules"
NO_SUCH = 999_999


@pytest.fixture(autouse=True)
def a_table_of_ones_own(db):
    """No rule stands before those of the test, and everybody reads English."""
    DispatchRule.objects.all().delete()
    Person.objects.update(language="en")


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine):
    """The machine of the service manager."""
    return machine("Lena Falk")


@pytest.fixture
def rule():
    """A rule that lacks nothing."""
    service, team = Service.objects.get(key="print"), Team.objects.get(key="applications")
    return {
        "name": "Printing",
        "service": service.pk,
        "type": "incident",
        "words": ["Toner", "paper"],
        "priorities": [2, 1],
        "team": team.pk,
        "strategy": "least_load",
        "most_open": 5,
    }


def test_a_rule_is_added_read_changed_moved_and_switched(lena, machine, rule):
    first = lena.post(RULES, {"name": "Mail", "service": Service.objects.get(key="mail").pk})
    assert (first.status_code, first.json()["place"]) == (201, 1)
    made = lena.post(RULES, rule)
    at = f"{RULES}/{made.json()['id']}"
    assert (
        made.json().items() >= (rule | {"words": ["toner", "paper"], "priorities": [1, 2]}).items()
    )
    assert machine("Elin Sand").get(at).json() == made.json()
    changed = lena.send("PUT", at, {"name": "Print", "words": ["jam"]}).json()
    assert (changed["service"], changed["words"], changed["place"]) == (None, ["jam"], 2)
    assert lena.send("PUT", f"{at}/place", {"place": 1}).json()["place"] == 1
    listed = [each["name"] for each in lena.get(RULES).json()["items"]]
    assert listed == ["Print", "Mail"]
    assert lena.send("PUT", f"{at}/switch", {"is_on": False}).json()["is_active"] is False


def test_a_rule_that_would_never_decide_is_refused(lena):
    lena.post(RULES, {"name": "All of it"})
    answer = lena.post(RULES, {"name": "The rest", "type": "incident"})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["place"])
    assert DispatchRule.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"type": "unclassified"}, "type"),
        ({"strategy": "dice"}, "strategy"),
        ({"hours": "open"}, "hours"),
        ({"team": NO_SUCH}, "team"),
        ({"item": NO_SUCH}, "item"),
        ({"priorities": [9]}, "priorities"),
        ({"most_open": 0}, "most_open"),
    ],
)
def test_what_makes_no_rule_is_refused_by_name(lena, rule, said, field):
    answer = lena.post(RULES, rule | said)
    assert (answer.status_code, field in next(iter(answer.json()["errors"]))) == (422, True)
    assert not DispatchRule.objects.exists()


def test_a_category_of_another_service_is_refused(lena, rule):
    mail = Service.objects.get(key="mail")
    other = Category.objects.create(key="inbox", name="Inbox", service=mail)
    answer = lena.post(RULES, rule | {"category": other.pk})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["category"])


@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand", "Sofia Berg"])
def test_who_does_not_keep_the_table_changes_nothing(machine, lena, rule, name):
    kept = lena.post(RULES, rule).json()
    somebody, at = machine(name), f"{RULES}/{kept['id']}"
    calls = [("POST", RULES, rule), ("PUT", at, rule)]
    calls += [("PUT", f"{at}/place", {"place": 1}), ("PUT", f"{at}/switch", {"is_on": False})]
    for method, address, body in calls:
        assert (address, somebody.send(method, address, body).status_code) == (address, 403)
    assert lena.get(at).json() == kept


def test_a_rule_there_is_not_or_that_is_the_desks_is_not_found(machine, lena, rule):
    at = f"{RULES}/{lena.post(RULES, rule).json()['id']}"
    assert machine("Karin Holm").get(at).status_code == 404
    for method, after, body in (
        ("GET", "", None),
        ("PUT", "", rule),
        ("PUT", "/place", {"place": 1}),
        ("PUT", "/switch", {"is_on": True}),
    ):
        assert lena.send(method, f"{RULES}/{NO_SUCH}{after}", body).status_code == 404
