"""Calendars: written down, changed, and what a change does to the clocks that run by them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.kit.time import at
from spoc.people.queries import system
from spoc.service_levels import activities as do
from spoc.service_levels.activities import Hours, Promised, Wanted
from spoc.service_levels.models import Calendar, Clock
from spoc.service_levels.queries.calendars import calendar_rows, effect_of, week_in_words

WEEK = {str(day): [["08:00", "17:00"]] for day in range(1, 6)}
HOURS = Hours("Support", "Europe/Stockholm", WEEK)


def march(day: int, hour: int) -> datetime:
    """Return a moment of March 2026 by the clock in Stockholm, before summer time."""
    return datetime(2026, 3, day, hour - 1, tzinfo=UTC)


@pytest.fixture
def running(agreement, register_request):
    """Two clocks on one request since nine o'clock: to answer in four hours, to solve in eight."""
    request = register_request()
    targets = agreement.targets.select_related("agreement__calendar")
    promised = {each.metric: Promised(each, march(10, 9)) for each in targets}
    Clock.objects.filter(subject_id=request.pk).delete()
    with at(march(10, 9)):
        do.keep_time(request, by=system(), wanted=Wanted(promised=promised))
    return {each.metric: each for each in Clock.objects.filter(subject_id=request.pk)}


def test_a_calendar_is_written_down_with_the_names_of_its_dates(people):
    hours = replace(HOURS, exceptions={"2026-12-24": []}, day_names={"2026-12-24": " Julafton\n"})
    made = do.add_calendar(system(), by=people["Lena Falk"], hours=hours)
    assert (made.key, made.as_written) == (
        "support",
        replace(hours, day_names={"2026-12-24": "Julafton"}),
    )
    assert story(made).get().kind == "calendar.added"


def test_the_name_of_a_date_that_no_longer_differs_is_dropped(people):
    hours = replace(HOURS, day_names={"2026-12-24": "Julafton"})
    assert do.add_calendar(system(), by=people["Lena Falk"], hours=hours).day_names == {}


@pytest.mark.parametrize("name", ["Elin Sand", "Henrik Vall", "Åsa Ekman", "Karin Holm"])
def test_only_the_service_level_manager_keeps_calendars(people, office, name):
    with pytest.raises(NotAllowed):
        do.add_calendar(system(), by=people[name], hours=HOURS)
    with pytest.raises(NotAllowed):
        do.change_calendar(office, by=people[name], hours=HOURS)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"zone": "Europe/Norrvik"}, "zone"),
        ({"zone": "../etc/passwd"}, "zone"),
        ({"week": {}}, "week_1"),
        ({"week": {"1": []}}, "week_1"),
        ({"week": {"1": [["08:00", "07:00"]]}}, "week"),
        ({"week": {"1": [["08:00", "12:00"], ["11:00", "13:00"]]}}, "week"),
        ({"week": {"8": [["08:00", "12:00"]]}}, "week"),
        ({"exceptions": {"2026-02-30": []}}, "week"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people, wrong, field):
    with pytest.raises(NotPossible) as refusal:
        do.add_calendar(system(), by=people["Lena Falk"], hours=replace(HOURS, **wrong))
    assert list(refusal.value.fields) == [field]
    assert not Calendar.objects.filter(name="Support").exists()


def test_two_calendars_of_one_key_are_refused(people, office):
    with pytest.raises(NotPossible):
        do.add_calendar(system(), by=people["Lena Falk"], key=office.key, hours=HOURS)


def test_a_change_on_an_older_version_is_refused(people, office):
    lena = people["Lena Falk"]
    do.change_calendar(office, by=lena, hours=HOURS, version=1)
    with pytest.raises(Stale):
        do.change_calendar(office, by=lena, hours=HOURS, version=1)


def test_running_clocks_follow_and_the_change_says_how_many(people, office, running):
    hours = replace(office.as_written, exceptions={"2026-03-10": [["08:00", "12:00"]]})
    with at(march(10, 10)):
        do.change_calendar(office, by=people["Lena Falk"], hours=hours)
    due = {metric: Clock.objects.get(pk=clock.pk).due_at for metric, clock in running.items()}
    assert due == {"response": march(11, 9), "resolution": march(11, 13)}
    fact = story(office).get(kind="calendar.changed")
    assert fact.particulars.values["clocks"] == 2
    assert fact.particulars.values["changes"]["exceptions"] == [{}, hours.exceptions]


def test_a_change_that_leaves_no_time_breaks_the_promise_now_and_says_why(people, office, running):
    lena, clock = people["Lena Falk"], running["response"]
    with at(march(10, 9)):
        do.change_calendar(office, by=lena, hours=replace(HOURS, week={"5": [["08:00", "17:00"]]}))
    with at(march(11, 12)):
        do.change_calendar(office, by=lena, hours=replace(HOURS, week=WEEK))
    clock.refresh_from_db()
    assert (clock.broken_at, clock.broken_by) == (march(11, 12), "calendar")
    assert story(clock.subject).filter(kind="clock.broken").count() == 2


def test_stopped_clocks_stay_as_they_are(people, office, running):
    stopped = running["response"]
    with at(march(10, 11)):
        do.keep_time(stopped.subject, by=system(), wanted=Wanted(done=frozenset(["response"])))
        hours = replace(office.as_written, exceptions={"2026-03-10": []})
        do.change_calendar(office, by=people["Lena Falk"], hours=hours)
    stopped.refresh_from_db()
    assert (stopped.result, stopped.stopped_at) == ("met", march(10, 11))


def test_the_effect_of_a_change_is_told_and_nothing_is_changed(people, office, running):
    hours = replace(office.as_written, exceptions={"2026-03-10": [["08:00", "12:00"]]})
    with at(march(10, 10)):
        effect = effect_of(office, hours, people["Lena Falk"])
    assert (effect.moved, effect.broken) == (2, 0)
    first = effect.examples[0]
    assert (first.metric, first.moved.before, first.moved.after) == (
        "First answer",
        march(10, 13),
        march(11, 9),
    )
    assert first.address == f"/requests/{running['response'].subject_id}"
    office.refresh_from_db()
    assert office.exceptions == {}
    assert Clock.objects.get(pk=running["response"].pk).due_at == march(10, 13)


def test_what_would_break_at_once_stands_first(people, office, running):
    longer = {str(day): [["00:00", "24:00"]] for day in range(1, 8)}
    with at(march(10, 9)):
        do.change_calendar(
            office, by=people["Lena Falk"], hours=replace(HOURS, week={"5": [["08:00", "17:00"]]})
        )
    with at(march(11, 12)):
        effect = effect_of(office, replace(HOURS, week=longer), people["Lena Falk"])
    assert (effect.moved, effect.broken) == (2, 2)
    assert effect.examples[0].moved.is_broken


def test_hours_that_move_nothing_have_no_effect(people, office, running):
    hours = replace(office.as_written, name="Other", exceptions={"2026-12-24": []})
    with at(march(10, 10)):
        assert effect_of(office, hours, people["Lena Falk"]).moved == 0


def test_the_effect_names_only_what_the_reader_may_see(people, office, running):
    hours = replace(office.as_written, exceptions={"2026-03-10": []})
    with at(march(10, 10)):
        effect = effect_of(office, hours, people["Oskar Nyman"])
    assert (effect.moved, effect.examples) == (2, ())


def test_the_effect_asks_few_questions(people, office, running, django_assert_max_num_queries):
    lena = people["Lena Falk"]
    hours = replace(office.as_written, exceptions={"2026-03-10": []})
    with at(march(10, 10)), django_assert_max_num_queries(4):
        effect_of(office, hours, lena)


def test_a_calendar_something_counts_by_is_not_retired(people, office, agreement):
    lena = people["Lena Falk"]
    with pytest.raises(NotPossible) as refusal:
        do.change_calendar(office, by=lena, hours=replace(HOURS, is_active=False))
    assert list(refusal.value.fields) == ["is_active"]
    agreement.state = "ended"
    agreement.save()
    assert not do.change_calendar(office, by=lena, hours=replace(HOURS, is_active=False)).is_active


def test_a_calendar_is_listed_with_its_use(office, running):
    row = next(each for each in calendar_rows(Calendar.objects.all()) if each.calendar == office)
    assert (row.week, row.agreements, row.running) == ((("Mon–Fri", "08:00–17:00"),), 1, 2)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("1234567", ["Every day"]),
        ("12457", ["Mon–Tue", "Thu–Fri", "Sun"]),
        ("", []),
    ],
)
def test_a_week_is_said_in_the_least_room(days, said):
    week = {day: [["08:00", "17:00"]] for day in days}
    assert [words for words, _hours in week_in_words(week)] == said
