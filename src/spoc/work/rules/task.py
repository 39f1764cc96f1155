"""The moves of a task, and the tasks that a pasted list names."""

import re
from datetime import UTC, datetime

# what has no due instant comes after all that has one
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
OPEN = ("open", "doing")
ENDED = ("done", "failed", "cancelled")
STATES = (*OPEN, *ENDED)
MOVES = {
    "start": (("open",), "doing"),
    "finish": (OPEN, "done"),
    "fail": (OPEN, "failed"),
    "cancel": (OPEN, "cancelled"),
    "reopen": (("doing", *ENDED), "open"),
}
# what cannot be made is said to be so in words
NEEDS_RESULT = ("fail",)
LONGEST_TITLE = 200
BULLET = re.compile(r"\s*(?:(?:[-*•–]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s*)?")


def target(verb: str, state: str) -> str | None:
    """Return the state a move leads to; None where it cannot be made from here.

    >>> target("finish", "open"), target("start", "done")
    ('done', None)
    """
    sources, led_to = MOVES[verb]
    return led_to if state in sources else None


def moves_from(state: str) -> list[str]:
    """Return the moves that can be made from a state."""
    return [verb for verb in MOVES if target(verb, state)]


def lines_of(text: str) -> list[str]:
    """Return the tasks a list names, one a line, without what only marks it as a list.

    >>> lines_of("1. Call them\\n- [ ] Order a screen\\n\\n3 desks are free")
    ['Call them', 'Order a screen', '3 desks are free']
    """
    bare = (BULLET.sub("", line, count=1).strip() for line in text.splitlines())
    return [line[:LONGEST_TITLE].rstrip() for line in bare if line]
