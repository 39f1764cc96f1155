"""The order of the queue: the worked example, and that the database sorts by the same rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from spoc.requests.models import SupportRequest
from spoc.requests.rules.triage import Standing, effective_priority, reasons, triage_key

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def standing(number: int, priority: int, criticality: int, used: int, due: float | None, **more):
    """Return where a request stands; `due` in hours from now."""
    return Standing(
        number=number,
        priority=priority,
        status=more.pop("status", "in_progress"),
        created_at=NOW - timedelta(days=1),
        used_mark=used,
        criticality=criticality,
        due_at=None if due is None else NOW + due * HOUR,
        **more,
    )


EXAMPLE = {
    "A": standing(1, 3, 2, 75, 1),
    "B": standing(2, 2, 3, 0, 5),
    "C": standing(3, 4, 1, 0, 24),
    "D": standing(4, 1, 1, 50, 0.67, is_major=True),
    "E": standing(5, 5, 4, 100, -24),
    "F": standing(6, 2, 1, 0, 4),
    "G": standing(7, 2, 1, 50, None, status="pending", pending_reason="scheduled"),
}


def test_the_worked_example_comes_out_in_its_order():
    order = sorted(EXAMPLE, key=lambda name: triage_key(EXAMPLE[name]))
    assert "".join(order) == "DFABECG"


@pytest.mark.parametrize(
    ("priority", "used", "effective"),
    [(1, 100, 1), (2, 100, 2), (3, 50, 3), (3, 75, 2), (3, 100, 2), (5, 90, 4), (5, 100, 3)],
)
def test_age_raises_and_never_to_the_first(priority, used, effective):
    assert effective_priority(priority, used) == effective


def test_what_decides_comes_in_the_order_it_decides():
    assert reasons(EXAMPLE["A"]) == ["raised_1", "criticality", "due"]
    assert reasons(EXAMPLE["G"]) == ["paused", "priority", "criticality", "no_due"]
    assert reasons(replace(EXAMPLE["D"], is_vip=True)) == [
        *("major", "priority", "criticality", "due", "vip")
    ]


def test_the_database_sorts_by_the_same_rule(people, at_status):
    rows = {}
    for name, wanted in EXAMPLE.items():
        row = at_status(wanted.status if wanted.status == "pending" else "in_progress")
        SupportRequest.objects.filter(pk=row.pk).update(
            priority=wanted.priority,
            is_major=wanted.is_major,
            used_mark=wanted.used_mark,
            criticality=wanted.criticality,
            due_at=wanted.due_at,
            created_at=wanted.created_at,
        )
        rows[row.pk] = name
    found = SupportRequest.objects.filter(pk__in=rows).order_by(*SupportRequest.TRIAGE)
    assert "".join(rows[row.pk] for row in found) == "DFABECG"
