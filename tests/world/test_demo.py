"""A world for whoever wants to look around."""

import pytest
from tests.floor.jobs import jobs_waiting

from spoc.audit.models import Fact
from spoc.channels.models import Channel
from spoc.requests.models import MajorDelivery, MajorIncident, SupportRequest
from spoc.world import demo
from spoc.world.disturbance import AFFECTED

FEW = 6
# orders and needs for new services that stand beside the told history
BESIDE = 9
HISTORY = "world.jobs.fill_history"


def waiting() -> list[str]:
    """Return which jobs for the history wait."""
    return [name for name, _words in jobs_waiting() if name == HISTORY]


@pytest.mark.django_db
def test_the_newest_requests_are_there_at_once_and_the_rest_is_left_to_the_worker():
    demo.ensure(FEW)
    assert AFFECTED < SupportRequest.objects.count() - BESIDE < FEW + AFFECTED
    assert waiting() == [HISTORY]


@pytest.mark.django_db
def test_the_worker_makes_the_rest(work):
    demo.ensure(FEW)
    work()
    assert SupportRequest.objects.count() == FEW + AFFECTED + BESIDE
    assert waiting() == []


@pytest.mark.django_db
def test_a_major_incident_goes_on_and_everybody_affected_was_told():
    demo.ensure(FEW)
    major = MajorIncident.objects.get()
    assert (major.state, major.updates.count()) == ("active", 2)
    assert not MajorDelivery.objects.filter(state="waiting").exists()
    assert MajorDelivery.objects.filter(state="told").count() == 1 + AFFECTED


@pytest.mark.django_db
def test_a_second_time_changes_nothing():
    demo.ensure(FEW)
    before = Fact.objects.count(), jobs_waiting()
    demo.ensure(FEW)
    assert (Fact.objects.count(), jobs_waiting()) == before


def test_a_house_in_use_is_left_as_it_is(register_request):
    register_request()
    facts = Fact.objects.count()
    demo.ensure(FEW)
    assert Fact.objects.count() == facts
    assert waiting() == []


@pytest.mark.django_db
def test_the_house_can_be_reached_by_more_than_mail():
    demo.ensure(FEW)
    ways = {each.kind: each for each in Channel.objects.filter(is_on=True)}
    assert {"portal", "chat", "phone", "alertmanager"} <= ways.keys()
    assert all(each.team and each.owner and each.calendar for each in ways.values())
