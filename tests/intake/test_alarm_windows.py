"""Maintenance keeps alarms from being incidents while it lasts, and counts them all the same."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.catalogue.models import Service
from spoc.channels.rules.heard import Alarm as Told
from spoc.cmdb.models import ConfigurationItem
from spoc.intake.activities import (
    change_window,
    end_window,
    hear_alarm,
    look_after_alarms,
    plan_window,
)
from spoc.intake.activities.alarm_incidents import take_up
from spoc.intake.models import Alarm, MaintenanceWindow
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.requests.models import SupportRequest

HOUR = timedelta(hours=1)


def incidents():
    return SupportRequest.objects.filter(channel="event")


def tell(noc, key="disk", *, is_over=False, service="mail", item=""):
    return hear_alarm(Told(key, is_over, "Disk", service=service, item=item), noc)


@pytest.fixture
def particulars(db):
    """Maintenance of the mail service from now on for an hour, or of what a test says."""

    def made(**other):
        mail = Service.objects.get(key="mail")
        usual = {"service": mail, "item": None, "starts_at": now(), "ends_at": now() + HOUR}
        return {**usual, **other}

    return made


@pytest.fixture
def window(people, particulars):
    return plan_window("New disks", by=people["Sofia Berg"], particulars=particulars())


@pytest.fixture
def after(window):
    return window.ends_at + timedelta(seconds=1)


def test_what_is_expected_is_counted_and_is_no_incident(window, noc):
    assert [tell(noc), tell(noc), tell(noc)] == ["suppressed"] * 3
    alarm = Alarm.objects.get()
    assert (alarm.count, alarm.window) == (3, window)
    assert not incidents().exists()


def test_what_still_fires_when_maintenance_ends_is_an_incident_then(window, after, noc):
    tell(noc)
    look_after_alarms()
    assert not incidents().exists()
    with at(after):
        look_after_alarms()
        look_after_alarms()
    assert incidents().count() == 1
    assert Alarm.objects.get().window is None


def test_what_two_take_up_at_once_is_one_incident(window, after, noc):
    tell(noc)
    alarm, read_before = Alarm.objects.get(), Alarm.objects.get()
    with at(after):
        assert (take_up(alarm), take_up(read_before)) == ("opened", "counted")
    assert incidents().count() == 1
    assert Alarm.objects.get().support_request == incidents().get()


def test_what_is_over_by_then_is_none(window, after, noc):
    tell(noc)
    assert tell(noc, is_over=True) == "cleared"
    with at(after):
        look_after_alarms()
    assert not incidents().exists()


def test_a_repeat_after_maintenance_is_an_incident_at_once(window, after, noc):
    tell(noc)
    with at(after):
        assert tell(noc) == "opened"


def test_alarms_of_something_else_are_incidents(window, noc):
    assert tell(noc, service="print") == "opened"


def test_an_item_may_be_kept_quiet_without_its_service(noc, people, particulars):
    archive = ConfigurationItem.objects.get(name="Image archive")
    about = particulars(service=None, item=archive)
    plan_window("New disks", by=people["Sofia Berg"], particulars=about)
    assert tell(noc, service="", item="Image archive") == "suppressed"
    assert tell(noc, "other", service="radiology") == "opened"


def test_maintenance_that_ends_early_lets_go_of_what_it_kept(window, noc, people):
    tell(noc)
    end_window(window, by=people["Sofia Berg"])
    look_after_alarms()
    assert incidents().count() == 1
    assert story(window).last().kind == "window.ended"


def test_maintenance_of_another_thing_lets_go_of_what_it_kept(window, noc, people, particulars):
    tell(noc)
    about = particulars(service=Service.objects.get(key="print"))
    change_window(window, by=people["Sofia Berg"], reason="Toner", particulars=about)
    look_after_alarms()
    assert incidents().count() == 1


@pytest.mark.parametrize(
    ("reason", "other", "field"),
    [
        (" ", {}, "reason"),
        ("Disks", {"service": None}, "service"),
        ("Disks", {"ends_at": now() - HOUR, "starts_at": now() - 2 * HOUR}, "ends_at"),
        ("Disks", {"ends_at": now() - HOUR}, "ends_at"),
    ],
)
def test_what_is_no_maintenance_is_refused(people, particulars, reason, other, field):
    with pytest.raises(NotPossible) as refused:
        plan_window(reason, by=people["Sofia Berg"], particulars=particulars(**other))
    assert field in refused.value.fields
    assert not MaintenanceWindow.objects.exists()


@pytest.mark.parametrize("name", ["Karin Holm", "Maja Lindqvist"])
def test_others_plan_no_maintenance(people, particulars, name):
    with pytest.raises(NotAllowed):
        plan_window("Disks", by=people[name], particulars=particulars())


def test_what_is_over_is_not_ended_again(window, after, people):
    with at(after), pytest.raises(NotPossible):
        end_window(window, by=people["Sofia Berg"])
