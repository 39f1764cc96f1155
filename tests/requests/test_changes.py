"""What changed is told in the reader's words, zone and language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from spoc.kit.time import at
from spoc.requests.queries.changes import names_in, told

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
RESTORED = {"restored_at": [None, "2026-11-22T03:13:00+00:00"]}


@pytest.fixture(autouse=True)
def here():
    """It is Sunday morning in Norrvik."""
    with at(NOW), timezone.override(ZoneInfo("Europe/Stockholm")):
        yield


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (RESTORED, "Restored: today 04:13"),
        ({"priority": [3, 2]}, "Priority: Medium → High"),
        ({"users_affected": [1, 40]}, "People affected: 1 → 40"),
        ({"is_complaint": [False, True]}, "Complaint: no → yes"),
        ({"workaround": ["Restart it", ""]}, "Workaround: Restart it → –"),
        ({"incident_was": [{"cause": "Dust"}, None]}, "It was: Incident, Cause Dust"),
    ],
)
def test_a_change_is_told_as_people_say_it(changes, words):
    assert told(changes, names_in([changes])) == [words]


@pytest.mark.parametrize(
    "changes",
    [
        {"matrix_priority": [3, 2]},
        {"status": ["new", "classified"]},
        {"supportability": ["undecided", "supported"]},
        {"cause": ["Dust", "Dust"]},
    ],
)
def test_what_goes_without_saying_is_not_told(changes):
    assert told(changes, names_in([changes])) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Service: Radiology imaging"), ("sv", "Tjänst: Röntgenbilder")],
)
def test_a_service_is_called_what_the_reader_calls_it(language, words):
    changes = {"service": [None, "Radiology imaging"]}
    with translation.override(language):
        assert told(changes, names_in([changes])) == [words]


def test_a_service_that_is_no_more_keeps_its_name():
    changes = {"service": [None, "The fax"]}
    assert told(changes, names_in([changes])) == ["Service: The fax"]


def test_all_names_cost_one_query(django_assert_num_queries):
    changes = {"service": ["Telephony", "Print"], "category": [None, "Fault"]}
    with django_assert_num_queries(1):
        names_in([changes] * 20)
