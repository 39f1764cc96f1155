"""What counts as solved without us, what is an estimate, and what is neither."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.knowledge.rules.deflection import Figures, Share, Visit, is_abandoned, is_over

BEGAN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER, LATEST = BEGAN + timedelta(minutes=5), BEGAN + timedelta(minutes=9)


@pytest.mark.parametrize(
    ("visit", "expected"),
    [
        (Visit(LATEST), False),
        (Visit(LATEST, read_at=LATER), False),
        (Visit(LATEST, drafted_at=BEGAN), False),
        (Visit(LATEST, drafted_at=BEGAN, read_at=LATER), True),
        (Visit(LATEST, drafted_at=LATER, read_at=LATER), True),
        (Visit(LATEST, drafted_at=LATER, read_at=BEGAN), False),
        (Visit(LATEST, drafted_at=BEGAN, read_at=LATER, has_asked=True), False),
        (Visit(LATEST, drafted_at=BEGAN, read_at=LATER, said_no_at=LATEST), False),
        (Visit(LATEST, drafted_at=BEGAN, read_at=LATEST, said_no_at=LATER), True),
    ],
)
def test_only_a_draft_given_up_after_reading_counts_as_perhaps(visit, expected):
    assert is_abandoned(visit) is expected


@pytest.mark.parametrize(("hours", "expected"), [(0, False), (23.99, False), (24, True)])
def test_a_visit_is_over_after_a_day_of_silence(hours, expected):
    assert is_over(Visit(BEGAN), BEGAN + timedelta(hours=hours)) is expected


def test_what_was_solved_is_counted_and_what_is_estimated_stands_apart():
    figures = Figures(solved=30, asked=50, left=20, abandoned=15)
    assert figures.sessions == 100
    assert figures.deflected == Share(30, 100)
    assert figures.perhaps_deflected == Share(15, 100)


def test_pages_that_were_only_read_resolve_nothing():
    assert Figures(left=40).deflected.percent == 0
    assert Figures(left=40, by_agents=10).without_agent.part == 0


def test_level_zero_is_what_was_automatic_or_solved_of_that_and_what_agents_handled():
    figures = Figures(solved=30, automatic=20, by_agents=150)
    assert figures.without_agent == Share(50, 200)


def test_of_nothing_there_is_no_share():
    assert Figures().without_agent.percent is None
    assert Figures().deflected.percent is None
