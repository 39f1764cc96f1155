"""The rules of a request: its lawful moves, priority, likeness, and what resolving needs."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.requests.rules import (
    MOVES,
    Likeness,
    Status,
    cancel_reasons,
    is_lawful,
    likeness,
    moves_from,
    priority_of,
    suggested_impact,
    trigram_similarity,
)
from spoc.requests.rules.guards import Outcome, lacks
from spoc.requests.rules.lifecycle import ENDED, OPEN, diagram, move

LAWFUL = {
    "new": "classify decline answer_now cancel merge",
    "classified": "assign answer_now reclassify cancel merge await_approval",
    "assigned": "start resolve reclassify cancel merge",
    "in_progress": "pause resolve escalate reclassify cancel merge",
    "pending": "resume resolve escalate reclassify cancel merge",
    "resolved": "confirm auto_close reopen cancel merge",
    "closed": "follow_up",
    "rejected": "",
    "cancelled": "",
    "merged": "",
}
LEADS_TO = {
    "register": "new",
    "classify": "classified",
    "decline": "rejected",
    "assign": "assigned",
    "start": "in_progress",
    "answer_now": "resolved",
    "pause": "pending",
    "resume": "in_progress",
    "resolve": "resolved",
    "confirm": "closed",
    "auto_close": "closed",
    "reopen": "in_progress",
    "escalate": "assigned",
    "reclassify": "classified",
    "cancel": "cancelled",
    "merge": "merged",
    "follow_up": "closed",
    "await_approval": "pending",
    "clear": "classified",
}


@pytest.mark.parametrize("verb", LEADS_TO)
@pytest.mark.parametrize("status", LAWFUL)
def test_a_move_is_lawful_where_the_process_says_so(status, verb):
    assert is_lawful(verb, status) is (verb in LAWFUL[status].split())


def test_every_move_leads_where_the_process_says():
    assert {each.verb: each.target.value for each in MOVES} == LEADS_TO
    assert [each.number for each in MOVES] == [f"R{n}" for n in range(1, 20)]


def test_what_waits_for_its_approval_is_only_cleared_or_ended():
    possible = [each.verb for each in moves_from("pending", "approval")]
    assert possible == ["cancel", "merge", "clear"]
    assert not is_lawful("resume", "pending", "approval")
    assert not is_lawful("clear", "pending", "customer")


def test_a_request_is_open_until_it_ends():
    assert set(OPEN) | set(ENDED) == set(Status)
    assert not set(OPEN) & set(ENDED)
    for status in ENDED:
        assert not any(each.target in OPEN for each in moves_from(status))


def test_an_unknown_move_or_status_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        move("forget")
    with pytest.raises(ValueError):
        is_lawful("classify", "lost")


def test_the_diagram_shows_every_move():
    drawn = diagram()
    for status, verbs in LAWFUL.items():
        for verb in verbs.split():
            assert f"    {status} --> {LEADS_TO[verb]}: " in drawn


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        *((1, 1, 1), (1, 2, 2), (1, 3, 3)),
        *((2, 1, 2), (2, 2, 3), (2, 3, 4)),
        *((3, 1, 3), (3, 2, 4), (3, 3, 5)),
    ],
)
def test_priority_is_read_off_the_matrix(impact, urgency, priority):
    assert priority_of(impact, urgency) == priority


@pytest.mark.parametrize(("impact", "urgency"), [(0, 1), (1, 0), (4, 1), (1, 4)])
def test_there_is_no_priority_beyond_the_matrix(impact, urgency):
    with pytest.raises(ValueError):
        priority_of(impact, urgency)


@pytest.mark.parametrize(
    ("affected", "said", "impact"),
    [
        (1, {}, 3),
        (9, {}, 3),
        (10, {}, 2),
        (49, {}, 2),
        (50, {}, 1),
        (1, {"whole_service": True}, 1),
        (12, {"criticality": 1, "degree": "total"}, 1),
        (1, {"criticality": 1, "degree": "total"}, 2),
        (50, {"criticality": 1, "degree": "total"}, 1),
        (12, {"criticality": 1, "degree": "degraded"}, 2),
        (12, {"criticality": 2, "degree": "total"}, 2),
    ],
)
def test_impact_is_suggested_by_who_is_affected(affected, said, impact):
    assert suggested_impact(affected, **said) == impact


FIRST = "Cannot print on floor 3 printer"
SECOND = "Cannot print on printer floor 3"
THIRD = "Printer floor 3 not printing"
FOURTH = "Outlook crashes when opening calendar"


@pytest.mark.parametrize(
    ("other", "alike"), [(SECOND, 1.0), (THIRD, 0.5455), (FOURTH, 0.0678), ("", 0.0)]
)
def test_titles_are_compared_by_trigrams_whatever_the_order_of_words(other, alike):
    assert round(trigram_similarity(FIRST, other), 4) == alike
    assert round(trigram_similarity(other, FIRST), 4) == alike


def test_our_trigrams_are_those_of_the_database(db):
    from django.db import connection

    pairs = [
        (FIRST, THIRD),
        (FIRST, FOURTH),
        ("Åsa når inte röntgen!", "asa nar rontgen"),
        ("", ""),
    ]
    for one, other in pairs:
        with connection.cursor() as cursor:
            cursor.execute("SELECT similarity(%s, %s)", [one, other])
            assert cursor.fetchone()[0] == pytest.approx(trigram_similarity(one, other), abs=1e-6)


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (Likeness(SECOND, NOON, 1, 2, 3), 1.0),
        (Likeness(THIRD, NOON, 1, 2, 3), 0.7727),
        (Likeness(FOURTH, NOON), 0.0839),
        (Likeness(SECOND, NOON, 9, 2, 3), 0.8),
        (Likeness(SECOND, NOON + timedelta(hours=24), 1, 2, 3), 1.0),
        (Likeness(SECOND, NOON - timedelta(hours=24, seconds=1), 1, 2, 3), 0.95),
    ],
)
def test_likeness_weighs_words_item_service_category_and_time(other, score):
    assert round(likeness(Likeness(FIRST, NOON, 1, 2, 3), other), 4) == score


def test_what_neither_says_is_nothing_in_common():
    unknown = Likeness(FIRST, NOON)
    assert likeness(unknown, unknown) == pytest.approx(0.55)


ALL = {
    "resolution": "Restarted.",
    "method": "fix",
    "closure_code": "solved",
    "effort_logged": True,
}


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({"type": "incident", **ALL}, {"restored_at", "verification"}),
        ({"type": "incident", **ALL, "restored": True}, {"verification"}),
        ({"type": "incident", **ALL, "restored": True, "verified": True}, set()),
        ({"type": "information", **ALL}, {"is_gap"}),
        ({"type": "information", **ALL, "is_gap": True}, set()),
        ({"type": "information", **ALL, "has_article": True}, set()),
        ({"type": "fulfilment", **ALL}, {"delivered_at"}),
        ({"type": "fulfilment", **ALL, "delivered": True}, set()),
        ({"type": "new_service", **ALL}, {"decision", "decision_reason"}),
        ({"type": "new_service", **ALL, "decision": "approved"}, {"decision_reason"}),
        (
            {"type": "new_service", **ALL, "decision": "declined", "decision_reason": "Cost."},
            set(),
        ),
        ({"type": "unclassified", **ALL}, {"type"}),
        (
            {"type": "fulfilment", "delivered": True},
            {"resolution", "method", "closure_code", "minutes"},
        ),
        ({"type": "fulfilment", **ALL, "delivered": True, "open_children": 1}, {"children"}),
    ],
)
def test_resolving_needs_what_its_type_needs(known, missing):
    assert {lack.field for lack in lacks(Outcome(**known))} == missing


def test_a_requester_cancels_for_fewer_reasons_than_the_desk():
    assert set(cancel_reasons(is_desk=False)) == {"withdrawn", "recorded_in_error"}
    assert set(cancel_reasons(is_desk=True)) == {
        "withdrawn",
        "test",
        "spam",
        "recorded_in_error",
    }
