"""From where on alarms flap and storm is set by whoever manages the desk, and holds at once."""

from datetime import timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.channels.rules.heard import Alarm as Told
from spoc.intake.activities import ALARM_LIMITS, change_alarm_terms, hear_alarm, look_after_alarms
from spoc.intake.alarm_queries import alarm_terms
from spoc.intake.models import Alarm, AlarmTerms, Storm
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.requests.models import SupportRequest

USUAL = {name: getattr(AlarmTerms(), name) for name in ALARM_LIMITS}


@pytest.fixture
def changed(people):
    """Set the terms of alarms, all others as they are usual: `changed(storm_alarms=3)`."""

    def done(by="Åsa Ekman", **numbers):
        return change_alarm_terms(alarm_terms(), by=people[by], numbers=numbers)

    return done


def tell(noc, key, *, is_over=False):
    return hear_alarm(Told(str(key), is_over, f"Link {key}", service="network-maps"), noc)


def test_the_usual_terms_are_those_of_the_rules(db):
    assert USUAL == {
        "flap_changes": 5,
        "flap_minutes": 15,
        "quiet_minutes": 15,
        "storm_alarms": 20,
        "storm_minutes": 1,
        "storm_quiet_minutes": 10,
    }


def test_what_is_set_holds_and_says_who_set_it(changed, people):
    terms = changed(storm_alarms=3, quiet_minutes=30)
    assert (alarm_terms().storm_alarms, alarm_terms().quiet_minutes) == (3, 30)
    assert alarm_terms().flap_changes == 5
    fact = story(terms).get(kind="alarm_terms.changed")
    assert fact.by == people["Åsa Ekman"]
    changed(storm_alarms=4)
    assert AlarmTerms.objects.count() == 1
    changed(storm_alarms=4)
    assert story(terms).filter(kind="alarm_terms.changed").count() == 2


def test_a_storm_begins_where_it_was_set_and_ends_when_it_was_set(changed, noc):
    changed(storm_alarms=3, storm_minutes=5, storm_quiet_minutes=2)
    begun = now()
    for key in range(5):
        with at(begun + timedelta(minutes=key)):
            tell(noc, key)
    storm = Storm.objects.get()
    assert (SupportRequest.objects.filter(channel="event").count(), storm.alarms.count()) == (4, 2)
    with at(begun + timedelta(minutes=7)):
        look_after_alarms()
    storm.refresh_from_db()
    assert storm.ended_at is not None


def test_an_alarm_flaps_from_where_it_was_set_and_until_it_was_quiet(changed, noc):
    changed(flap_changes=2, flap_minutes=60, quiet_minutes=3)
    begun = now()
    with at(begun):
        tell(noc, 1)
    for minute, is_over in ((10, True), (20, False)):
        with at(begun + timedelta(minutes=minute)):
            tell(noc, 1, is_over=is_over)
    alarm = Alarm.objects.get()
    assert alarm.is_flapping
    said = alarm.support_request.entries.filter(kind="note").last().text
    assert "quiet for 3 minutes" in said
    with at(begun + timedelta(minutes=24)):
        look_after_alarms()
    alarm.refresh_from_db()
    assert not alarm.is_flapping


@pytest.mark.parametrize("name", ALARM_LIMITS)
def test_a_number_that_does_not_fit_is_refused_where_it_stands(changed, name):
    least, most = ALARM_LIMITS[name]
    for number in (least - 1, most + 1, None):
        with pytest.raises(NotPossible) as refused:
            changed(**{name: number})
        assert list(refused.value.fields) == [name]
    assert not AlarmTerms.objects.exists()


@pytest.mark.parametrize(
    ("name", "may"),
    [("Åsa Ekman", True), ("Henrik Vall", True), ("Sofia Berg", False), ("Elin Sand", False)],
)
def test_who_sets_the_terms(changed, client_of, name, may):
    assert (client_of(name).get("/settings/alarms").status_code == 200) is may
    if may:
        assert changed(by=name, storm_alarms=9).storm_alarms == 9
        return
    with pytest.raises(NotAllowed):
        changed(by=name, storm_alarms=9)
    assert client_of(name).post("/settings/alarms", USUAL).status_code == 403


def test_the_page_shows_what_holds_and_keeps_what_was_typed(client_of):
    henrik = client_of("Henrik Vall")
    assert henrik.post("/settings/alarms", USUAL | {"flap_changes": "7"}).status_code == 302
    assert 'value="7"' in henrik.get("/settings/alarms").content.decode()
    refused = henrik.post("/settings/alarms", USUAL | {"flap_changes": "x", "storm_alarms": "12"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Enter a number from 2 to 50." in page
    assert 'value="x"' in page and 'value="12"' in page
    assert alarm_terms().storm_alarms == 20


def test_the_page_asks_little_of_the_database(client_of, django_assert_max_num_queries):
    henrik = client_of("Henrik Vall")
    henrik.get("/settings/alarms")
    with django_assert_max_num_queries(12):
        henrik.get("/settings/alarms")


def test_machines_read_and_set_them_too(token_of):
    asa = Machine(token_of("Åsa Ekman", READ_AND_WRITE))
    assert asa.get("/settings/alarm-terms").json() == USUAL
    told = asa.patch("/settings/alarm-terms", {"storm_minutes": 2})
    assert (told.status_code, told.json()) == (200, USUAL | {"storm_minutes": 2})
    refused = asa.patch("/settings/alarm-terms", {"storm_minutes": 61})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["storm_minutes"])
    elin = Machine(token_of("Elin Sand", READ_AND_WRITE))
    assert elin.get("/settings/alarm-terms").status_code == 403
    assert elin.patch("/settings/alarm-terms", {}).status_code == 403
