"""Spans are joined where they touch or overlap, in whatever order they come."""

from datetime import UTC, datetime

import pytest

from spoc.kit.spans import joined


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([], []),
        ([(14, 15), (9, 10)], [(9, 10), (14, 15)]),
        ([(10, 12), (9, 10)], [(9, 12)]),
        ([(9, 15), (10, 11), (14, 16)], [(9, 16)]),
        ([(9, 9), (9, 10)], [(9, 10)]),
    ],
)
def test_spans_that_touch_or_overlap_are_one(given, found):
    def spans(pairs):
        return [tuple(datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in pair) for pair in pairs]

    assert joined(spans(given)) == spans(found)
