"""The people of the world are enough for every rung of the usual ladders."""

import pytest

from spoc.catalogue.models import Service
from spoc.kit.time import now
from spoc.requests.models import Ladder
from spoc.requests.queries.ladders import meant_by
from spoc.requests.rules.ladder import ROLES
from spoc.world.norrvik.desk import HEAD


@pytest.fixture
def record(db):
    """The patient record, a service with an owner."""
    return Service.objects.get(key="patient-record")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_a_ladder_is_somebody(at_status, record, role):
    request = at_status("in_progress", "incident")
    request.service, request.owner = record, request.assignee
    for ladder in Ladder.objects.filter(service=None):
        assert meant_by(role, request, ladder, now())


def test_whoever_leads_the_department_is_not_the_manager_who_heard_before(at_status, record):
    request = at_status("in_progress", "incident")
    ladder = Ladder.objects.get(level="1", service=None)
    [head], [manager] = (meant_by(role, request, ladder, now()) for role in ("head", "CSM"))
    assert (head.name, manager.name) == (HEAD, "Henrik Vall")


def test_a_service_of_the_first_order_has_an_owner_who_is_one(db):
    for service in Service.objects.filter(criticality=1):
        assert "SO" in [grant.role for grant in service.owner.granted]
