"""Warnings of many clocks at once, and of a record that somebody is at."""

from datetime import timedelta

import psycopg
import pytest
from tests.floor import database

from spoc.audit.models import Fact
from spoc.kit.time import now
from spoc.people.queries import system
from spoc.service_levels.activities import warn
from spoc.service_levels.models import Clock


def due(request) -> None:
    """Let half of what is promised about a request be over since a moment."""
    clock = Clock.objects.get(subject_id=request.pk, metric="response")
    Clock.objects.filter(pk=clock.pk).update(
        started_at=now() - timedelta(days=30), next_mark_at=now() - timedelta(seconds=1)
    )


def told_of(request) -> int:
    return Fact.objects.filter(subject_id=request.pk, kind="clock.broken").count()


def test_many_at_once_cost_few_questions(register_request, django_assert_max_num_queries):
    requests = [register_request() for _nth in range(5)]
    for request in requests:
        due(request)
    # three warnings and what breaks: each a fact, and a job for each of what follows from it
    with django_assert_max_num_queries(5 * 4 * 4 + 12):
        assert warn(now() + timedelta(seconds=1), by=system()) == 5
    assert [told_of(request) for request in requests] == [1] * 5


@pytest.mark.commits
def test_what_somebody_is_at_is_told_of_the_next_time(register_request):
    busy, free = register_request(), register_request()
    due(busy)
    due(free)
    lock = "SELECT 1 FROM requests_supportrequest WHERE id = %s FOR NO KEY UPDATE"
    with psycopg.connect(database.cluster().dsn(database.own())) as somebody:
        somebody.execute(lock, [busy.pk])
        assert warn(now(), by=system()) == 1
    assert (told_of(busy), told_of(free)) == (0, 1)
    assert warn(now(), by=system()) == 1
    assert (told_of(busy), told_of(free)) == (1, 1)
