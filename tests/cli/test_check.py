import argparse

import pytest

from spoc.cli import check

RIGHT = check.Step("right", ["true"])
WRONG = check.Step("wrong", ["false"])
LATER = check.Step("later", ["true"])


@pytest.fixture
def without_browser(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)


def test_it_checks_what_a_change_must_hold_to():
    names = [step.name for step in check.steps()]

    assert names[:2] == ["format", "lint"]
    assert {"types", "contracts", "sizes", "tests"} <= set(names)
    assert names[-1] == "tests"


def test_without_a_browser_its_tests_are_left_out_and_that_is_said_loudly(without_browser, capsys):
    *_, tests = check.steps()

    assert tests.command[-2:] == ["-m", "not browser"]
    said = capsys.readouterr().out
    assert "LEFT OUT" in said
    assert "apt-get install chromium" in said


def test_with_a_browser_nothing_is_left_out(without_browser, tmp_path, capsys):
    browser = tmp_path / "chromium"
    browser.touch(mode=0o755)

    *_, tests = check.steps()

    assert "-m" not in tests.command
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("keep_going", "taken"), [(False, ["right", "wrong"]), (True, ["right", "wrong", "later"])]
)
def test_it_stops_at_the_first_fault_unless_told_to_go_on(monkeypatch, capsys, keep_going, taken):
    monkeypatch.setattr(check, "steps", lambda: iter([RIGHT, WRONG, LATER]))

    assert check.run(argparse.Namespace(keep_going=keep_going)) == 1

    said = capsys.readouterr().out
    assert [line[3:] for line in said.splitlines() if line.startswith("== ")] == taken
    assert "Not right yet: wrong." in said


def test_when_all_holds_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr(check, "steps", lambda: iter([RIGHT]))

    assert check.run(argparse.Namespace(keep_going=False)) == 0
    assert "All is well." in capsys.readouterr().out
