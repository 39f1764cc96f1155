"""When a request may be handed on by whoever works on it, and when a coordinator decides."""

from collections.abc import Collection
from dataclasses import dataclass

# so many teams may hand it on among themselves; the next hop is not theirs to decide
MOST_HOPS = 2


def needs_note(tier: int, to_tier: int, *, has_begun: bool) -> bool:
    """Tell whether it goes on with a hand-over note alone: begun work that goes to a higher tier.

    >>> needs_note(1, 2, has_begun=True), needs_note(1, 2, has_begun=False)
    (True, False)
    >>> needs_note(2, 2, has_begun=True), needs_note(2, 1, has_begun=True)
    (False, False)
    """
    return has_begun and to_tier > tier


@dataclass(frozen=True, slots=True)
class Hop:
    """A hop somebody wants: how many there were, the teams it left so far, the team it goes to."""

    hop_count: int
    left: Collection[int]
    to: int


def asks_coordinator(hop: Hop) -> str:
    """Return why the incident coordinator decides on this hop; nothing where nobody need.

    `returns`: it would go back to a team that handed it on already; `third`: it was handed on
    twice before.

    >>> asks_coordinator(Hop(1, {7}, 7)), asks_coordinator(Hop(2, {7, 8}, 9))
    ('returns', 'third')
    >>> asks_coordinator(Hop(1, {7}, 8))
    ''
    """
    if hop.to in hop.left:
        return "returns"
    return "third" if hop.hop_count >= MOST_HOPS else ""
