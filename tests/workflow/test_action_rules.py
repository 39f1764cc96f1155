"""What an action is given, what goes where, and when it is tried again."""

from datetime import timedelta

import pytest

from spoc.workflow.rules.actions import Wanted, after_cut_off, checked, filled_address, wait_after
from spoc.workflow.rules.directory import LENGTH, LETTERS, new_password
from spoc.workflow.rules.identity import Standing, why_not


@pytest.mark.parametrize(
    ("sort", "given", "read", "fault"),
    [
        ("text", "Karin", "Karin", ""),
        ("text", 7, "7", ""),
        ("text", {"a": 1}, None, "text"),
        ("text", True, None, "text"),
        ("text", "a\x00b", None, "text"),
        ("text", "x" * 2001, None, "long"),
        ("number", " 3,5 ", 3.5, ""),
        ("number", -2, -2, ""),
        ("number", "1e9", None, "number"),
        ("number", True, None, "number"),
        ("yes_no", "no", False, ""),
        ("yes_no", True, True, ""),
        ("yes_no", "maybe", None, "yes_no"),
    ],
)
def test_what_is_given_is_read_as_its_sort(sort, given, read, fault):
    known = checked([Wanted("it", sort)], {"it": given})
    assert known.faults == ({"it": fault} if fault else {})
    assert known.values == ({} if fault else {"it": read})


def test_a_secret_is_kept_apart_and_what_nobody_asked_for_is_left_out():
    wanted = [Wanted("password", "secret"), Wanted("note", is_optional=True)]
    known = checked(wanted, {"password": "hush", "other": "x"})
    assert (known.values, known.secrets, known.faults) == ({}, {"password": "hush"}, {})


@pytest.mark.parametrize("value", ["..", "."])
def test_what_is_filled_in_makes_no_step_up(value):
    with pytest.raises(ValueError, match="example"):
        filled_address("https://example.org/users/{who}/delete", {"who": value})


@pytest.mark.parametrize("value", ["@evil.example", "a/b", "x?admin=1", "x#y", "å b"])
def test_what_is_filled_in_stays_in_its_place(value):
    address = filled_address("https://example.org/u/{who}/end", {"who": value})
    assert address.startswith("https://example.org/u/")
    assert address.endswith("/end")
    assert address.count("/") == 5


def test_it_is_tried_three_times():
    waits = [wait_after(attempt) for attempt in (1, 2, 3, 4)]
    assert waits == [timedelta(seconds=20), timedelta(minutes=2), None, None]


def test_what_was_cut_off_is_repeated_only_where_twice_is_as_once():
    assert [after_cut_off(True, 2), after_cut_off(False, 1)] == ["again", "unknown"]


def test_a_password_has_signs_of_every_sort():
    for turn in range(20):
        made = new_password(lambda signs, turn=turn: signs[turn % len(signs)])
        assert len(made) == LENGTH
        assert all(set(made) & set(sort) for sort in LETTERS)


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing(), ""),
        (Standing(is_active=False), "inactive"),
        (Standing(is_human=False), "inactive"),
        (Standing(is_privileged=True), "privileged"),
        (Standing(checks_today=4), ""),
        (Standing(checks_today=5), "often"),
        (Standing(uses_today=2), "often"),
        (Standing(has_way=False), "no_way"),
    ],
)
def test_an_account_is_proven_as_the_policy_says(standing, reason):
    assert why_not(standing) == reason
