"""Who hears when: which rungs fire, what is climbed to, and by when somebody must answer."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.requests.rules.ladder import (
    ANSWERED,
    CLIMBED,
    LEVELS,
    TRIGGERS,
    WAITING,
    Step,
    above,
    answer_due,
    fired_by,
    gathered_until,
    heard,
    is_in_hand,
    level_of,
    next_above,
    ranked,
    trigger_of,
    triggers_used,
    wrong,
)
from spoc.requests.rules.usual_ladders import USUAL
from spoc.service_levels.rules import Calendar, Course

OFFICE = Calendar.parse(
    {"tz": "UTC", "week": {str(day): [["08:00", "17:00"]] for day in range(1, 6)}}
)
FRIDAY = datetime(2026, 10, 23, 16, 40, tzinfo=UTC)
LAST = ("no_update", "reopened", "asked")
FIRST, SECOND, THIRD = USUAL["1"], USUAL["2"], USUAL["3"]


@pytest.mark.parametrize(
    ("level", "trigger", "roles"),
    [
        ("major", "created", []),
        ("major", "declared", [("IC", "CSM", "SO")]),
        ("major", "proposed", [("IC", "CSM")]),
        ("major", "no_update", [("IC",)]),
        ("1", "created", [("IC", "CSM", "SO")]),
        ("1", "used_75", [("CSM",)]),  # the head hears when the manager does not answer
        ("1", "used_90", [("head",), ("customer",)]),
        ("1", "broken", [("head",), ("customer",)]),
        ("2", "created", [("IC",)]),
        ("2", "used_90", [("SO",)]),
        ("2", "broken", [("CSM",), ("customer",)]),
        ("3", "created", []),
        ("3", "used_50", [("owner",)]),
        ("4", "used_75", [("owner",)]),
        ("5", "broken", [("CSM",)]),
        ("5", "reopened", [("IC",)]),
        ("5", "asked", [("IC",)]),
        ("supplier", "used_75", [("contact",)]),
        ("supplier", "broken", [("SM", "IC"), ("contact",)]),
    ],
)
def test_a_trigger_raises_the_first_rung_and_whoever_is_only_told(level, trigger, roles):
    assert [step.roles for step in fired_by(USUAL[level], trigger)] == roles


@pytest.mark.parametrize("level", LEVELS)
def test_every_usual_rung_can_be_kept_as_it_is(level):
    steps = USUAL[level]
    assert [wrong(step, level) for step in steps] == [""] * len(steps)
    assert ranked(steps) == sorted(steps, key=lambda s: (TRIGGERS.index(s.trigger), s.rank))


def test_nobody_who_is_only_told_is_climbed_to():
    places = [step.place for step in above(SECOND, ("created", 1))]
    assert places == [("used_50", 1), ("used_75", 1), ("used_90", 1), ("broken", 1)]


def test_what_stands_apart_has_only_its_own_further_rungs():
    assert [step.place for step in above(FIRST, ("reopened", 1))] == [("reopened", 2)]
    assert above(FIRST, ("no_update", 1)) == []
    assert [step.place for step in above(USUAL["1"], ("asked", 1))] == [("asked", 2)]


@pytest.mark.parametrize(
    ("trigger", "climbs_to"),
    [
        ("proposed", [("CSM_deputy",), ("head",)]),
        ("no_update", [("CSM",), ("head",)]),
        ("declared", [("CSM_deputy", "SO"), ("CSM",), ("head",), ("head",), ("head",)]),
    ],
)
def test_what_nobody_answers_of_a_major_incident_climbs_to_the_head(trigger, climbs_to):
    steps = USUAL["major"]
    assert [step.roles for step in above(steps, (trigger, 1))] == climbs_to
    (first,) = fired_by(steps, trigger)
    assert (first.minutes, first.is_always) == (10, True)


@pytest.mark.parametrize(
    ("place", "stands", "expected"),
    [
        (("created", 1), {}, ("used_50", 1)),
        (("used_75", 1), {}, ("used_75", 2)),
        (("created", 1), {("used_50", 1): CLIMBED}, ("used_75", 1)),
        (("broken", 1), {}, None),
    ],
)
def test_the_next_rung_is_the_first_above_that_was_not_raised(place, stands, expected):
    step = next_above(FIRST, place, stands)
    assert (step.place if step else None) == expected


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        ({}, False),
        ({("used_75", 1): CLIMBED}, False),
        ({("used_75", 1): WAITING}, True),
        ({("used_75", 1): ANSWERED}, True),
        ({("created", 1): ANSWERED}, False),
    ],
)
def test_nobody_climbs_past_whoever_has_it(stands, expected):
    assert is_in_hand(SECOND, ("used_50", 1), stands) is expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step("created", 1, ("IC",), 10, is_always=True), FRIDAY + timedelta(minutes=10)),
        (Step("used_50", 1, ("IC",), 15), FRIDAY + timedelta(minutes=15)),
        # twenty minutes of Friday are left, ten more run on Monday
        (Step("used_75", 1, ("CSM",), 30), datetime(2026, 10, 26, 8, 10, tzinfo=UTC)),
        (Step("no_update", 1, ("IC",)), None),
    ],
)
def test_an_answer_is_due_round_the_clock_or_while_the_promise_runs(step, expected):
    assert answer_due(step, FRIDAY, OFFICE) == expected


def test_without_a_promise_the_minutes_run_round_the_clock():
    assert answer_due(Step("used_75", 1, ("CSM",), 30), FRIDAY, None) == FRIDAY + timedelta(
        minutes=30
    )


def test_a_ladder_tells_beforehand_who_hears_when():
    lines = heard(SECOND, Course(OFFICE, FRIDAY, timedelta(hours=8)))
    told = [(each.at, each.step.trigger, each.is_next) for each in lines]
    assert told[0] == (FRIDAY, "created", False)
    assert told[1] == (FRIDAY + timedelta(minutes=10), "used_50", True)
    assert told[-1] == (datetime(2026, 10, 26, 15, 40, tzinfo=UTC), "broken", False)
    assert [each.at for each in lines] == sorted(each.at for each in lines)
    assert len({each.step.place for each in lines}) == len(lines), "nobody hears twice"


@pytest.mark.parametrize(
    ("level", "step", "code"),
    [
        ("1", Step("created", 1, ("IC",), 10), ""),
        ("1", Step("broken", 1, ("customer",)), ""),
        ("1", Step("created", 1, ()), "nobody"),
        ("1", Step("created", 1, ("king",)), "unknown"),
        ("1", Step("never", 1, ("IC",)), "unknown"),
        ("1", Step("broken", 1, ("customer",), 10), "customer"),
        ("1", Step("created", 1, ("IC",), 0), "minutes"),
        ("1", Step("created", 1, ("IC",), 10_081), "minutes"),
        ("5", Step("broken", 1, ("CSM",), is_digest=True), ""),
        ("5", Step("broken", 1, ("CSM",), 10, is_digest=True), "digest"),
        ("5", Step("broken", 1, ("CSM", "customer"), is_digest=True), "digest"),
        ("major", Step("created", 1, ("IC",), 10), "unknown"),
        ("major", Step("proposed", 1, ("IC",), 10), ""),
        ("1", Step("proposed", 1, ("IC",), 10), "unknown"),
        ("1", Step("broken", 1, ("contact",)), "unknown"),
        ("supplier", Step("broken", 1, ("contact",)), ""),
        ("supplier", Step("broken", 1, ("contact",), 10), "customer"),
        ("supplier", Step("no_update", 1, ("IC",)), "unknown"),
    ],
)
def test_a_rung_that_could_not_be_followed_is_told(level, step, code):
    assert wrong(step, level) == code


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        (
            datetime(2026, 10, 19, 6, 59, tzinfo=UTC),
            datetime(2026, 10, 16, 7, 0, tzinfo=UTC),
        ),  # a Monday
        (datetime(2026, 10, 19, 7, 0, tzinfo=UTC), datetime(2026, 10, 19, 7, 0, tzinfo=UTC)),
        (datetime(2026, 10, 23, 23, 0, tzinfo=UTC), datetime(2026, 10, 23, 7, 0, tzinfo=UTC)),
        (
            datetime(2026, 10, 25, 12, 0, tzinfo=UTC),
            datetime(2026, 10, 23, 7, 0, tzinfo=UTC),
        ),  # a Sunday
    ],
)
def test_the_letter_of_a_day_holds_what_came_before_its_morning(moment, morning):
    assert gathered_until(moment) == morning


@pytest.mark.parametrize(
    ("metric", "percent", "trigger"),
    [
        ("resolution", 50, "used_50"),
        ("fulfilment", 90, "used_90"),
        ("resolution", 100, "broken"),
        ("update", 100, "no_update"),
        ("update", 75, None),
        ("response", 100, None),
        ("work", 75, None),
    ],
)
def test_a_used_part_of_a_promise_sets_off_its_trigger(metric, percent, trigger):
    assert trigger_of(metric, percent) == trigger


def test_a_major_incident_stands_at_its_own_ladder():
    assert level_of(3, is_major=True) == "major"
    assert level_of(3, is_major=False) == "3"
    assert level_of(3, is_major=False, trigger="proposed") == "major"


def test_a_table_shows_the_triggers_that_are_used_in_their_order():
    assert triggers_used([THIRD, ()]) == ["used_50", "used_75", "used_90", "broken", *LAST]
