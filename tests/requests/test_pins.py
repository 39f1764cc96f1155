"""Pinned views in the order of whoever pinned them: by buttons, by machines, in the navigation."""

import re

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.requests.activities import ViewParticulars
from spoc.requests.view_access import pins_of

NAMES = ["Alpha", "Beta", "Gamma"]
CONDITIONS = {"all": [{"field": "status", "is": "is", "value": "new"}]}


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def elin(people):
    return people["Elin Sand"]


@pytest.fixture
def made(people):
    """Make a view for oneself or for everybody; it is not pinned."""

    def make(name, owner="Elin Sand", audience="mine"):
        said = ViewParticulars(name, CONDITIONS, audience=audience)
        return do.add_view(people[owner], by=people[owner], particulars=said)

    return make


@pytest.fixture
def views(made, elin):
    """Three views in Elin's navigation."""
    return {name: do.pin_view(made(name), by=elin) for name in NAMES}


@pytest.fixture
def machine(token_of):
    return Machine(token_of("Elin Sand", READ_AND_WRITE))


def order(person):
    return [pin.view.name for pin in pins_of(person)]


def in_navigation(page):
    return re.findall("|".join(NAMES), page)


@pytest.mark.parametrize(
    ("name", "place", "then"),
    [
        ("Gamma", 1, ["Gamma", "Alpha", "Beta"]),
        ("Alpha", 2, ["Beta", "Alpha", "Gamma"]),
        ("Alpha", 99, ["Beta", "Gamma", "Alpha"]),
        ("Beta", 2, NAMES),
    ],
)
def test_a_pinned_view_is_put_at_another_place(elin, views, name, place, then):
    do.move_pin(views[name], by=elin, place=place)
    assert order(elin) == then
    assert story(views[name]).filter(kind="view.moved").exists() == (then != NAMES)


def test_the_order_holds_after_one_is_taken_out_and_put_back(elin, views):
    do.unpin_view(views["Beta"], by=elin)
    do.move_pin(views["Gamma"], by=elin, place=1)
    do.pin_view(views["Beta"], by=elin)
    assert order(elin) == ["Gamma", "Alpha", "Beta"]


def test_each_has_an_order_of_their_own(people, elin, made):
    daniel = people["Daniel Okoro"]
    for name in ("Alpha", "Beta"):
        view = made(name, "Sofia Berg", "everybody")
        do.pin_view(view, by=elin)
        do.pin_view(view, by=daniel)
    do.move_pin(view, by=elin, place=1)
    assert (order(elin), order(daniel)) == (["Beta", "Alpha"], ["Alpha", "Beta"])


def test_only_what_is_in_ones_navigation_has_a_place_there(people, elin, made):
    view = made("Alpha")
    with pytest.raises(NotPossible):
        do.move_pin(view, by=elin, place=1)
    with pytest.raises(NotAllowed):
        do.move_pin(view, by=people["Daniel Okoro"], place=1)


def test_buttons_move_a_view_and_come_back_to_its_row(client_of, views):
    browser = client_of("Elin Sand")
    at = views["Gamma"].pk
    for to, place, then in [
        ("up", 2, ["Alpha", "Gamma", "Beta"]),
        ("up", 1, ["Gamma", "Alpha", "Beta"]),
        ("up", 1, ["Gamma", "Alpha", "Beta"]),
        ("down", 2, ["Alpha", "Gamma", "Beta"]),
    ]:
        answer = browser.post(f"/views/{at}/place", {"to": to})
        assert (answer.status_code, answer["Location"]) == (302, f"/views#pin-{at}")
        page = browser.get("/views").content.decode()
        assert re.findall(r'<tr id="pin-\d+" tabindex="-1">\s*<td><a[^>]*>(\w+)</a>', page) == then
        assert f"Gamma is at place {place} now." in page
        assert in_navigation(browser.get("/nav").content.decode()) == then


def test_the_first_has_no_way_up_and_the_last_none_down(client_of, views):
    page = client_of("Elin Sand").get("/views").content.decode()
    buttons = re.findall(r'<button[^>]*aria-label="(Move \w+: \w+)"([^>]*)>', page)
    assert {name: "disabled" in rest for name, rest in buttons} == {
        "Move up: Alpha": True,
        "Move down: Alpha": False,
        "Move up: Beta": False,
        "Move down: Beta": False,
        "Move up: Gamma": False,
        "Move down: Gamma": True,
    }


@pytest.mark.parametrize(("name", "status"), [("Daniel Okoro", 404), ("Karin Holm", 403)])
def test_others_cannot_move_it(client_of, views, elin, name, status):
    answer = client_of(name).post(f"/views/{views['Gamma'].pk}/place", {"to": "up"})
    assert answer.status_code == status
    assert order(elin) == NAMES


def test_a_view_that_is_not_pinned_says_so(client_of, made):
    assert client_of("Elin Sand").post(f"/views/{made('Alpha').pk}/place").status_code == 422


def test_machines_pin_order_and_unpin(machine, made):
    keys = [made(name).pk for name in NAMES]
    for key in keys[:2]:
        assert machine.send("PUT", f"/views/{key}/pin", {}).status_code == 204
    machine.send("PUT", f"/views/{keys[2]}/pin", {"place": 1})
    listed = [row["name"] for row in machine.get("/pinned-views").json()["items"]]
    machine.send("PUT", f"/views/{keys[2]}/pin", {})
    assert machine.delete(f"/views/{keys[0]}/pin").status_code == 204
    first = machine.get("/pinned-views", limit=1).json()
    rest = machine.get("/pinned-views", limit=1, cursor=first["next"]).json()
    assert listed == ["Gamma", "Alpha", "Beta"]
    assert [row["id"] for row in first["items"] + rest["items"]] == [keys[2], keys[1]]


@pytest.mark.parametrize(("name", "status"), [("Daniel Okoro", 404), ("Karin Holm", 403)])
def test_machines_of_others_reach_none_of_it(token_of, views, elin, name, status):
    other, at = Machine(token_of(name, READ_AND_WRITE)), f"/views/{views['Gamma'].pk}/pin"
    assert other.send("PUT", at, {"place": 1}).status_code == status
    assert other.delete(at).status_code == status
    assert order(elin) == NAMES


@pytest.mark.parametrize("place", [0, 13, "first", True])
def test_a_place_there_is_not_is_refused(machine, views, place):
    answer = machine.send("PUT", f"/views/{views['Gamma'].pk}/pin", {"place": place})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["place"])
