"""The pages of the rota: the week, the forms, one's own, and calendars given out."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rota.conftest import NOON, WORKDAYS, pattern

from spoc.kit.time import at
from spoc.people.models import Team
from spoc.rota.models import Absence, Presence, Shift
from spoc.rota.queries import on_duty
from spoc.rota.rules.calendar_out import Written, write_calendar

pytestmark = pytest.mark.usefixtures("nobody_on_duty")

ADDRESS = re.compile(r'value="([^"]*/rota/calendars/[^"]+)"')


@pytest.fixture
def henrik(client_of):
    """The browser of who plans the work."""
    return client_of("Henrik Vall")


@pytest.fixture
def given(people):
    """What is typed for Elin's shift at the desk on three days of every other week."""
    return {
        "person": people["Elin Sand"].pk,
        "team": Team.objects.get(key="service-desk").pk,
        "role": "",
        "kind": "desk",
        "rank": "1",
        "zone": "Europe/Stockholm",
        "starts_on": "2026-11-24",
        "starts": "08:00",
        "ends": "17:00",
        "again": "weekly",
        "days": ["TU", "WE", "TH"],
        "weeks": "2",
    }


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_shift_is_added_changed_and_ended(henrik, given, people):
    henrik.post("/settings/rota/shifts/new", given)
    shift = Shift.objects.get()
    assert shift.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,WE,TH"
    page = henrik.get(f"/settings/rota/shifts/{shift.pk}").content.decode()
    assert 'value="08:00' in page and 'value="2026-11-24"' in page
    henrik.post(f"/settings/rota/shifts/{shift.pk}", given | {"starts": "09:00", "weeks": "1"})
    shift.refresh_from_db()
    assert (shift.rule, f"{shift.starts:%H:%M}") == ("FREQ=WEEKLY;BYDAY=TU,WE,TH", "09:00")
    with at(NOON):
        assert on_duty(shift.team, NOON) == [people["Elin Sand"]]
        henrik.post(f"/settings/rota/shifts/{shift.pk}/end")
        assert on_duty(shift.team, NOON) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"team": ""}, "Choose a team, a role, or both."),
        ({"days_long": "40"}, "less than or equal to 30"),
        ({"person": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(henrik, given, change, words):
    answer = henrik.post("/settings/rota/shifts/new", given | change)
    assert answer.status_code == 422 and words in text(answer)
    assert 'value="2026-11-24"' in answer.content.decode()


def test_a_night_ends_on_the_day_after_and_a_week_on_call_a_week_later(henrik, given):
    henrik.post("/settings/rota/shifts/new", given | {"starts": "22:00", "ends": "06:00"})
    week = {"starts": "16:00", "ends": "16:00", "days_long": "7", "days": [], "kind": "on_call"}
    henrik.post("/settings/rota/shifts/new", given | week)
    lengths = [each.pattern.ends - each.pattern.begins for each in Shift.objects.order_by("pk")]
    assert [length.total_seconds() / 3600 for length in lengths] == [8, 24 * 7]


def test_the_week_says_who_when_and_who_is_there_now(henrik, shift, away):
    shift("Elin Sand")
    away("Elin Sand", "Daniel Okoro")
    desk = Team.objects.get(key="service-desk")
    with at(NOON):
        said = text(henrik.get(f"/settings/rota?of=team-{desk.pk}"))
    assert "On duty now DO Daniel Okoro" in said
    assert "08:01–16:01 DO Daniel Okoro instead of Elin Sand At the desk Change" in said
    assert "Daniel Okoro stands in" in said


@pytest.mark.parametrize("asked", ["of=x&from=soon&hours=x", "from=9999-12-31", "of=role-XX"])
def test_an_address_that_names_nothing_shows_this_week(henrik, asked):
    assert henrik.get(f"/settings/rota?{asked}").status_code == 200


def test_the_week_is_read_in_few_questions(henrik, shift, django_assert_max_num_queries):
    for name in ("Elin Sand", "Daniel Okoro", "Sofia Berg"):
        shift(name)
    with django_assert_max_num_queries(28):
        henrik.get("/settings/rota")


def test_a_rule_the_form_cannot_write_stays_as_it_is(henrik, given, shift):
    monthly = pattern("2026-11-27 08:00", "2026-11-27 12:00", "FREQ=MONTHLY;BYDAY=-1FR")
    row = shift("Elin Sand", pattern=monthly)
    answer = henrik.get(f"/settings/rota/shifts/{row.pk}")
    assert 'value="kept" selected' in answer.content.decode()
    henrik.post(
        f"/settings/rota/shifts/{row.pk}",
        given | {"again": "kept", "starts_on": "2026-11-27", "days": []},
    )
    row.refresh_from_db()
    assert row.rule == "FREQ=MONTHLY;BYDAY=-1FR" and f"{row.ends:%H:%M}" == "17:00"


def test_a_calendar_file_is_taken_over_and_each_event_answered(henrik, given):
    weekly = pattern("2026-11-24 16:00", "2026-11-25 08:00", WORKDAYS)
    events = [Written("1", "Elin Sand", weekly), Written("2", "Nobody known", weekly)]
    file = SimpleUploadedFile("rota.ics", write_calendar("x", events, NOON))
    asked = {name: given[name] for name in ("team", "role", "kind", "rank", "zone")}
    with at(NOON):
        said = text(henrik.post("/settings/rota/import", asked | {"person": "", "file": file}))
    assert "1 event is on the rota." in said and "A shift of Elin Sand today" in said
    assert "Not taken over It names nobody whose shifts you keep." in said
    wrong = henrik.post(
        "/settings/rota/import", asked | {"file": SimpleUploadedFile("x.ics", b"hello")}
    )
    assert wrong.status_code == 422 and "no calendar file" in text(wrong)


def test_an_agent_sees_their_own_shifts_and_says_how_they_are(client_of, shift, people):
    shift("Elin Sand")
    elin = client_of("Elin Sand")
    with at(NOON):
        said = text(elin.get("/rota"))
    assert "Service desk: At the desk" in said and "On duty now" in said
    elin.post("/rota/presence", {"state": "not_taking", "capacity": "7"})
    presence = Presence.objects.get(person=people["Elin Sand"])
    assert (presence.state, presence.capacity) == ("not_taking", 7)
    assert elin.post("/rota/presence", {"state": "here", "capacity": "0"}).status_code == 422


def test_an_agent_is_away_for_whole_days_and_comes_back(client_of, people):
    elin = client_of("Elin Sand")
    days = {"starts_on": "2026-10-24", "ends_on": "2026-10-25", "kind": "leave", "note": "Sun"}
    elin.post("/rota/absences/new", days | {"deputy": people["Daniel Okoro"].pk})
    absence = Absence.objects.get()
    assert (absence.ends_at - absence.begins_at).total_seconds() == 49 * 3600
    assert (
        client_of("Daniel Okoro").post(f"/rota/absences/{absence.pk}/withdraw").status_code == 404
    )
    elin.post(f"/rota/absences/{absence.pk}/withdraw")
    assert not Absence.objects.filter(withdrawn_at=None).exists()
    wrong = elin.post("/rota/absences/new", days | {"deputy": people["Elin Sand"].pk})
    assert wrong.status_code == 422 and "Somebody else stands in" in text(wrong)


@pytest.mark.parametrize(
    "place", ["/settings/rota", "/settings/rota/shifts/new", "/settings/rota/import"]
)
def test_agents_and_requesters_do_not_keep_the_rota(client_of, place):
    for name in ("Elin Sand", "Karin Holm"):
        assert client_of(name).get(place).status_code == 403
    assert client_of("Karin Holm").get("/rota").status_code == 403


def test_a_calendar_reads_what_its_address_gives_and_no_other(henrik, client_of, shift):
    shift("Elin Sand")
    desk = Team.objects.get(key="service-desk")
    opened = [
        client_of("Elin Sand").post("/rota/calendar"),
        henrik.post(f"/settings/rota/teams/{desk.pk}/calendar"),
    ]
    for answer in opened:
        [address] = ADDRESS.findall(answer.content.decode())
        place = "/rota" + address.partition("/rota")[2]
        read = Client().get(place)
        assert read["Content-Type"] == "text/calendar; charset=utf-8"
        assert b"RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" in read.content
        assert Client().post(place).status_code == 405
        assert Client().get(place.replace(".ics", "x.ics")).status_code == 404
    assert rb"Elin Sand\, Service desk" in read.content
    henrik.post(f"/rota/calendars/{desk.feeds.get().pk}/revoke")
    assert Client().get(place).status_code == 404


@pytest.mark.parametrize("address", ["shifts/new", "import"])
def test_a_shift_is_for_no_role_of_those_who_ask(henrik, address):
    page = henrik.get(f"/settings/rota/{address}").content.decode()
    roles = page[page.index('name="role"') :]
    offered = re.findall(r'<option value="(\w*)"', roles[: roles.index("</select>")])
    assert {"IC", "CSR"} <= {*offered}
    assert not {"PR", "US", "CU", "SU"} & {*offered}
