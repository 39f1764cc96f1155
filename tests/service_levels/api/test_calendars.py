"""Calendars over the API: the pages' own law."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.service_levels.models import Calendar

WEEK = {"1": [["08:00", "12:00"], ["13:00", "17:00"]], "2": [["00:00", "24:00"]], "3": []}
GIVEN = {
    "name": "Archive",
    "zone": "Europe/Stockholm",
    "week": WEEK,
    "days": [{"day": "2026-12-24", "name": "Christmas Eve"}],
}


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine) -> Machine:
    return machine("Lena Falk")


def errors(answer) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(answer.json()["errors"])


def test_a_calendar_is_written_down_read_and_changed(lena):
    made = lena.post("/calendars", GIVEN)
    assert made.status_code == 201, made.content
    read = lena.get(f"/calendars/{made.json()['id']}").json()
    assert read["week"] == {"1": WEEK["1"], "2": WEEK["2"]}
    assert read["days"] == [{"day": "2026-12-24", "hours": [], "name": "Christmas Eve"}]
    at, again = f"/calendars/{read['id']}", {**GIVEN, "days": [], "version": read["version"]}
    changed = lena.send("PUT", at, again)
    assert (changed.json()["days"], changed.json()["version"]) == ([], read["version"] + 1)
    assert lena.send("PUT", at, again).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "office HOURS"}, "name"),
        ({"zone": "Norrvik/Harbour"}, "zone"),
        ({"week": {}}, "week_1"),
        ({"week": {"1": [["12:00", "08:00"]]}}, "week"),
        ({"week": {"1": [["08:00", "12:00"], ["11:00", "13:00"]]}}, "week"),
        ({"week": {"8": [["08:00", "12:00"]]}}, "week.8.[key]"),
        ({"week": {"1": [["8", "12"]]}}, "week.1.0.0"),
        ({"days": [{"day": "2026-12-24"}, {"day": "2026-12-24"}]}, "days"),
        ({"days": [{"day": "0026-12-24"}]}, "days.0.day"),
        ({"days": [{"day": 4711}]}, "days.0.day"),
    ],
)
def test_a_calendar_that_cannot_be_names_its_field(lena, wrong, field):
    assert field in errors(lena.post("/calendars", {**GIVEN, **wrong}))
    assert not Calendar.objects.filter(name="Archive").exists()


def test_what_a_change_would_do_is_told_and_nothing_is_changed(lena, at_status):
    at_status("in_progress", "incident")
    office = Calendar.objects.get(key="office")
    shut = {**GIVEN, "name": office.name, "week": {"7": [["08:00", "09:00"]]}}
    effect = lena.post(f"/calendars/{office.pk}/effect", shut).json()
    assert effect["moved"] >= 1
    assert Calendar.objects.get(pk=office.pk).version == office.version
    wrong = {**shut, "week": {"7": [["09:00", "08:00"]]}}
    assert errors(lena.post(f"/calendars/{office.pk}/effect", wrong)) == ["week"]


def test_what_something_counts_by_stays_in_use(lena):
    office = Calendar.objects.get(key="office")
    given = {**GIVEN, "name": office.name, "week": office.week, "is_active": False}
    assert errors(lena.send("PUT", f"/calendars/{office.pk}", given)) == ["is_active"]


def test_the_public_holidays_of_a_country_are_told(lena, machine):
    days = lena.get("/public-days", country="SE", year=2026).json()
    assert {"day": "2026-06-19", "name": "Midsummer Eve", "is_by_law": False} in days
    assert errors(lena.get("/public-days", country="XX", year=2026)) == ["country"]
    assert machine("Elin Sand").get("/public-days", country="SE", year=2026).status_code == 403


def test_the_desk_reads_and_changes_nothing(machine):
    elin, office = machine("Elin Sand"), Calendar.objects.get(key="office")
    assert office.pk in [row["id"] for row in elin.get("/calendars").json()["items"]]
    assert elin.post("/calendars", GIVEN).status_code == 403
    assert elin.send("PUT", f"/calendars/{office.pk}", GIVEN).status_code == 403
    assert elin.post(f"/calendars/{office.pk}/effect", GIVEN).status_code == 403


def test_requesters_find_none(machine):
    karin, office = machine("Karin Holm"), Calendar.objects.get(key="office")
    assert karin.get("/calendars").json()["items"] == []
    for at in (f"/calendars/{office.pk}", "/calendars/999999"):
        assert karin.get(at).status_code == 404
        assert karin.send("PUT", at, GIVEN).status_code == 404
        assert karin.post(f"{at}/effect", GIVEN).status_code == 404
