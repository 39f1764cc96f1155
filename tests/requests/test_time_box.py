"""When a tier has spent on a request what it may: said once, with the next step at hand."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.floor.jobs import jobs_waiting
from tests.floor.notes import note

from spoc.audit.queries import story
from spoc.kit.time import at
from spoc.people.activities import change_tier
from spoc.people.models import Team, Tier
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.queries.time_box import quarter_at
from spoc.requests.rules.time_box import Effort, is_box_used
from spoc.work.activities import log_work

# 1 December 2026 is a Tuesday
TUESDAY = datetime(2026, 12, 1, 8, tzinfo=UTC)
USED = "request.time_box_used"


@pytest.mark.parametrize(
    ("effort", "used"),
    [
        (Effort("1", 19, 20), False),
        (Effort("1", 20, 20), True),
        (Effort("1", 500, None), False),
        (Effort("2", 60, 60), True),
        (Effort("X", 60, 60), True),
        (Effort("1", 0, 20, 24.9, has_plan=False), False),
        (Effort("1", 0, 20, 25, has_plan=False), True),
        (Effort("1", 0, 20, 90, has_plan=True), False),
        (Effort("2", 0, None, 90, has_plan=False), False),
    ],
)
def test_a_box_is_used_by_minutes_or_by_a_quarter_of_the_promise_with_no_plan(effort, used):
    assert is_box_used(effort) is used


@pytest.fixture
def at_desk(people, register_request, found):
    """An incident that Elin works on at the first tier, begun on a Tuesday at nine."""
    elin, desk = people["Elin Sand"], Team.objects.get(is_entry=True)
    with at(TUESDAY):
        request = register_request()
        do.classify(request, by=elin, classification=found("incident"))
        do.assign(request, by=elin, team=desk, assignee=elin)
    assert (request.status, request.team.tier) == ("in_progress", 1)
    return request


def used(request) -> list[dict]:
    """Return what was said of used time boxes."""
    return [fact.particulars.values for fact in story(request).filter(kind=USED)]


def test_twenty_minutes_at_the_desk_are_said_once(people, at_desk, work):
    with at(TUESDAY):
        work()
        for minutes in (15, 5, 30):
            log_work(at_desk, by=people["Elin Sand"], minutes=minutes)
            work()
    assert used(at_desk) == [{"tier": "1", "minutes": 20}]
    at_desk.refresh_from_db()
    assert at_desk.box_used_tier == "1"


def test_nineteen_minutes_are_nothing_to_speak_of(people, at_desk, work):
    with at(TUESDAY):
        log_work(at_desk, by=people["Elin Sand"], minutes=19)
        work()
    assert used(at_desk) == []


def test_minutes_of_another_tier_do_not_count(people, at_desk, work):
    with at(TUESDAY):
        log_work(at_desk, by=people["Amir Haddad"], minutes=60)
        work()
    assert used(at_desk) == []


def test_a_box_set_for_the_next_tier_counts_there(people, at_desk, work):
    change_tier(Tier.objects.get(code="3"), by=people["Lena Falk"], box_minutes=30)
    amir = people["Amir Haddad"]
    with at(TUESDAY):
        do.escalate(at_desk, by=people["Elin Sand"], team=amir.teams.get(), note=note())
        log_work(at_desk, by=amir, minutes=30)
        work()
    assert used(at_desk) == [{"tier": "3", "minutes": 30}]


def test_a_quarter_of_the_promise_with_no_diagnosis_is_said_when_it_is_used(at_desk, work):
    with at(TUESDAY):
        work()
    quarter = quarter_at(at_desk)
    assert ("requests.jobs.look_at_time_box", {"number": at_desk.pk}) in jobs_waiting()
    with at(quarter - timedelta(seconds=1)):
        work()
    assert used(at_desk) == []
    with at(quarter):
        work()
    assert used(at_desk) == [{"tier": "1", "minutes": 0}]


def test_whoever_writes_a_diagnosis_in_time_is_left_alone(people, at_desk, work):
    with at(TUESDAY):
        work()
        quarter = quarter_at(at_desk)
        do.diagnose(at_desk, by=people["Elin Sand"], hypothesis="The archive is full.")
    with at(quarter):
        work()
    assert used(at_desk) == []
    assert quarter_at(at_desk) is None


@pytest.mark.parametrize("status", ["new", "classified", "resolved", "closed"])
def test_nobody_is_told_of_what_nobody_works_on(people, at_status, status, work):
    request = at_status(status)
    log_work(request, by=people["Elin Sand"], minutes=60)
    work()
    assert used(request) == []
    assert do.look_at_time_box(request, by=system()) is False
