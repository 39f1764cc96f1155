"""Templates of requests, at intake, by machines, and coming back by themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.catalogue.models import Category, Service
from spoc.kit import time
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import Recurrence, RequestTemplate, SupportRequest
from spoc.requests.queries.recurrences import recurrences_due
from spoc.service_levels.models import Calendar
from spoc.work.queries import tasks_of

MONDAY = datetime(2030, 3, 4, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def room(db) -> RequestTemplate:
    do.add_field("Room", by=system(), kind="text")
    return do.add_template(
        "Prepare a room",
        by=system(),
        title="Prepare the meeting room",
        words="Projector and coffee, please.",
        type="fulfilment",
        service=Service.objects.get(key="mail"),
        category=Category.objects.get(key="fault"),
        impact=3,
        urgency=3,
        team=Team.objects.get(key="applications"),
        custom={"room": "B12"},
        tasks=["Test the projector", "Order coffee"],
    )


@pytest.fixture
def weekly(room, people):
    def made(rule="FREQ=WEEKLY", **said):
        whole = {"zone": "Europe/Stockholm", "starts_at": MONDAY, "when_closed": "register"}
        asks = people["Karin Holm"]
        with time.at(MONDAY - timedelta(days=1)):
            return do.add_recurrence(room, by=system(), requester=asks, rule=rule, **whole | said)

    return made


def _is_as_the_template(made: SupportRequest) -> bool:
    kept = (made.title, made.type, made.custom, made.team.key)
    lines = [task.title for task in tasks_of(made).order_by("place")]
    return kept == (
        "Prepare the meeting room",
        "fulfilment",
        {"room": "B12"},
        "applications",
    ) and lines == ["Test the projector", "Order coffee"]


def test_an_agent_begins_intake_from_a_template(client_of, people, room):
    elin = client_of("Elin Sand")
    need = {"who": "Karin", "caller": people["Karin Holm"].pk, "template": room.pk}
    page = elin.get("/requests/new", need).content.decode()
    assert "Projector and coffee, please.</textarea>" in page
    assert '<option value="fulfilment" selected>' in page
    said = {"need": "Projector and coffee.", "type": "fulfilment", "read_type": ""}
    said |= {"service": "mail", "category": "fault", "impact": "3", "urgency": "3"}
    assert elin.post("/requests/new", need | said).status_code == 302
    assert _is_as_the_template(SupportRequest.objects.latest("id"))


def test_programs_register_from_a_template(token_of, people, room):
    elin = Machine(token_of("Elin Sand", READ_AND_WRITE))
    karin = Machine(token_of("Karin Holm", READ_AND_WRITE))
    listed = elin.get("/request-templates").json()["items"]
    assert [each["name"] for each in listed] == ["Prepare a room"]
    assert karin.get("/request-templates").json()["items"] == []
    at = f"/request-templates/{room.pk}/requests"
    made = elin.post(at, {"requester": people["Karin Holm"].pk})
    assert made.status_code == 201
    assert _is_as_the_template(SupportRequest.objects.get(pk=made.json()["number"]))
    assert karin.post(at, {}).status_code == 404


def test_a_template_says_only_what_a_request_could_have(people, room):
    with pytest.raises(NotPossible) as refused:
        do.change_template(room, by=system(), name="A", title="B", custom={"shoe": 1})
    assert list(refused.value.fields) == ["custom-shoe"]
    with pytest.raises(NotAllowed):
        do.add_template("Mine", by=people["Maja Lindqvist"], title="Mine")


def test_a_request_comes_back_once_at_its_moment(weekly, run_job):
    row = weekly()
    with time.at(MONDAY - timedelta(minutes=1)):
        assert not recurrences_due(time.now()).exists()
        assert do.register_due(row, by=system()) is None
    with time.at(MONDAY + timedelta(minutes=1)):
        made = do.register_due(row, by=system())
        assert do.register_due(row, by=system()) is None
    row.refresh_from_db()
    assert _is_as_the_template(made)
    assert made.channel == "schedule"
    assert (row.last_request, row.last_at) == (made, MONDAY)
    assert row.next_at == MONDAY + timedelta(days=7)


def test_after_a_stop_the_last_missed_one_is_made_up_for(weekly):
    row = weekly()
    with time.at(MONDAY + timedelta(days=30)):
        made = do.register_due(row, by=system())
        assert do.register_due(row, by=system()) is None
    row.refresh_from_db()
    # nine on the wall, which is an hour earlier in summer
    assert row.last_at == datetime(2030, 4, 1, 7, tzinfo=UTC)
    assert row.next_at == row.last_at + timedelta(days=7)
    fact = story(made).get(kind="request.caught_up")
    assert fact.particulars.values["count"] == 4


def test_what_has_no_further_moment_ends(weekly):
    row = weekly("FREQ=WEEKLY;COUNT=1")
    with time.at(MONDAY + timedelta(days=1)):
        do.register_due(row, by=system())
    row.refresh_from_db()
    assert (row.state, row.next_at) == ("ended", None)


def test_a_pause_misses_nothing_and_an_end_is_for_good(weekly):
    row = weekly("FREQ=DAILY")
    do.set_recurrence(row, by=system(), state="paused")
    with time.at(MONDAY + timedelta(days=5)):
        assert do.register_due(row, by=system()) is None
        do.set_recurrence(row, by=system(), state="active")
        assert row.next_at == MONDAY + timedelta(days=5) or row.next_at > time.now()
    do.set_recurrence(row, by=system(), state="ended")
    with pytest.raises(NotPossible):
        do.set_recurrence(row, by=system(), state="active")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"rule": "FREQ=HOURLY"}, "rule"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"when_closed": "skip"}, "calendar"),
        ({"rule": "FREQ=DAILY;UNTIL=20300101"}, "rule"),
    ],
)
def test_what_cannot_come_back_says_why(weekly, said, field):
    with pytest.raises(NotPossible) as refused:
        weekly(**said)
    assert list(refused.value.fields) == [field]


def test_the_holidays_of_a_calendar_are_left_out(weekly):
    days = {str(day): [["08:00", "17:00"]] for day in range(1, 6)}
    closed = {"2030-03-04": []}
    calendar = Calendar.objects.create(
        key="c", name="C", zone="Europe/Stockholm", week=days, exceptions=closed
    )
    row = weekly("FREQ=DAILY", calendar=calendar, when_closed="move")
    assert row.next_at == MONDAY + timedelta(days=1)


def test_pages_show_the_next_times_and_save_them(client_of, room):
    lena = client_of("Lena Falk")
    said = {"template": room.pk, "requester": "Karin Holm", "zone": "Europe/Stockholm"}
    said |= {"starts_at": "2030-03-04T09:00", "frequency": "WEEKLY", "every": "1"}
    said |= {"weekdays": ["MO", "TH"], "when_closed": "register"}
    page = lena.post("/settings/recurring/new", said | {"look": "1"}).content.decode()
    assert page.count("<li>", page.index('id="moments"'), page.index("</ol>")) == 5
    assert not Recurrence.objects.exists()
    refused = lena.post("/settings/recurring/new", said | {"frequency": "own", "rule": "weekly"})
    assert (refused.status_code, "RFC 5545" in refused.content.decode()) == (422, True)
    assert lena.post("/settings/recurring/new", said).status_code == 302
    row = Recurrence.objects.get()
    assert (row.rule, row.next_at) == ("FREQ=WEEKLY;BYDAY=MO,TH", MONDAY)
    for address in ("/settings/recurring", f"/settings/recurring/{row.pk}", "/settings/templates"):
        assert room.name in lena.get(address).content.decode()
    lena.post(f"/settings/recurring/{row.pk}/state", {"to": "paused"})
    row.refresh_from_db()
    assert (row.state, row.next_at) == ("paused", None)


def test_a_template_is_written_and_changed_on_its_page(client_of, room):
    lena = client_of("Lena Falk")
    said = {"name": "New colleague", "title": "Prepare for a new colleague", "is_live": "on"}
    made = lena.post("/settings/templates/new", said | {"tasks": "Badge\n\nLaptop"})
    assert made.status_code == 302
    row = RequestTemplate.objects.get(name="New colleague")
    assert row.tasks == ["Badge", "Laptop"]
    refused = lena.post(f"/settings/templates/{row.pk}", said | {"title": ""})
    assert refused.status_code == 422
    assert client_of("Maja Lindqvist").get("/settings/templates").status_code == 403
