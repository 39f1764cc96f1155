"""Walking the guided questions, keeping their tree sound, and who is entitled to what."""

import pytest

from spoc.catalogue.rules import (
    TYPES,
    Choice,
    Entitlement,
    Node,
    Tree,
    answers_in,
    entitlement_of,
    fault_of,
    reached,
    supportability_for,
    walk,
)
from spoc.requests.rules import TYPES as REQUEST_TYPES

# 1 leads to 2 or ends; not knowing leads to 3. 2 and 3 end; 4 is not reached.
TREE = Tree(
    {
        1: Node(1, (Choice(10, leads_to=2), Choice(11), Choice(12, is_complaint=True)), 3),
        2: Node(2, (Choice(20), Choice(21))),
        3: Node(3, (Choice(30, leads_to=2), Choice(31))),
        4: Node(4, (Choice(40, leads_to=2),)),
    },
    first=1,
)


@pytest.mark.parametrize(
    ("given", "steps", "following", "ended_with"),
    [
        ({}, (), 1, None),
        ({1: 10}, ((1, 10),), 2, None),
        ({1: 11}, ((1, 11),), None, 11),
        ({1: 10, 2: 21}, ((1, 10), (2, 21)), None, 21),
        ({1: 10, 2: None}, ((1, 10), (2, None)), None, None),
        ({1: None}, ((1, None),), 3, None),
        ({1: None, 3: 30, 2: 20}, ((1, None), (3, 30), (2, 20)), None, 20),
        # off the way, of another question, or of none: not answered
        ({1: 11, 2: 20}, ((1, 11),), None, 11),
        ({2: 20}, (), 1, None),
        ({1: 20}, (), 1, None),
        ({1: 10, 2: 99}, ((1, 10),), 2, None),
    ],
)
def test_a_walk_goes_as_far_as_the_answers_reach(given, steps, following, ended_with):
    walked = walk(TREE, given)
    assert (walked.steps, walked.next, walked.ended_with) == (steps, following, ended_with)
    assert walked.is_over == (bool(steps) and following is None)


@pytest.mark.parametrize(("given", "complains"), [({1: 12}, True), ({1: 11}, False), ({}, False)])
def test_an_answer_may_say_that_it_is_a_complaint(given, complains):
    assert walk(TREE, given).is_complaint == complains


def test_a_walk_in_a_circle_ends_all_the_same():
    circle = Tree({1: Node(1, (Choice(10, leads_to=2),)), 2: Node(2, (Choice(20, leads_to=1),))}, 1)
    walked = walk(circle, {1: 10, 2: 20})
    assert (walked.steps, walked.next, walked.ended_with) == (((1, 10), (2, 20)), None, None)


def test_without_a_first_question_nothing_is_asked():
    assert walk(Tree(TREE.nodes), {1: 10}) == walk(Tree({}), {})
    assert reached(Tree(TREE.nodes)) == []


@pytest.mark.parametrize(
    ("tree", "fault"),
    [
        (TREE, ""),
        (Tree({}), ""),
        # written down, not asked yet
        (Tree({1: Node(1, ())}), ""),
        (Tree({1: Node(1, ())}, 1), "dead_end"),
        (Tree({1: Node(1, (Choice(10, leads_to=2),)), 2: Node(2, ())}, 1), "dead_end"),
        (Tree({1: Node(1, (Choice(10, leads_to=9),))}, 1), "dead_end"),
        (Tree({1: Node(1, (Choice(10),), 9)}, 1), "dead_end"),
        (Tree({1: Node(1, (Choice(10),))}, 9), "dead_end"),
        (Tree({1: Node(1, (Choice(10, leads_to=1),))}, 1), "loop"),
        (Tree({1: Node(1, (Choice(10),), 1)}, 1), "loop"),
        (Tree({1: Node(1, (Choice(10, 2),)), 2: Node(2, (Choice(20),), 1)}, 1), "loop"),
        # also among questions nothing leads to yet
        (Tree({1: Node(1, (Choice(10, 2),)), 2: Node(2, (Choice(20, 1),))}), "loop"),
    ],
)
def test_a_tree_has_neither_loops_nor_dead_ends(tree, fault):
    assert fault_of(tree) == fault


def test_the_questions_a_walk_comes_to_are_told_the_nearest_first():
    assert reached(TREE) == [1, 2, 3]


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        ({"guide-1": "10", "guide-2": "unknown", "guide-3": ""}, {1: 10, 2: None}),
        ({"guide-x": "10", "guide-1": "x", "guide-": "1", "1": "10"}, {}),
        ({"guide-²": "1", "guide-1": "²", "guide-2": "9" * 30}, {}),
    ],
)
def test_answers_are_read_from_a_form_whatever_it_holds(given, answers):
    assert answers_in(given) == answers


@pytest.mark.parametrize(
    ("customers", "organisation", "code"),
    [
        (None, 1, Entitlement.NOT_KNOWN),
        (None, None, Entitlement.NOT_KNOWN),
        ([], 1, Entitlement.EVERYBODY),
        ([], None, Entitlement.EVERYBODY),
        ([1, 2], 2, Entitlement.HAS_IT),
        ([1, 2], 3, Entitlement.LACKS_IT),
        ([1, 2], None, Entitlement.NOT_KNOWN),
    ],
)
def test_who_is_entitled_follows_from_whom_the_service_is_for(customers, organisation, code):
    assert entitlement_of(customers, organisation) == code


@pytest.mark.parametrize("code", Entitlement)
def test_only_who_lacks_the_service_begins_as_chargeable(code):
    begins = "chargeable" if code is Entitlement.LACKS_IT else "supported"
    assert supportability_for(code) == begins


def test_the_questions_lead_to_the_types_requests_have():
    assert REQUEST_TYPES[1:] == TYPES
