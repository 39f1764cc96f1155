"""How long a request has: the queue counts in the hours of the promise, as its own page does."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.kit.time import at
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.queries.promises import face_of, promises_of
from spoc.requests.queries.time_left import times_left

# 4 December 2026 is a Friday; the desk opens at seven and closes at five in Stockholm
FRIDAY = datetime(2026, 12, 4, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def promised(people, register_request, found):
    """An incident of medium priority that came on a Friday afternoon."""
    with at(FRIDAY):
        request = register_request()
        do.classify(request, by=people["Elin Sand"], classification=found("incident"))
    request.refresh_from_db()
    return request


def words(request: SupportRequest) -> str:
    """Return what the queue says of the time a request has."""
    return times_left([request])[request.pk].words


@pytest.mark.parametrize("hours", [0, 1, 20, 67, 90, 24 * 30])
def test_the_queue_and_the_page_say_the_same(promised, hours):
    first = min((each for each in promises_of(promised) if each.due_at), key=lambda c: c.due_at)
    with at(FRIDAY + hours * HOUR):
        assert words(promised) == face_of(first, FRIDAY + hours * HOUR).words


def test_a_weekend_takes_nothing(promised):
    with at(FRIDAY + 10 * HOUR):
        night = words(promised)
    with at(FRIDAY + 55 * HOUR):
        assert words(promised) == night


def test_any_number_of_rows_costs_one_query(promised, django_assert_num_queries):
    with django_assert_num_queries(1):
        times_left([promised] * 50)


def test_where_nothing_is_promised_nothing_is_said(promised):
    promised.due_at = None
    assert times_left([promised]) == {}
