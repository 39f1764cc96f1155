"""A row kept drawn says what a row drawn anew would say."""

from dataclasses import replace

from django.utils import translation

from spoc.requests.pages.queue_drawn import row as drawn
from spoc.requests.queries.queue_row import Face, Row
from spoc.requests.queries.time_left import TimeLeft

ROW = Row(
    number=48213,
    reference="R-48213",
    title="Printer jams",
    type="incident",
    type_label="Incident",
    priority=2,
    priority_label="P2 High",
    asked_by="Karin Holm, Norrvik",
    service="Printing",
    assignee=None,
    assignee_id=None,
    active="6 min",
    active_at="Thu 19 Nov 2026, 08:12",
    is_unread=False,
    bucket="Medium and lower",
    clock=TimeLeft("running", "2 h left", 5, None),
    due_at="",
    is_unroutable=False,
)


def test_a_row_that_says_something_else_is_drawn_anew():
    changes = {
        "title": "Printer on fire",
        "assignee": Face("Elin Sand", "ES", 3),
        "active": "7 min",
        "clock": TimeLeft("soon", "1 h left", 16, None),
        "is_unread": True,
        "is_unroutable": True,
    }
    before = drawn(ROW, "?queue=all", False)
    for name, value in changes.items():
        assert drawn(replace(ROW, **{name: value}), "?queue=all", False) != before, name
    assert drawn(ROW, "?queue=mine", False) != before
    assert 'aria-current="true"' in drawn(ROW, "?queue=all", True)
    assert drawn(replace(ROW), "?queue=all", False) == before


def test_a_row_speaks_the_language_of_whoever_reads_it_now():
    with translation.override("en"):
        assert "Nobody yet" in drawn(ROW, "?queue=all", False)
    with translation.override("sv"):
        assert "Nobody yet" not in drawn(ROW, "?queue=all", False)


def test_what_people_wrote_stays_words():
    said = drawn(replace(ROW, title="<script>alert(1)</script>"), "?queue=all", False)
    assert "<script>" not in said
    assert "&lt;script&gt;" in said
