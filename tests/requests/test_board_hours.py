"""The hours of the live board are those of the clock on the wall, also when that is put back."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from spoc.kit.time import at
from spoc.kit.zones import zone
from spoc.requests.queries.board import board_for

HERE = zone("Europe/Stockholm")


@pytest.mark.parametrize(
    ("came", "hours"),
    [
        # the hour from two to three comes twice in the last night of summer time
        (("2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T02:30Z"), {2: 2, 3: 1}),
        # and not at all in its first
        (("2026-03-29T00:30Z", "2026-03-29T01:30Z", "2026-03-28T23:10Z"), {0: 1, 1: 1, 3: 1}),
    ],
)
def test_the_hours_are_those_of_the_clock_on_the_wall(people, register_request, came, hours):
    for moment in map(datetime.fromisoformat, came):
        with at(moment):
            register_request()
    with at(max(map(datetime.fromisoformat, came)) + timedelta(hours=9)), timezone.override(HERE):
        bars = board_for(people["Elin Sand"]).flow.bars
    assert {bar.hour: bar.came for bar in bars if bar.came} == hours
