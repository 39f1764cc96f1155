"""The rota over the API: shifts, absences, presence and calendars given out."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.kit.time import now
from spoc.people.activities import join_team
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.rota.models import Shift

RULE = "FREQ=WEEKLY;BYDAY=MO,TU"
FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:one@norrvik.example
SUMMARY:On call: Elin Sand
DTSTART;TZID=Europe/Stockholm:20301125T170000
DTEND;TZID=Europe/Stockholm:20301126T080000
END:VEVENT
BEGIN:VEVENT
UID:two@norrvik.example
SUMMARY:On call: Nobody Known
DTSTART;TZID=Europe/Stockholm:20301126T170000
DTEND;TZID=Europe/Stockholm:20301127T080000
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def lena(machine) -> Machine:
    """She plans the rota."""
    return machine("Lena Falk")


@pytest.fixture
def desk(db) -> int:
    return Team.objects.get(key="service-desk").pk


@pytest.fixture
def given(people, desk) -> dict[str, object]:
    """A shift by day of Elin Sand's."""
    return {
        "person": people["Elin Sand"].pk,
        "team": desk,
        "zone": "Europe/Stockholm",
        "begins": "2030-11-25T08:00",
        "ends": "2030-11-25T17:00",
        "rule": RULE,
    }


def errors(answer) -> list[str]:
    assert answer.status_code == 422, answer.content
    return sorted(answer.json()["errors"])


def ids(answer) -> list[int]:
    return [row["id"] for row in answer.json()["items"]]


def test_a_shift_is_given_changed_and_ended(lena, given):
    made = lena.post("/shifts", given)
    assert made.status_code == 201, made.content
    at = f"/shifts/{made.json()['id']}"
    read = lena.get(at).json()
    assert (read["name"], read["begins"], read["rule"]) == ("Elin Sand", given["begins"], RULE)
    left_out = ["2030-12-02T08:00"]
    changed = lena.send("PUT", at, {**given, "ends": "2030-11-25T16:30", "left_out": left_out})
    assert changed.json()["ends"] == "2030-11-25T16:30"
    assert [each[:16] for each in changed.json()["left_out"]] == left_out
    ended = lena.post(f"{at}/ending", {"last_on": "2030-12-31"})
    assert ended.json()["last_on"] == "2030-12-31"
    yesterday = now().date() - timedelta(days=1)
    assert lena.post(f"{at}/ending", {}).json()["last_on"] == yesterday.isoformat()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": "2030-11-25T08:00"}, "ends"),
        ({"ends": "2031-11-25T08:00"}, "ends"),
        ({"begins": "2030-02-30T08:00"}, "begins"),
        ({"begins": "0001-01-01T08:00", "ends": "0001-01-01T09:00", "rule": ""}, "begins"),
        ({"rule": "FREQ=HOURLY"}, "ends"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "begins"),
        ({"zone": "Norrvik/Harbour"}, "zone"),
        ({"team": None}, "team"),
        ({"team": 999_999}, "team"),
        ({"person": 999_999}, "person"),
        ({"role": "US"}, "role"),
        ({"last_on": "9999-12-31"}, "last_on"),
    ],
)
def test_a_shift_that_cannot_be_names_its_field(lena, given, wrong, field):
    assert errors(lena.post("/shifts", {**given, **wrong})) == [field]


def test_a_shift_is_for_who_works_at_the_desk(lena, given, people):
    assert errors(lena.post("/shifts", {**given, "person": people["Karin Holm"].pk})) == ["person"]


def test_who_leads_a_team_keeps_its_shifts_alone(machine, given, people, desk):
    other = Team.objects.get(key="applications").pk
    lead = people["Maja Lindqvist"]
    join_team(lead, by=system(), team=Team.objects.get(pk=other), is_lead=True)
    maja = machine("Maja Lindqvist")
    assert errors(maja.post("/shifts", given)) == ["person"]
    own = {**given, "person": people["Tomasz Wolski"].pk}
    assert errors(maja.post("/shifts", own)) == ["team"]
    made = maja.post("/shifts", {**own, "team": other})
    assert made.status_code == 201
    theirs = machine("Lena Falk").post("/shifts", given).json()["id"]
    assert maja.get(f"/shifts/{theirs}").status_code == 404
    assert maja.post(f"/shifts/{theirs}/ending", {}).status_code == 404


def test_an_agent_reads_their_own_shifts_and_keeps_none(machine, lena, given, people):
    own = lena.post("/shifts", given).json()["id"]
    others = lena.post("/shifts", {**given, "person": people["Daniel Okoro"].pk}).json()["id"]
    elin = machine("Elin Sand")
    assert own in ids(elin.get("/shifts"))
    assert others not in ids(elin.get("/shifts"))
    assert elin.get(f"/shifts/{others}").status_code == 404
    assert elin.send("PUT", f"/shifts/{own}", given).status_code == 403
    assert elin.post(f"/shifts/{own}/ending", {}).status_code == 403
    assert elin.post("/shifts", given).status_code == 403


def test_shifts_are_narrowed_and_those_over_are_left_out(lena, given, people, desk):
    over = {**given, "begins": "2020-01-06T08:00", "ends": "2020-01-06T17:00", "rule": ""}
    past, ahead = (lena.post("/shifts", each).json()["id"] for each in (over, given))
    asked = {"team": desk, "person": people["Elin Sand"].pk}
    assert past not in ids(lena.get("/shifts", **asked))
    assert {past, ahead} <= set(ids(lena.get("/shifts", **asked, over="true")))
    assert ahead not in ids(lena.get("/shifts", role="IC"))


def test_who_is_on_duty_is_told_to_the_desk(machine, lena, people, desk):
    begins = now() - timedelta(hours=3)
    wall = [each.strftime("%Y-%m-%dT%H:%M") for each in (begins, begins + timedelta(hours=9))]
    given = {"person": people["Elin Sand"].pk, "team": desk, "zone": "UTC"}
    assert lena.post("/shifts", {**given, "begins": wall[0], "ends": wall[1]}).status_code == 201
    posts = {post["name"]: post["there"] for post in machine("Priya Nair").get("/on-duty").json()}
    assert "Elin Sand" in [each["name"] for each in posts["Service desk"]]
    assert machine("Karin Holm").get("/on-duty").status_code == 403


def test_a_calendar_file_is_taken_over_event_by_event(lena, desk):
    given = {"team": desk, "zone": "UTC", "kind": "on_call", "calendar": FILE}
    first, second = lena.post("/shift-imports", given).json()
    assert (first["title"], first["refused"]) == ("On call: Elin Sand", "")
    assert Shift.objects.get(pk=first["shift"]).kind == "on_call"
    assert second["shift"] is None
    assert second["refused"]
    assert lena.post("/shift-imports", given).json()[0]["shift"] == first["shift"]
    assert errors(lena.post("/shift-imports", {**given, "calendar": "nonsense"})) == ["file"]
    assert errors(lena.post("/shift-imports", {**given, "team": 999_999})) == ["team"]


def test_nobody_else_takes_shifts_over(machine, desk):
    given = {"team": desk, "zone": "UTC", "calendar": FILE}
    assert machine("Elin Sand").post("/shift-imports", given).status_code == 403


AWAY = {"begins_at": "2030-12-02T00:00:00+01:00", "ends_at": "2030-12-09T00:00:00+01:00"}


def test_one_notes_ones_own_absence_and_takes_it_back(machine, people):
    elin = machine("Elin Sand")
    given = {**AWAY, "kind": "illness", "note": "Knee", "deputy": people["Daniel Okoro"].pk}
    made = elin.post("/absences", given)
    assert made.status_code == 201, made.content
    assert (made.json()["kind"], made.json()["note"]) == ("illness", "Knee")
    assert made.json()["id"] in ids(elin.get("/absences", since="2030-12-03T00:00:00Z"))
    assert made.json()["id"] not in ids(elin.get("/absences", since="2031-01-01T00:00:00Z"))
    assert elin.delete(f"/absences/{made.json()['id']}").status_code == 204
    assert elin.delete(f"/absences/{made.json()['id']}").status_code == 404


def test_why_somebody_is_away_only_they_read(machine, lena, people):
    given = {**AWAY, "kind": "illness", "note": "Knee"}
    made = machine("Elin Sand").post("/absences", given).json()
    (read,) = lena.get("/absences", person=people["Elin Sand"].pk).json()["items"]
    assert (read["id"], read["name"]) == (made["id"], "Elin Sand")
    assert (read["kind"], read["note"]) == ("", "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_at": AWAY["begins_at"]}, "ends"),
        ({"deputy": 999_999}, "deputy"),
        ({"deputy": "Karin Holm"}, "deputy"),
        ({"deputy": "Elin Sand"}, "deputy"),
        ({"begins_at": "0001-01-01T00:00:00Z"}, "begins_at"),
    ],
)
def test_an_absence_that_cannot_be_names_its_field(machine, people, wrong, field):
    said = {
        name: people[v].pk if v in ("Karin Holm", "Elin Sand") else v for name, v in wrong.items()
    }
    assert errors(machine("Elin Sand").post("/absences", {**AWAY, **said})) == [field]


def test_absences_of_others_are_for_who_keeps_their_rota(machine, lena, people):
    elin, others = machine("Elin Sand"), people["Daniel Okoro"].pk
    noted = lena.post("/absences", {**AWAY, "person": others})
    assert noted.status_code == 201
    at = f"/absences/{noted.json()['id']}"
    assert errors(elin.post("/absences", {**AWAY, "person": others})) == ["person"]
    assert noted.json()["id"] not in ids(elin.get("/absences"))
    assert elin.delete(at).status_code == 404
    karin = machine("Karin Holm")
    assert karin.post("/absences", AWAY).status_code == 403
    assert karin.delete(at).status_code == 404
    assert lena.delete(at).status_code == 204


def test_one_says_whether_one_takes_work(machine):
    elin = machine("Elin Sand")
    said = elin.send("PUT", "/presence", {"state": "not_taking", "capacity": 5})
    assert said.status_code == 200
    assert elin.get("/presence").json() == said.json()
    assert errors(elin.send("PUT", "/presence", {"state": "asleep"})) == ["state"]
    assert errors(elin.send("PUT", "/presence", {"state": "here", "capacity": 0})) == ["capacity"]
    karin = machine("Karin Holm")
    assert karin.get("/presence").status_code == 403
    assert karin.send("PUT", "/presence", {"state": "here"}).status_code == 403


def test_a_calendar_address_is_shown_once_and_revoked(machine, client):
    elin = machine("Elin Sand")
    made = elin.post("/shift-feeds", {})
    assert made.status_code == 201
    place = "/" + made.json()["address"].split("/", 3)[3]
    assert client.get(place).status_code == 200
    (listed,) = elin.get("/shift-feeds").json()["items"]
    assert set(listed) == {"id", "team", "opened_at"}
    assert machine("Daniel Okoro").delete(f"/shift-feeds/{listed['id']}").status_code == 404
    assert elin.delete(f"/shift-feeds/{listed['id']}").status_code == 204
    assert client.get(place).status_code == 404


def test_a_teams_calendar_is_given_out_by_who_keeps_its_rota(machine, lena, desk):
    assert lena.post("/shift-feeds", {"team": desk}).json()["team"] == desk
    assert errors(machine("Elin Sand").post("/shift-feeds", {"team": desk})) == ["team"]
    assert machine("Karin Holm").post("/shift-feeds", {}).status_code == 403
    assert ids(machine("Karin Holm").get("/shift-feeds")) == []
    assert ids(machine("Karin Holm").get("/shifts")) == []
