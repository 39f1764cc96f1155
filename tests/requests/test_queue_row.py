"""A row of a queue is told once in ten seconds, and says at once what changed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from spoc.kit.time import at, tenth
from spoc.kit.zones import zone
from spoc.requests.models import SupportRequest
from spoc.requests.queries.queue_page import plain_page

MOMENT = datetime.fromisoformat("2026-11-23T08:00:20Z")


@pytest.fixture
def row(people, register_request):
    """The row of a request that came at a moment, as it is told at another."""
    with at(MOMENT - timedelta(minutes=5)):
        request = register_request()

    def told(seconds=0):
        with at(MOMENT + timedelta(seconds=seconds)):
            rows = plain_page(people["Elin Sand"], "all", None, after=None, least=0).rows
        return next(each for each in rows if each.number == request.pk)

    return told


def test_what_is_told_again_in_ten_seconds_is_the_same_row(row):
    assert row(1) is row(9)
    assert row(10) is not row(9)


def test_time_goes_on_with_the_next_ten_seconds(row):
    assert row(59).active.endswith("5 min")
    assert row(60).active.endswith("6 min")
    assert row(0).clock != row(60).clock


def test_what_changed_is_told_at_once(row):
    before = row(1)
    SupportRequest.objects.filter(pk=before.number).update(title="On fire", priority=1)
    after = row(2)
    assert (after.title, after.priority) == ("On fire", 1)
    assert after.bucket != before.bucket


def test_each_reads_it_in_their_language_and_zone(row):
    with translation.override("sv"):
        swedish = row(1)
    with translation.override("en"):
        assert row(1).bucket != swedish.bucket
        with timezone.override(zone("Asia/Tokyo")):
            assert row(1).active_at != swedish.active_at


@pytest.mark.parametrize(("second", "began"), [(0, 0), (9, 0), (10, 10), (59, 50)])
def test_the_ten_seconds_begin_by_the_clock(second, began):
    moment = MOMENT.replace(second=second, microsecond=5)
    assert tenth(moment) == MOMENT.replace(second=began)
