"""What holds of business time for every calendar, in zones whose clocks jump in every manner."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from spoc.kit.spans import Span
from spoc.service_levels.rules import Calendar, consumed, due_at, next_opening, open_at

ZONES = (
    *("Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"),
    *("Africa/Casablanca", "Asia/Tehran", "Pacific/Apia", "America/Havana"),
)
FIRST = datetime(2008, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 22 * 365 * 86_400).map(lambda seconds: FIRST + timedelta(seconds=seconds))
TARGETS = st.timedeltas(timedelta(0), timedelta(days=2))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar that opens some time in the week, at odd hours, in a zone with jumps."""
    made: dict[int, list[tuple[int, int]]] = {}
    for day in draw(st.sets(st.integers(1, 7), min_size=1)):
        edges = [45 * n for n in sorted(draw(st.sets(st.integers(0, 32), min_size=2, max_size=6)))]
        made[day] = [*zip(edges[::2], edges[1::2], strict=False)]
    exceptions = draw(
        st.dictionaries(
            st.dates(date(2008, 1, 1), date(2030, 1, 1)), st.sampled_from([(), ((60, 240),)])
        )
    )
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return Calendar(zone, {day: tuple(w) for day, w in made.items()}, exceptions)


@st.composite
def pauses(draw: st.DrawFn) -> list[tuple[datetime, datetime]]:
    """Draw pauses, also such as overlap and in any order."""
    found = draw(st.lists(st.tuples(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9)))))
    return [(begins, begins + length) for begins, length in found]


@settings(deadline=None)
@given(calendars(), MOMENTS, TARGETS, pauses())
def test_what_is_used_by_the_due_instant_is_the_target(calendar, start, target, paused):
    due = due_at(calendar, start, target, paused)
    assert consumed(calendar, start, due, paused) == target
    before = due - timedelta(microseconds=1)
    assert target == timedelta(0) or consumed(calendar, start, before, paused) < target


@settings(deadline=None)
@given(calendars(), MOMENTS, TARGETS, TARGETS)
def test_a_longer_target_is_never_due_earlier(calendar, start, one, other):
    shorter, longer = sorted((one, other))
    assert due_at(calendar, start, shorter) <= due_at(calendar, start, longer)


@settings(deadline=None)
@given(calendars(), st.lists(MOMENTS, min_size=3, max_size=3), pauses())
def test_parts_add_up_to_the_whole_at_any_cut(calendar, moments, paused):
    start, cut, end = sorted(moments)
    whole = consumed(calendar, start, end, paused)
    first = consumed(calendar, start, cut, paused)
    assert first + consumed(calendar, cut, end, paused) == whole
    assert timedelta(0) <= whole <= end - start


@settings(deadline=None)
@given(calendars(), MOMENTS, TARGETS)
def test_a_pause_outside_hours_costs_nothing(calendar, start, target):
    due = due_at(calendar, start, target)
    closed, opens = start, next_opening(calendar, start)
    assert opens is not None
    assert due_at(calendar, start, target, [(closed, opens)]) == due


@settings(deadline=None)
@given(calendars(), MOMENTS)
def test_open_and_next_opening_agree(calendar, moment):
    opens = next_opening(calendar, moment)
    assert opens is not None
    assert opens >= moment
    assert open_at(calendar, opens)
    assert open_at(calendar, moment) is (opens == moment)


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.dates(date(2008, 1, 1), date(2030, 1, 1)))
def test_days_around_the_clock_leave_no_hole_and_do_not_overlap(zone, day):
    always = Calendar(ZoneInfo(zone), dict.fromkeys(range(1, 8), ((0, 1440),)))
    today, tomorrow = always.spans_on(day), always.spans_on(day + timedelta(days=1))
    if today and tomorrow:
        assert today[-1][1] == tomorrow[0][0]


def walked(calendar: Calendar, start: datetime, end: datetime, paused: list[Span]) -> timedelta:
    """Return what is used from start to end, window by window, each cut where a pause is."""
    used, edges = timedelta(0), sorted(edge for pause in paused for edge in pause)
    for opens, closes in takewhile(lambda span: span[0] < end, calendar.spans_from(start)):
        last = min(closes, end)
        cuts = [opens, *(edge for edge in edges if opens < edge < last), last]
        for since, until in pairwise(cuts):
            if not any(begins <= since and until <= ends for begins, ends in paused):
                used += until - since
    return used


@settings(deadline=None)
@given(calendars(), MOMENTS, MOMENTS, pauses())
def test_days_counted_together_come_to_what_they_come_to_one_by_one(calendar, start, end, paused):
    start, end = sorted((start, end))
    assert consumed(calendar, start, end, paused) == walked(calendar, start, end, paused)


def test_what_began_long_ago_is_not_looked_at_day_by_day(monkeypatch):
    week = {str(day): [["08:00", "17:00"]] for day in range(1, 6)}
    office = Calendar.parse({"tz": "Europe/Stockholm", "week": week})
    until = FIRST + timedelta(days=7000)
    whole = consumed(office, FIRST, until)
    monkeypatch.delattr(Calendar, "spans_from")
    paused = [(FIRST + timedelta(days=70), FIRST + timedelta(days=77))]
    assert consumed(office, FIRST, until, paused) == whole - timedelta(hours=45)
