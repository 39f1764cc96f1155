"""Business days: the holidays of a calendar are none, and without a calendar weekdays count."""

from datetime import UTC, datetime

import pytest

from spoc.feedback import activities as do
from spoc.feedback.activities import Grievance, Response
from spoc.feedback.models import FeedbackTerms
from spoc.feedback.queries import silent_complaints
from spoc.feedback.queries.days import business_days_after, office_days
from spoc.kit.time import at
from spoc.people.models import Community
from spoc.people.queries import system
from spoc.service_levels.models import Agreement, Calendar

WEEK = {str(day): [["08:00", "17:00"]] for day in range(1, 6)}
ALWAYS = {str(day): [["00:00", "24:00"]] for day in range(1, 8)}
CHRISTMAS = {"2026-12-24": [], "2026-12-25": []}
ANSWER = Response("We are sorry.", "The letter was lost.", "Letters are read twice a day.")


def december(day: int) -> datetime:
    return datetime(2026, 12, day, 9, tzinfo=UTC)


@pytest.fixture
def calendar(db):
    """Make a calendar; those of the world are out of use."""
    Calendar.objects.update(is_active=False)
    Agreement.objects.update(state="retired")

    def made(key: str, week=WEEK, exceptions=CHRISTMAS) -> Calendar:
        return Calendar.objects.create(
            key=key, name=key, zone="Europe/Stockholm", week=week, exceptions=exceptions
        )

    return made


def test_holidays_of_the_first_calendar_do_not_count(calendar):
    calendar("days")
    assert business_days_after(december(23), 1, None) == december(28)
    assert business_days_after(december(21), 2, None) == december(23)


@pytest.mark.parametrize("week", [ALWAYS, {}])
def test_a_calendar_without_business_days_is_passed_over(calendar, week):
    calendar("odd", week)
    assert office_days(None) is None
    assert business_days_after(december(23), 1, None) == december(24)
    calendar("days")
    assert business_days_after(december(23), 1, None) == december(28)


def test_a_community_counts_by_the_calendar_of_its_agreement(calendar, people):
    calendar("days")
    city = Community.objects.get(key="city")
    own = calendar("days-city", {**WEEK, "6": [["10:00", "14:00"]]}, {})
    Agreement.objects.filter(pk=Agreement.objects.values("pk")[:1]).update(
        state="active",
        kind="sla",
        party_noun="community",
        party_id=city.pk,
        calendar=own,
        signed_at=december(1),
    )
    assert business_days_after(december(25), 1, city.pk) == december(26)
    assert business_days_after(december(25), 1, None) == december(28)


def test_a_complaint_before_christmas_is_acknowledged_and_lapses_after_it(calendar, people):
    calendar("days")
    numbers = {"acknowledge_weekdays": 1, "silence_weekdays": 5}
    karin, henrik = people["Karin Holm"], people["Henrik Vall"]
    do.change_feedback_terms(FeedbackTerms(), by=henrik, numbers=numbers)
    with at(december(23)):
        made = do.receive_complaint(karin, by=karin, grievance=Grievance("Nobody called."))
        assert made.due_at == december(28)
        do.acknowledge_complaint(made, by=henrik)
        do.respond_to_complaint(made, by=henrik, response=ANSWER)
    # five weekdays are over on the 30th, two of them were holidays
    assert silent_complaints(december(31)) == []
    with at(december(31)):
        assert do.lapse_complaint(made, by=system()).state == "responded"
    over = datetime(2027, 1, 1, 9, tzinfo=UTC)
    assert silent_complaints(over) == [made]
    with at(over):
        assert do.lapse_complaint(made, by=system()).state == "closed"
