"""Custom fields on pages: beside a request, in steps, at intake, in the portal, in settings."""

import re

import pytest

from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import CustomField, SupportRequest

LIST_BUDGET = 12


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def tag(db) -> CustomField:
    asked = {"is_asked_at_intake": True, "is_asked_in_portal": True}
    return do.add_field("Asset tag", by=system(), kind="text", most=12, **asked)


@pytest.fixture
def tools(db) -> CustomField:
    kept = [("Saw", {"sv": "Såg"}), ("Drill", {})]
    return do.add_field("Tools", by=system(), kind="several", choices=kept, names={"sv": "Verktyg"})


def text(answer):
    return answer.content.decode()


def test_a_field_is_saved_as_soon_as_it_is_changed(client_of, at_status, tag, tools):
    request, elin = at_status("assigned"), client_of("Elin Sand")
    at = f"/requests/{request.pk}"
    assert 'name="custom-asset_tag"' in text(elin.get(at))
    answer = elin.post(f"{at}/particulars/asset_tag", {"custom-asset_tag": "A1", "had": "null"})
    assert (answer.status_code, 'value="A1"' in text(answer)) == (200, True)
    refused = elin.post(f"{at}/particulars/asset_tag", {"custom-asset_tag": "x" * 13})
    assert (refused.status_code, "at most 12 signs" in text(refused)) == (422, True)
    assert f'value="{"x" * 13}"' in text(refused)
    late = elin.post(f"{at}/particulars/asset_tag", {"custom-asset_tag": "B", "had": "null"})
    assert (late.status_code, "changed this meanwhile" in text(late)) == (422, True)
    boxes = {"custom-tools": "several", "custom-tools--drill": "on"}
    elin.post(f"{at}/particulars/tools", boxes)
    request.refresh_from_db()
    assert request.custom == {"asset_tag": "A1", "tools": ["drill"]}


def test_without_script_they_are_a_step(client_of, at_status, tag, tools):
    request, elin = at_status("assigned"), client_of("Elin Sand")
    at = f"/requests/{request.pk}/particulars"
    assert "Tools" in text(elin.get(at))
    refused = elin.post(at, {"custom-asset_tag": "x" * 13, "custom-tools": "several"})
    assert (refused.status_code, 'href="#field-custom-asset_tag"' in text(refused)) == (422, True)
    elin.post(at, {"custom-asset_tag": "A1", "custom-tools": "several", "custom-tools--saw": "on"})
    request.refresh_from_db()
    assert request.custom == {"asset_tag": "A1", "tools": ["saw"]}


def test_resolving_asks_for_what_it_needs_in_its_own_form(client_of, at_status, tag):
    do.change_field(tag, by=system(), name="Asset tag", needed="resolution")
    request, elin = at_status("in_progress"), client_of("Elin Sand")
    at = f"/requests/{request.pk}/resolution"
    said = {"resolution": "Done.", "method": "fix", "closure_code": "solved", "minutes": "5"}
    said["is_gap"] = "on"
    refused = text(elin.post(at, said))
    assert "Fill in: Asset tag." in refused
    assert 'id="error-custom-asset_tag"' in refused
    elin.post(at, said | {"custom-asset_tag": "A1"})
    request.refresh_from_db()
    assert (request.status, request.custom) == ("resolved", {"asset_tag": "A1"})


def test_they_are_asked_at_intake_and_in_the_portal(client_of, people, tag, tools):
    elin, karin = client_of("Elin Sand"), client_of("Karin Holm")
    need = {"who": "Karin", "need": "The screen is dark.", "caller": people["Karin Holm"].pk}
    shown = text(elin.get("/requests/new", need))
    assert ("custom-asset_tag" in shown, "custom-tools" in shown) == (True, False)
    refused = elin.post("/requests/new", need | {"custom-asset_tag": "x" * 13})
    assert (refused.status_code, "#field-custom-asset_tag" in text(refused)) == (422, True)
    assert elin.post("/requests/new", need | {"custom-asset_tag": "A1"}).status_code == 302
    assert SupportRequest.objects.latest("id").custom == {"asset_tag": "A1"}
    ask = {"words": "It is dark.", "custom-asset_tag": "A2", "custom-tools": "several"}
    assert 'name="custom-asset_tag"' in text(karin.get("/help/ask"))
    assert karin.post("/help/ask", ask).status_code == 302
    made = SupportRequest.objects.latest("id")
    assert made.custom == {"asset_tag": "A2"}
    assert "A2" in text(karin.get(f"/help/requests/{made.pk}"))


def test_a_field_is_made_looked_at_moved_and_retired(client_of, tag):
    lena = client_of("Lena Falk")
    said = {"name": "Ward", "kind": "choice", "choices": "North | Norr\nSouth", "needed": "never"}
    assert "How it looks" in text(lena.post("/settings/fields/new", said | {"look": "1"}))
    assert CustomField.objects.count() == 1
    refused = lena.post("/settings/fields/new", said | {"choices": ""})
    assert (refused.status_code, "Write at least one choice." in text(refused)) == (422, True)
    lena.post("/settings/fields/new", said | {"is_live": "on"})
    ward = CustomField.objects.get(key="ward")
    assert [each["names"] for each in ward.choices] == [{"sv": "Norr"}, {}]
    lena.post(f"/settings/fields/{ward.pk}/place", {"to": "up"})
    page = text(lena.get("/settings/fields"))
    assert page.index("Ward") < page.index("Asset tag")
    lena.post(f"/settings/fields/{ward.pk}", said)
    assert "Out of use" in text(lena.get("/settings/fields"))


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm"])
def test_settings_are_for_who_keeps_them(client_of, name):
    assert client_of(name).get("/settings/fields").status_code == 403


def test_the_list_costs_the_same_with_more_fields(client_of, django_assert_max_num_queries, tools):
    for number in range(5):
        do.add_field(f"Field {number}", by=system(), kind="text")
    lena = client_of("Lena Falk")
    with django_assert_max_num_queries(LIST_BUDGET):
        page = text(lena.get("/settings/fields"))
    assert len(re.findall(r'<tr id="field-', page)) == 6
