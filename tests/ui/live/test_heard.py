"""What is remembered of what changed, and what waits for a slow reader: no database."""

import pytest

from spoc.ui.heard import KEPT, MOST, Memory
from spoc.ui.listening import Subscriber


@pytest.fixture
def memory():
    """Listens since 10,000; one topic changed at 20,000, another at 30,000."""
    memory = Memory("here")
    memory.begin(10_000)
    memory.hear(["one"], 20_000)
    memory.hear(["other"], 30_000)
    return memory


@pytest.mark.parametrize(
    ("marks", "missed"),
    [
        (["10000"], {"one": 20_000, "other": 30_000}),
        (["20000"], {"one": 20_000, "other": 30_000}),  # made in the very moment it changed
        (["20001"], {"other": 30_000}),
        (["20001-here"], {"other": 30_000}),  # was told just that
        (["20001-there"], {"one": 20_000, "other": 30_000}),  # another may have heard it sooner
        (["33000-there"], {}),
        (["33000", "20001-here"], {"other": 30_000}),
        (["9999"], None),
        (["11000-there"], None),
        (["40000"], None),  # a clock that was set back
        (["nonsense"], None),
        (["33000", ""], None),
        (["9" * 20], None),
    ],
)
def test_what_somebody_missed_is_told_from_their_mark_on_or_is_not_known(memory, marks, missed):
    assert memory.since(marks, ["one", "other", "quiet"], 34_000) == missed


def test_two_changes_in_one_millisecond_are_told_apart(memory):
    memory.hear(["one"], 40_000)
    mark = memory.mark()
    memory.hear(["other"], 40_000)

    assert memory.since([mark], ["one", "other"], 40_000) == {"other": 40_001}


def test_a_mark_older_than_what_is_kept_is_not_known(memory):
    memory.hear(["other"], 20_001 + KEPT)

    assert memory.since(["20000"], ["other"], 20_001 + KEPT) is None
    assert memory.since(["20001"], ["one", "other"], 20_001 + KEPT) == {"other": 20_001 + KEPT}


def test_what_is_kept_is_bounded_also_under_a_storm(memory):
    for number in range(MOST + 1):
        memory.hear([f"request-{number}"], 40_000)

    assert memory.since(["40000"], ["request-0"], 40_000) is None
    assert memory.since(["40001"], ["request-1"], 40_000) == {"request-1": 40_001}


def test_after_a_lost_connection_nothing_before_is_known(memory):
    mark = memory.mark()
    memory.begin(35_000)

    assert memory.since([mark], ["one"], 36_000) is None


def test_what_a_slow_page_has_pending_cannot_grow():
    subscriber = Subscriber(["queue"])

    for number in range(1000):
        subscriber.tell(["queue", f"request-{number}"], number)

    assert subscriber.take() == (False, {"queue": 999})
    assert subscriber.take() == (False, {})
