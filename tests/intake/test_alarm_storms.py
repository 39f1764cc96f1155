"""Thousands of alarms at once are one incident, and every one of them is kept and counted."""

import json
import os
import time
from datetime import timedelta

import pytest

from spoc.channels.models import Delivery
from spoc.channels.rules.alarms import TERMS
from spoc.channels.rules.heard import Alarm as Told
from spoc.intake.activities import hear_alarm, look_after_alarms
from spoc.intake.alarm_queries import alarms_of
from spoc.intake.jobs import hear_channel
from spoc.intake.models import Alarm, Storm
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.records.queries import links_of
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest

# all of them where there is time; elsewhere so many that what takes ever longer is still seen
MANY = 10_000 if os.environ.get("CI") else 2_000
# of the time of this process: what else the machine does is not counted
PATIENCE = 60 * MANY / 10_000


def incidents():
    return SupportRequest.objects.filter(channel="event").order_by("id")


def tell(noc, key, *, is_over=False, service="mail", item=""):
    told = Told(str(key), is_over, f"Alarm {key}", service=service, item=item)
    return hear_alarm(told, noc)


@pytest.fixture
def stormy(noc):
    """A storm of thirty alarms of the mail service, the first twenty of their own."""
    with at(now()):
        outcomes = [tell(noc, key) for key in range(30)]
    assert outcomes == ["opened"] * 20 + ["stormed"] * 10
    return Storm.objects.get()


def test_beyond_the_threshold_new_alarms_are_one_incident(stormy):
    assert incidents().count() == 21
    storm = stormy.support_request
    assert storm.title == "Storm: 1 alarm of Email and calendar"
    assert storm.service.key == "mail"
    assert alarms_of(storm).alarms == 10
    linked = [each.relation for each in links_of(storm, system())]
    assert linked.count("related_to") == 20


def test_the_incident_of_a_storm_says_how_many_it_is(stormy):
    look_after_alarms()
    stormy.support_request.refresh_from_db()
    assert stormy.support_request.title == "Storm: 10 alarms of Email and calendar"


def test_a_title_somebody_wrote_stays(stormy, people):
    storm = stormy.support_request
    do.describe(storm, by=people["Elin Sand"], title="The mail cluster is gone")
    look_after_alarms()
    storm.refresh_from_db()
    assert storm.title == "The mail cluster is gone"


def test_alarms_of_something_else_are_no_part_of_a_storm(stormy, noc):
    assert tell(noc, "printer", service="print") == "opened"


def test_alarms_spread_over_time_are_no_storm(noc):
    begun, apart = now(), TERMS.storm_within / 10
    for key in range(30):
        with at(begun + key * apart):
            assert tell(noc, key) == "opened"


def test_a_storm_ends_when_it_is_quiet(stormy, noc):
    with at(now() + TERMS.storm_quiet - timedelta(seconds=20)):
        look_after_alarms()
        assert tell(noc, "late") == "stormed"
    with at(now() + 3 * TERMS.storm_quiet):
        look_after_alarms()
        assert tell(noc, "later") == "opened"
    stormy.refresh_from_db()
    assert stormy.ended_at is not None
    assert "still fire" in stormy.support_request.entries.filter(kind="note").last().text


def test_a_storm_whose_incident_is_over_takes_no_more(stormy, noc, people):
    do.cancel(stormy.support_request, by=people["Elin Sand"], reason="test")
    with at(now() + timedelta(minutes=2)):
        assert tell(noc, "next") == "opened"


def test_a_storm_proposes_to_resolve_only_when_all_of_it_is_over(stormy, noc):
    for key in range(20, 29):
        tell(noc, key, is_over=True)
    storm = stormy.support_request
    assert not alarms_of(storm).is_over
    assert not storm.entries.filter(kind="note").exists()
    tell(noc, 29, is_over=True)
    assert alarms_of(storm).is_over
    assert storm.entries.filter(kind="note").count() == 1


def test_thousands_of_deliveries_are_all_kept_and_all_counted(noc):
    told = {"title": "Link down", "state": "firing", "service": "network-maps"}
    bodies = [json.dumps(told | {"key": key, "host": f"switch{key}"}) for key in range(MANY)]
    rows = [Delivery(channel=noc, body=each.encode(), at=now()) for each in bodies]
    Delivery.objects.bulk_create(rows, batch_size=1_000)
    assert Delivery.objects.filter(channel=noc, state="stored").count() == MANY
    begun = time.process_time()
    hear_channel.func(channel=noc.pk)
    took = time.process_time() - begun
    look_after_alarms()
    assert Delivery.objects.filter(channel=noc, state="done").count() == MANY
    assert Alarm.objects.filter(channel=noc).count() == MANY
    assert incidents().count() == TERMS.storm_from + 1
    storm = Storm.objects.get()
    assert storm.counted == MANY - TERMS.storm_from
    assert storm.support_request.title.startswith(f"Storm: {storm.counted} alarms of")
    assert took < PATIENCE, f"hearing of {MANY} alarms took {took:.1f} s"
