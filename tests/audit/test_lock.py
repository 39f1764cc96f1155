"""The subject of an activity is read anew; what it points at only when it points elsewhere now."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from spoc.audit.activities import activity, nothing_follows
from spoc.audit.activities.activity import lock
from spoc.audit.models import Fact
from spoc.people.models import Team
from spoc.requests.activities import note
from spoc.requests.models import SupportRequest
from tests.floor.jobs import jobs_waiting


@pytest.fixture
def asked(register_request):
    """A request with its requester and its team at hand."""
    row = register_request()
    SupportRequest.objects.filter(pk=row.pk).update(team=Team.objects.get(key="service-desk"))
    return SupportRequest.objects.select_related("requester", "team").get(pk=row.pk)


def lock_it(row):
    with transaction.atomic():
        lock(row)


def test_what_another_wrote_meanwhile_is_read(asked):
    SupportRequest.objects.filter(pk=asked.pk).update(title="Changed meanwhile", assignee=None)

    lock_it(asked)

    assert asked.title == "Changed meanwhile"


def test_the_row_is_locked_and_read_in_one_question(asked, django_assert_num_queries):
    # with the savepoint and its release around it
    with django_assert_num_queries(3) as asked_for:
        lock_it(asked)

    assert "FOR NO KEY UPDATE" in asked_for[1]["sql"]


def test_whom_it_still_points_at_is_not_read_again(asked, django_assert_num_queries):
    requester, team = asked.requester, asked.team

    lock_it(asked)

    with django_assert_num_queries(0):
        assert (asked.requester, asked.team) == (requester, team)


def test_what_it_points_at_since_is_read(asked):
    elsewhere = Team.objects.exclude(pk=asked.team_id).first()
    SupportRequest.objects.filter(pk=asked.pk).update(team=elsewhere)

    lock_it(asked)

    assert asked.team == elsewhere


def test_what_it_no_longer_points_at_is_forgotten(asked):
    SupportRequest.objects.filter(pk=asked.pk).update(team=None)

    lock_it(asked)

    assert asked.team is None


def test_what_was_put_in_but_never_saved_is_forgotten(asked):
    team = asked.team
    asked.team = Team.objects.exclude(pk=team.pk).first()

    lock_it(asked)

    assert asked.team == team


@activity
def told_of_the_past(support_request, *, by):
    """Note something as long past, and then something of today."""
    with nothing_follows():
        note(support_request, by=by, text="Long ago.")
    note(support_request, by=by, text="Today.")


def test_a_told_past_is_recorded_but_sets_nothing_in_motion(asked, people):
    facts, jobs = Fact.objects.count(), len(jobs_waiting())

    told_of_the_past(asked, by=people["Elin Sand"])

    assert Fact.objects.count() - facts == 2
    new = [name for name, _words in jobs_waiting()[jobs:]]
    assert new == ["requests.jobs.tell_concerned", "search.jobs.index"], "of today's note alone"


def test_what_an_activity_makes_is_not_locked_again(register_request):
    with CaptureQueriesContext(connection) as asked_for:
        register_request()

    locks = [each["sql"] for each in asked_for if "FOR NO KEY UPDATE" in each["sql"]]
    assert locks
    assert not [each for each in locks if "requests_supportrequest" in each]
