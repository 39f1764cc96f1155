"""Configuration items: kept by their manager, read at the desk, linked to requests."""

import html
import re

import pytest
from tests.floor.machine import Machine

from spoc.cmdb.access import visible_to
from spoc.cmdb.activities import add_item, change_item
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.rules import number_in
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import grant_role
from spoc.people.queries import system
from spoc.records.queries import links_of

BUDGET = 8


@pytest.fixture
def archive(db):
    return ConfigurationItem.objects.get(name="Image archive")


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("words", "number"),
    [("CI-7", 7), ("ci 7", 7), ("7", None), ("CI-", None), ("R-7", None), ("CI-7 x", None)],
)
def test_an_item_is_named_by_its_number(words, number):
    assert number_in(words) == number


def test_an_item_is_written_down_and_changed_by_its_manager(people):
    grant_role(people["Amir Haddad"], by=system(), role="CF")
    amir = people["Amir Haddad"]
    item = add_item("Backup robot", by=amir, kind="storage")
    assert change_item(item, by=amir, name="Backup robot", is_live=False).is_live is False


@pytest.mark.parametrize("name", ["Elin Sand", "Lena Falk", "Karin Holm"])
def test_others_do_not_change_items(people, name):
    with pytest.raises(NotAllowed):
        add_item("Backup robot", by=people[name], kind="storage")


@pytest.mark.parametrize(("name", "kind"), [(" ", "storage"), ("Robot", "animal")])
def test_what_is_no_item_is_refused(people, name, kind):
    with pytest.raises(NotPossible):
        add_item(name, by=people["Åsa Ekman"], kind=kind)


@pytest.mark.parametrize(
    ("name", "sees"), [("Elin Sand", True), ("Åsa Ekman", True), ("Karin Holm", False)]
)
def test_the_desk_sees_items_and_requesters_do_not(people, archive, name, sees):
    assert visible_to(people[name]).filter(pk=archive.pk).exists() is sees


def test_a_request_is_linked_to_an_item_by_its_number(client_of, at_status, archive, people):
    request = at_status("in_progress", "incident")
    answer = client_of("Elin Sand").post(
        f"/requests/{request.pk}/links", {"other": archive.reference, "relation": "related_to"}
    )
    assert answer.status_code == 302
    [linked] = links_of(request, people["Elin Sand"])
    assert (linked.relation, linked.noun, linked.pk) == ("affects", "item", archive.pk)
    assert links_of(request, people["Karin Holm"]) == []


def test_an_item_there_is_not_is_refused_beside_its_field(client_of, at_status):
    request = at_status("in_progress", "incident")
    answer = client_of("Elin Sand").post(f"/requests/{request.pk}/links", {"other": "CI-99999"})
    assert answer.status_code == 422
    assert "CI-12" in text(answer)


def test_an_item_is_found_by_its_name(client_of, archive, work, people):
    change_item(archive, by=people["Åsa Ekman"], name="Quokka archive")
    work()
    assert archive.reference in text(client_of("Elin Sand").get("/search?q=quokka"))


def test_the_list_is_narrowed_by_words_and_number(client_of, archive):
    browser = client_of("Åsa Ekman")
    for words in ("archive", archive.reference):
        page = text(browser.get("/settings/items", {"words": words}))
        assert "Image archive" in page
        assert "Core switch" not in page


def test_the_list_goes_on_where_it_ended(client_of, monkeypatch):
    monkeypatch.setattr("spoc.cmdb.queries.PAGE", 5)
    browser = client_of("Åsa Ekman")
    first = text(browser.get("/settings/items"))
    [onwards] = re.findall(r'href="(/settings/items\?[^"]+after=[^"]+)"', first)
    second = text(browser.get(html.unescape(onwards)))
    names = ConfigurationItem.objects.values_list("name", flat=True)
    assert all((f">{name}</a>" in first) != (f">{name}</a>" in second) for name in names)
    assert "after=" not in second


def test_the_list_keeps_to_its_budget(client_of, django_assert_max_num_queries):
    browser = client_of("Åsa Ekman")
    with django_assert_max_num_queries(BUDGET):
        assert browser.get("/settings/items").status_code == 200


def test_an_agent_reads_an_item_and_is_given_no_form(client_of, archive):
    browser = client_of("Elin Sand")
    page = text(browser.get(f"/settings/items/{archive.pk}"))
    assert "Image archive" in page
    assert 'name="kind"' not in page
    assert browser.post(f"/settings/items/{archive.pk}", {"name": "Mine"}).status_code == 403


def test_an_administrator_changes_an_item_on_its_page(client_of, archive):
    browser = client_of("Åsa Ekman")
    answer = browser.post(
        f"/settings/items/{archive.pk}", {"name": "Old archive", "kind": "server", "is_live": "on"}
    )
    assert answer.status_code == 302
    archive.refresh_from_db()
    assert (archive.name, archive.kind) == ("Old archive", "server")


def test_what_cannot_be_saved_is_given_back_as_typed(client_of):
    answer = client_of("Åsa Ekman").post("/settings/items/new", {"name": "Robot", "kind": "x"})
    assert answer.status_code == 422
    assert 'value="Robot"' in text(answer)


def test_machines_list_items_of_a_service(token_of, archive):
    elin = Machine(token_of("Elin Sand"))
    found = elin.get("/items", service=archive.service_id).json()["items"]
    assert {row["name"] for row in found} == {"Image archive", "Reading room A, workstations"}
    assert elin.get(f"/items/{archive.pk}").json()["reference"] == archive.reference
    assert Machine(token_of("Karin Holm")).get("/items").json()["items"] == []
    assert Machine(token_of("Karin Holm")).get(f"/items/{archive.pk}").status_code == 404
