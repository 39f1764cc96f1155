"""Whether the first contact met the need, by rule and as it happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from spoc.kit.time import at
from spoc.requests import activities as do
from spoc.requests.activities import Registration
from spoc.requests.rules.first_contact import Course, is_first_contact, is_first_tier, is_settled

WRITTEN = Course(1, 0, 0, False, False, 0, 0)
CALLED = Course(1, 0, 0, True, True, 0, 0)
TUESDAY = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("course", "met"),
    [
        (WRITTEN, True),
        (CALLED, True),
        (replace(CALLED, is_solved_in_call=False), False),
        (replace(CALLED, answers_before=2), True),
        (replace(WRITTEN, answers_before=1), False),
        (replace(WRITTEN, heard_after_first=1), False),
        (replace(WRITTEN, hop_count=1), False),
        (replace(WRITTEN, reopen_count=1), False),
        (replace(WRITTEN, tier_resolved=2), False),
        (replace(WRITTEN, is_followed_up=True), False),
        (replace(WRITTEN, tier_resolved=0), None),
        (replace(WRITTEN, tier_resolved=None), None),
    ],
)
def test_the_first_contact_met_the_need(course, met):
    assert is_first_contact(course) is met


@pytest.mark.parametrize(("tier", "first"), [(None, True), (0, True), (1, True), (2, False)])
def test_the_first_tier_did_it_alone(tier, first):
    assert is_first_tier(tier) is first


def test_a_return_counts_for_fourteen_days():
    assert not is_settled(TUESDAY, TUESDAY + 14 * DAY - timedelta(seconds=1))
    assert is_settled(TUESDAY, TUESDAY + 14 * DAY)


@pytest.fixture
def closed(people, register_request, found, solved):
    """A question of Karin Holm answered in the first letter and confirmed, on a Tuesday."""
    with at(TUESDAY):
        request = register_request()
        do.resolve(
            request,
            by=people["Elin Sand"],
            resolution=solved(),
            classification=found(),
        )
        return do.confirm(request, by=people["Karin Holm"])


def test_answered_in_the_first_letter_is_met_at_the_first_contact(closed):
    assert closed.is_first_contact is True


@pytest.mark.parametrize(("days", "met"), [(13, False), (14, True)])
def test_the_same_need_back_soon_was_not_met(people, closed, days, met):
    with at(TUESDAY + days * DAY):
        do.follow_up(
            closed,
            by=people["Karin Holm"],
            registration=Registration("It is back.", "portal"),
        )
    closed.refresh_from_db()
    assert closed.is_first_contact is met


def test_an_answer_before_the_solution_was_another_contact(people, register_request, found, solved):
    elin = people["Elin Sand"]
    with at(TUESDAY):
        request = register_request()
        do.classify(request, by=elin, classification=found())
        do.assign(request, by=elin, assignee=elin)
    with at(TUESDAY + DAY):
        do.reply(request, by=elin, text="Which screen?")
    with at(TUESDAY + 2 * DAY):
        do.resolve(request, by=elin, resolution=solved())
        do.confirm(request, by=people["Karin Holm"])
    assert request.is_first_contact is False
