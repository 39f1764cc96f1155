"""How long a chat's wait will take, and what silence in it means."""

from datetime import timedelta

import pytest

from spoc.channels.rules.chat import (
    Silence,
    expected_minutes,
    is_origin,
    origins_in,
    what_silence_means,
)


def minutes(count):
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("waits", "place", "expected"),
    [
        ([], 1, None),
        ([60, 60], 1, None),
        ([60, 60, 60], 1, 1),
        ([60, 60, 60], 3, 3),
        ([30, 90, 3600], 1, 2),
        ([1, 1, 1], 1, 1),
        ([100, 140], 1, None),
        ([60, 120, 180, 240], 2, 5),
    ],
)
def test_the_expected_wait_is_the_median_of_recent_ones_times_the_place(waits, place, expected):
    assert expected_minutes(waits, place) == expected


@pytest.mark.parametrize(
    ("silence", "means"),
    [
        (Silence(True, minutes(4)), ""),
        (Silence(True, minutes(6)), "end"),
        (Silence(False, minutes(6)), ""),
        (Silence(False, minutes(11)), "end"),
        (Silence(False, minutes(1), since_desk=minutes(14)), ""),
        (Silence(False, minutes(1), since_desk=minutes(16)), "ask"),
        (Silence(False, minutes(1), since_desk=minutes(18), since_asked=minutes(2)), ""),
        (Silence(False, minutes(1), since_desk=minutes(22), since_asked=minutes(6)), "end"),
        (Silence(True, minutes(1), since_desk=minutes(60)), ""),
    ],
)
def test_silence_means_asking_then_ending(silence, means):
    assert what_silence_means(silence) == means


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://www.example.org", True),
        ("http://127.0.0.1:8100", True),
        ("https://example.org/page", False),
        ("*", False),
        ("https://*.example.org", False),
        ("'unsafe-inline'", False),
        ("https://example.org;script-src", False),
    ],
)
def test_an_origin_names_one_place_and_nothing_else(text, is_one):
    assert is_origin(text) is is_one


def test_origins_are_written_as_one_likes():
    told = " https://A.example.org/, https://b.example.org\nhttps://c.example.org "
    assert origins_in(told) == [f"https://{each}.example.org" for each in "abc"]
