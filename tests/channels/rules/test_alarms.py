"""What is made of an alarm, by table: its step, flapping, storms, maintenance, what it hurts."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.channels.rules.alarms import (
    Quiet,
    Stand,
    Step,
    Terms,
    about,
    flaps,
    hosts,
    hurts,
    is_quiet,
    is_worse,
    step_of,
    storms,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TERMS = Terms(flap_changes=3, flap_within=timedelta(minutes=10), quiet_for=timedelta(minutes=5))


def before(minutes):
    return NOON - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("stand", "is_over", "step"),
    [
        (None, False, Step.OPEN),
        (None, True, Step.NOTHING),
        (Stand(False, "none"), False, Step.OPEN),
        (Stand(False, "open"), False, Step.COUNT),
        (Stand(False, "solved"), False, Step.COUNT),
        (Stand(False, "ended"), False, Step.OPEN),
        (Stand(False, "open"), True, Step.CLEAR),
        (Stand(False, "none"), True, Step.CLEAR),
        (Stand(True, "open"), True, Step.NOTHING),
        (Stand(True, "open"), False, Step.RETURN),
        (Stand(True, "solved"), False, Step.REOPEN),
        (Stand(True, "ended"), False, Step.OPEN),
        (Stand(True, "none"), False, Step.OPEN),
    ],
)
def test_what_follows_from_hearing_of_an_alarm(stand, is_over, step):
    assert step_of(stand, is_over=is_over) is step


@pytest.mark.parametrize(
    ("minutes", "flapped", "is_so"),
    [
        ([2, 1, 0], False, True),
        ([1, 0], False, False),
        ([11, 1, 0], False, False),  # the first is too long ago
        ([10, 1, 0], False, False),
        ([4], True, True),  # it goes on until it was quiet
        ([5], True, False),
        ([], True, False),
    ],
)
def test_an_alarm_flaps_when_it_changes_often_and_until_it_is_quiet(minutes, flapped, is_so):
    changes = [before(each) for each in minutes]
    assert flaps(changes, NOON, flapped=flapped, terms=TERMS) is is_so


def test_a_storm_begins_at_its_threshold():
    assert [storms(count, Terms(storm_from=3)) for count in (2, 3, 4)] == [False, True, True]


@pytest.mark.parametrize(
    ("service", "item", "minutes", "is_so"),
    [
        (1, None, 0, True),
        (1, 9, 0, True),
        (2, 7, 0, True),
        (None, None, 0, False),
        (2, 8, 0, False),
        (1, None, 30, True),  # it begins with its first moment
        (1, None, 31, False),
        (1, None, -30, False),  # and is over at its last
    ],
)
def test_maintenance_is_about_its_service_or_item_while_it_lasts(service, item, minutes, is_so):
    window = Quiet(before(30), before(-30), service=1, item=7)
    assert is_quiet(window, service, item, before(minutes)) is is_so


@pytest.mark.parametrize(
    ("severity", "levels"),
    [("critical", (1, 1)), ("major", (2, 1)), ("minor", (2, 2)), ("warning", (3, 2))],
)
def test_severity_says_what_it_hurts_to_begin_with(severity, levels):
    assert hurts(severity) == levels


@pytest.mark.parametrize(
    ("now", "was", "is_so"),
    [("critical", "major", True), ("info", "info", False), ("minor", "major", False)],
)
def test_an_alarm_is_worse_by_its_severity(now, was, is_so):
    assert is_worse(now, was) is is_so


def test_alarms_are_counted_under_what_they_are_about():
    assert [about(3, 7, 1), about(None, 7, 1), about(None, None, 1)] == [
        "service-3",
        "item-7",
        "channel-1",
    ]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("mx1", ["mx1"]),
        ("mx1:9100", ["mx1:9100", "mx1"]),
        ("10.1.2.3", ["10.1.2.3"]),
        ("  ", []),
    ],
)
def test_a_host_is_known_with_and_without_port_and_domain(name, names):
    assert hosts(name) == names
