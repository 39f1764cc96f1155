"""Steps with decision points: which paths are sound, and where the answers lead."""

import pytest

from spoc.knowledge.help_words import GUIDED_FAULT, fault_sentence
from spoc.knowledge.rules.guided import (
    Fault,
    Step,
    address_of,
    answers_in,
    as_json,
    faults,
    parse,
    walk,
)


def step(key: str, *ways: tuple[str, str], text: str = "Look at it.") -> dict[str, object]:
    options = [{"label": label, "to": to} for label, to in ways]
    return {"key": key, "text": text, "options": options}


SOUND = [
    step("power", ("It is on", "cable"), ("It is off", "switch")),
    step("switch", ("Now it works", "solved"), ("Still nothing", "cable")),
    step("cable", ("Now it works", "solved"), ("Still nothing", "ask")),
]


def test_a_sound_path_has_no_faults():
    assert faults(parse(SOUND)) == []


def test_no_steps_are_no_fault():
    assert faults(()) == []


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ([step("a")], Fault("dead_end", "a")),
        ([step("a", ("On", "b"))], Fault("unknown", "a", "b")),
        ([step("a", ("Yes", "solved"), text="")], Fault("text", "a")),
        ([step("a", ("", "solved"))], Fault("label", "a")),
        ([step("a", ("x" * 121, "solved"))], Fault("label", "a")),
        ([step("", ("Yes", "solved"))], Fault("key", "")),
        ([step("solved", ("Yes", "solved"))], Fault("key", "solved")),
        ([step("a", ("Yes", "solved")), step("a", ("Yes", "ask"))], Fault("twice", "a")),
        ([step("a", *[("Yes", "solved")] * 9)], Fault("options", "a")),
        ([step("a", ("Yes", "solved")), step("b", ("Yes", "ask"))], Fault("unreached", "b")),
        ([step("a", ("Help me", "ask"))], Fault("never_solved")),
        ([step("a", ("Again", "a"), ("Yes", "solved"))], Fault("loop", "a", "a → a")),
        (
            [
                step("a", ("On", "b")),
                step("b", ("On", "c"), ("Yes", "solved")),
                step("c", ("Back", "b")),
            ],
            Fault("loop", "b", "b → c → b"),
        ),
        ([step(f"s{n}", ("Yes", "solved")) for n in range(70)], Fault("many")),
    ],
)
def test_what_leads_nowhere_or_in_circles_is_named(steps, fault):
    assert fault in faults(parse(steps))


def test_two_ways_to_one_step_are_no_circle():
    diamond = [
        step("a", ("Left", "b"), ("Right", "c")),
        step("b", ("On", "d")),
        step("c", ("On", "d")),
        step("d", ("Yes", "solved")),
    ]
    assert faults(parse(diamond)) == []


@pytest.mark.parametrize("code", GUIDED_FAULT)
def test_every_fault_is_said_in_a_sentence(code):
    said = fault_sentence(code, "power", "the cable")
    assert said.endswith(".")
    assert "%" not in said


def test_every_code_has_its_sentence():
    """A fault nobody can read would be a riddle to whoever writes the steps."""
    broken = [[step("a")], [step("a", ("On", "b"))], [step("a", ("Again", "a"))]]
    codes = {fault.code for steps in broken for fault in faults(parse(steps))}
    assert codes <= set(GUIDED_FAULT)


@pytest.mark.parametrize(
    ("answers", "at", "ending"),
    [
        ([], "power", ""),
        ([0], "cable", ""),
        ([1, 1], "cable", ""),
        ([1, 0], None, "solved"),
        ([0, 1], None, "ask"),
        ([9], "power", ""),
        ([1, 9, 0], "switch", ""),
        ([0, 0, 1, 1], None, "solved"),
    ],
)
def test_the_answers_lead_to_a_step_or_an_ending(answers, at, ending):
    walked = walk(parse(SOUND), answers)
    assert (walked.step.key if walked.step else None, walked.ending) == (at, ending)


def test_what_was_done_is_told_in_order():
    walked = walk(parse(SOUND), [1, 1])
    done = [(done.step.key, done.option.label) for done in walked.done]
    assert done == [("power", "It is off"), ("switch", "Still nothing")]


def test_a_step_that_is_gone_ends_with_asking():
    """A path may be walked by an old address after the steps were changed."""
    assert walk(parse([step("a", ("On", "gone"))]), [0]).ending == "ask"


def test_an_unsound_circle_does_not_walk_for_ever():
    walked = walk(parse([step("a", ("Again", "a"))]), [0] * 1_000)
    assert len(walked.done) == 60


@pytest.mark.parametrize(
    ("words", "answers"),
    [("", []), ("0.1", [0, 1]), ("0.-1", [0]), ("1.²", [1]), ("1000", []), ("a.0", [])],
)
def test_an_address_carries_answers_and_nothing_else(words, answers):
    assert answers_in(words) == answers


def test_an_address_says_what_was_answered():
    assert answers_in(address_of([3, 0, 1])) == [3, 0, 1]


@pytest.mark.parametrize("raw", [None, "x", {"a": 1}, [None, 3, "x"]])
def test_what_is_no_list_of_steps_is_none(raw):
    assert parse(raw) == ()


def test_what_has_another_shape_becomes_empty_words():
    assert parse([{"key": ["a"], "text": None, "options": "x"}]) == (Step("", "", ()),)
    assert parse([{"key": "a", "text": "b", "options": [3, {"label": 5}]}])[0].options[0].to == ""


def test_steps_are_kept_as_they_were_read():
    steps = parse(SOUND)
    assert parse(as_json(steps)) == steps
