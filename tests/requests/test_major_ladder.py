"""Who is paged when an incident is proposed or declared a major one, or word of it is late."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.time import at
from spoc.people.queries import first_mail
from spoc.requests import activities as do
from spoc.requests.activities.major import Declaration, Word
from spoc.requests.models import Escalation, MajorIncident

SUNDAY = datetime(2026, 10, 18, 2, 0, tzinfo=UTC)  # nobody works, but somebody is on call
MINUTE = timedelta(minutes=1)
HALL, STILL = "The whole hall is dark.", "All of radiology stands still."


@pytest.fixture
def pages(run_job, work):
    """Let the minute's jobs run at a moment."""

    def run(moment):
        with at(moment):
            work()
            run_job("requests.jobs.miss_updates", timestamp=0)
            work()
            run_job("requests.jobs.climb_ladders", timestamp=0)

    return run


@pytest.fixture
def proposed(people, incident, pages):
    """An incident somebody proposed as a major one in the night, when the page went out."""
    with at(SUNDAY):
        request = incident()
        do.propose_major(request, by=people["Elin Sand"], reason=HALL)
    pages(SUNDAY)
    return request


@pytest.fixture
def active(people, proposed, pages):
    """The same, declared a minute later, led by Sofia, with word promised every 30 minutes."""
    sofia = people["Sofia Berg"]
    with at(SUNDAY + MINUTE):
        do.declare_major(proposed, by=sofia, declaration=Declaration(STILL, sofia))
    pages(SUNDAY + MINUTE)
    proposed.refresh_from_db()
    return proposed


def raised(request, trigger):
    """Return what a trigger raised, oldest first, as who was to answer by when."""
    rows = request.escalations.filter(trigger=trigger).order_by("id").prefetch_related("to")
    return [({each.name for each in row.to.all()}, row.answer_by) for row in rows]


def written_to(person):
    """Return what was written to somebody, oldest first."""
    rows = Letter.objects.filter(is_incoming=False).order_by("id")
    return [row for row in rows if first_mail(person) in row.to_addresses]


def kinds(request):
    return [fact.kind for fact in story(request)]


def test_a_proposal_pages_the_coordinator_and_the_manager_at_once(people, proposed):
    both = {"Sofia Berg", "Henrik Vall"}
    assert raised(proposed, "proposed") == [(both, SUNDAY + 10 * MINUTE)]
    for name in both:
        (letter,) = [each for each in written_to(people[name]) if HALL in each.text]
        assert proposed.reference in letter.subject
    assert kinds(proposed).count("escalation.raised") >= 1


def test_a_proposal_nobody_acknowledges_climbs_by_night_and_ends_with_an_alarm(proposed, pages):
    for minutes in (10, 20, 50):
        pages(SUNDAY + minutes * MINUTE)
    rows = list(Escalation.objects.filter(trigger="proposed").order_by("rank"))
    assert [row.rank for row in rows] == [1, 2, 3]
    assert [row.is_climb for row in rows] == [False, True, True]
    assert kinds(proposed).count("escalation.unanswered") == 3
    assert "escalation.unheard" in kinds(proposed)


def test_whoever_acknowledges_a_proposal_stops_its_ladder(people, proposed, pages):
    (escalation,) = proposed.escalations.filter(trigger="proposed")
    with at(SUNDAY + 5 * MINUTE):
        do.acknowledge_escalation(proposed, by=people["Henrik Vall"], escalation=escalation)
    pages(SUNDAY + 30 * MINUTE)
    assert proposed.escalations.filter(trigger="proposed").count() == 1


def test_a_decision_ends_the_page_of_the_proposal(people, proposed, pages):
    with at(SUNDAY + MINUTE):
        do.decline_major(proposed, by=people["Sofia Berg"], reason="A fuse.")
    pages(SUNDAY + 30 * MINUTE)
    (escalation,) = proposed.escalations.filter(trigger="proposed")
    assert escalation.state == "closed"


def test_what_is_proposed_anew_pages_anew(people, proposed, pages):
    with at(SUNDAY + MINUTE):
        do.decline_major(proposed, by=people["Sofia Berg"], reason="A fuse.")
    with at(SUNDAY + 2 * MINUTE):
        do.propose_major(proposed, by=people["Elin Sand"], reason="The fuse melts again.")
    pages(SUNDAY + 2 * MINUTE)
    assert len(raised(proposed, "proposed")) == 2


def test_a_declaration_tells_every_stakeholder_and_ends_the_proposal(people, active):
    names = {"Sofia Berg", "Henrik Vall", active.service.owner.name}
    assert raised(active, "declared") == [(names, SUNDAY + 11 * MINUTE)]
    for name in names:
        assert any(STILL in each.text for each in written_to(people[name])), name
    assert active.escalations.get(trigger="proposed").state == "closed"
    assert not active.escalations.filter(trigger="created", ladder__level="major").exists()


def test_late_word_escalates_once_for_its_moment_and_climbs(people, active, pages):
    due = MajorIncident.objects.get().next_update_at
    pages(due)
    assert raised(active, "no_update") == []
    pages(due + MINUTE)
    pages(due + 2 * MINUTE)
    assert raised(active, "no_update") == [({"Sofia Berg"}, due + 11 * MINUTE)]
    pages(due + 11 * MINUTE)
    assert raised(active, "no_update")[1] == ({"Henrik Vall"}, due + 21 * MINUTE)


def test_word_that_is_given_ends_the_escalation_and_the_next_late_one_escalates_anew(
    people, active, pages
):
    due = MajorIncident.objects.get().next_update_at
    pages(due + MINUTE)
    with at(due + 2 * MINUTE):
        do.update_major(active, by=people["Sofia Berg"], word=Word({"sv": "Vi letar."}))
    pages(due + 12 * MINUTE)
    assert [row.state for row in active.escalations.filter(trigger="no_update")] == ["closed"]
    pages(due + 40 * MINUTE)
    assert active.escalations.filter(trigger="no_update").count() == 2


def test_whoever_leads_it_hears_of_late_word_before_the_coordinator_on_duty(people, active, pages):
    henrik = people["Henrik Vall"]
    with at(SUNDAY + 2 * MINUTE):
        do.coordinate_major(active, by=henrik, coordinator=henrik)
    due = MajorIncident.objects.get().next_update_at
    pages(due + MINUTE)
    assert raised(active, "no_update")[0][0] == {"Henrik Vall"}


def test_a_broken_promise_of_news_does_not_page_a_second_time(active, run_job, work):
    with at(SUNDAY + timedelta(days=2)):
        run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
        work()
    assert "clock.broken" in kinds(active)
    assert not active.escalations.filter(trigger="no_update").exists()
