"""Alarms become incidents: counted, over, back again, damped while they come and go."""

from datetime import timedelta

import pytest

from spoc.channels.activities import keep_delivery
from spoc.channels.base import Delivered
from spoc.channels.models import Channel, Delivery, Interaction
from spoc.channels.rules.heard import Alarm as Told
from spoc.intake.activities import hear, hear_alarm, look_after_alarms, resolve_cleared
from spoc.intake.alarm_queries import alarms_of
from spoc.intake.models import Alarm
from spoc.kit.errors import NotPossible
from spoc.kit.time import at, now
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.records.queries import links_of
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest


def incidents():
    return SupportRequest.objects.filter(channel="event").order_by("id")


def notes(incident):
    return [each.text for each in incident.entries.filter(kind="note").order_by("id")]


@pytest.fixture
def tell(noc):
    """Let the monitoring tell of an alarm some minutes from now: `tell("disk", minutes=5)`."""
    begun = now()

    def told(key="disk", *, is_over=False, minutes=0, **further):
        with at(begun + timedelta(minutes=minutes)):
            words = {"title": f"{key} of post7 is full", "service": "mail", **further}
            return hear_alarm(Told(key=key, is_over=is_over, **words), noc)

    return told


def test_an_alarm_is_an_incident_with_all_it_says(tell, noc):
    assert tell(severity="critical", item="Image archive", text="3 % left") == "opened"
    [incident] = incidents()
    assert (incident.type, incident.service.key, incident.title) == (
        "incident",
        "mail",
        "disk of post7 is full",
    )
    assert (incident.impact, incident.urgency, incident.priority) == (1, 1, 1)
    assert incident.requester == system()
    assert incident.incident.detection == "monitoring"
    assert "3 % left" in incident.description
    [contact] = Interaction.objects.filter(channel="event")
    assert (contact.way, contact.disposition) == (noc, "request_new")
    linked = [each.relation for each in links_of(incident, system())]
    assert "affects" in linked


def test_a_hundred_repeats_are_one_incident_with_a_count(tell):
    outcomes = [tell(minutes=each) for each in range(100)]
    assert outcomes == ["opened", *["counted"] * 99]
    [incident] = incidents()
    alarm = Alarm.objects.get(support_request=incident)
    assert alarm.count == 100
    assert alarm.last_seen_at - alarm.first_seen_at == timedelta(minutes=99)
    assert Interaction.objects.filter(channel="event").count() == 1
    assert notes(incident) == []


def test_the_same_key_in_two_channels_is_two_alarms(tell, people):
    tell()
    other = Channel.objects.create(kind="events", name="Another monitoring")
    hear_alarm(Told("disk", False, "Disk"), other)
    assert incidents().count() == 2


def test_an_alarm_that_is_over_proposes_to_resolve_and_never_does_so(tell):
    tell()
    assert tell(is_over=True, minutes=3) == "cleared"
    [incident] = incidents()
    assert incident.is_open
    assert alarms_of(incident).is_over
    [said] = notes(incident)
    assert said.startswith("The alarm is over since")


def test_what_is_over_twice_is_nothing_new(tell):
    assert tell(is_over=True) == "nothing_new"
    tell()
    tell(is_over=True, minutes=1)
    assert tell(is_over=True, minutes=2) == "nothing_new"
    assert len(notes(incidents().get())) == 1


def test_an_alarm_that_fires_again_withdraws_the_proposal_and_counts_on(tell):
    tell()
    tell(is_over=True, minutes=1)
    assert tell(minutes=2) == "returned"
    incident = incidents().get()
    assert not alarms_of(incident).is_over
    assert (Alarm.objects.get().count, len(notes(incident))) == (2, 2)
    assert "fires again" in notes(incident)[1]


def test_one_step_resolves_what_is_over(tell, people):
    tell()
    tell(is_over=True, minutes=1)
    incident = resolve_cleared(incidents().get(), by=people["Elin Sand"])
    assert (incident.status, incident.closure_code) == ("resolved", "solved")
    assert incident.incident.verification == "monitoring"
    assert incident.incident.restored_at == Alarm.objects.get().over_at


def test_what_fires_is_not_resolved_so(tell, people):
    tell()
    with pytest.raises(NotPossible, match="still fires"):
        resolve_cleared(incidents().get(), by=people["Elin Sand"])


def test_a_resolved_incident_is_reopened_when_its_alarm_comes_back(tell, people):
    tell()
    tell(is_over=True, minutes=1)
    resolve_cleared(incidents().get(), by=people["Elin Sand"])
    assert tell(minutes=9) == "reopened"
    incident = incidents().get()
    assert (incident.status, incident.reopen_count) == ("in_progress", 1)


def test_an_alarm_whose_incident_is_over_opens_another(tell, people):
    tell()
    do.cancel(incidents().get(), by=people["Elin Sand"], reason="test")
    assert tell(minutes=1) == "opened"
    assert incidents().count() == 2


def test_an_alarm_goes_on_in_what_its_incident_was_merged_into(tell, people):
    tell()
    tell("memory")
    first, second = incidents()
    do.merge(first, by=people["Elin Sand"], into=second)
    assert tell(minutes=1) == "counted"
    assert {each.support_request for each in Alarm.objects.all()} == {second}


def test_an_alarm_that_comes_and_goes_is_damped_until_it_is_quiet(tell, people):
    for minute in range(10):
        tell(minutes=minute, is_over=bool(minute % 2))
    incident, alarm = incidents().get(), Alarm.objects.get()
    assert alarm.is_flapping
    said = notes(incident)
    assert len(said) == 5  # four changes, and that nothing more is said
    assert "comes and goes" in said[-1]
    assert not alarms_of(incident).is_over  # nothing is proposed meanwhile
    with at(alarm.last_seen_at + timedelta(minutes=14)):
        look_after_alarms()
    assert Alarm.objects.get().is_flapping
    with at(alarm.last_seen_at + timedelta(minutes=15)):
        look_after_alarms()
        look_after_alarms()
    assert alarms_of(incident).is_over
    assert len(notes(incident)) == 6
    assert notes(incident)[-1].startswith("The alarm is over since")


def test_a_worse_severity_is_noted_once(tell):
    for severity in ("warning", "critical", "critical"):
        tell(severity=severity)
    [said] = notes(incidents().get())
    assert "Critical" in said


@pytest.mark.parametrize(
    ("service", "item", "key", "name"),
    [
        ("mail", "", "mail", None),
        ("E-POST OCH KALENDER", "", "mail", None),
        ("outlook", "", "mail", None),
        ("", "image archive:9100", "radiology", "Image archive"),
        ("something else", "unheard of", None, None),
    ],
)
def test_service_and_item_are_known_by_key_name_or_other_words(tell, service, item, key, name):
    tell(service=service, item=item)
    alarm = Alarm.objects.get()
    assert (alarm.service.key if alarm.service else None) == key
    assert (alarm.item.name if alarm.item else None) == name


def test_whom_nothing_dispatches_goes_to_the_team_of_the_channel(tell, noc):
    noc.team = Team.objects.get(key="infrastructure")
    noc.save()
    tell(service="unheard of")
    assert incidents().get().team == noc.team


def body(**further):
    told = {"key": "k", "title": "Disk", "state": "firing", "service": "mail", **further}
    return Delivered({"content-type": "application/json"}, repr(told).replace("'", '"').encode())


def test_a_delivery_heard_twice_after_a_lost_worker_leads_to_the_same(noc):
    kept = keep_delivery(noc, body())
    hear(kept)
    kept.state = Delivery.State.STORED  # as if what settled it had been lost
    hear(kept)
    assert (incidents().count(), kept.state) == (1, "done")


def test_what_cannot_be_read_is_kept_with_a_sentence(noc):
    kept = keep_delivery(noc, Delivered({}, b"not json at all"))
    hear(kept)
    kept.refresh_from_db()
    assert kept.state == "failed"
    assert kept.outcome.startswith("What was sent is no JSON")
    assert bytes(kept.body) == b"not json at all"
