"""The life of an offering, and what it needs before it can be ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class OfferingState(StrEnum):
    """Where an offering stands (C.20)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    RETIRED = "retired"


PERIODS = ("once", "monthly", "yearly")


@dataclass(frozen=True, slots=True)
class Move:
    """A lawful move: what it is called, from where to where, and whether it wants a reason."""

    verb: str
    sources: tuple[OfferingState, ...]
    target: OfferingState
    wants_reason: bool = False


# publishing what is published makes its next version
MOVES = (
    Move("publish", (OfferingState.DRAFT, OfferingState.PUBLISHED), OfferingState.PUBLISHED),
    Move("suspend", (OfferingState.PUBLISHED,), OfferingState.SUSPENDED, wants_reason=True),
    Move("resume", (OfferingState.SUSPENDED,), OfferingState.PUBLISHED, wants_reason=True),
    Move("retire", (OfferingState.PUBLISHED, OfferingState.SUSPENDED), OfferingState.RETIRED),
)
_BY_VERB = {move.verb: move for move in MOVES}


def move(verb: str) -> Move:
    """Return the move of this name, or raise KeyError."""
    return _BY_VERB[verb]


def is_lawful(verb: str, state: str) -> bool:
    """Tell whether this move may be made from this state.

    >>> is_lawful("suspend", "published"), is_lawful("suspend", "draft")
    (True, False)
    """
    return OfferingState(state) in _BY_VERB[verb].sources


def moves_from(state: str) -> list[Move]:
    """Return every move that may be made from this state.

    >>> [move.verb for move in moves_from("suspended")]
    ['resume', 'retire']
    """
    return [move for move in MOVES if OfferingState(state) in move.sources]


def unready(terms: Mapping[str, object], *, is_described: bool, is_served: bool) -> list[str]:
    """Return what an offering lacks before it can be published, as codes.

    It says what it is, when it is delivered and by whom, and its service can be ordered of.

    >>> unready({"lead_days": 2, "team": 4}, is_described=True, is_served=True)
    []
    >>> unready({}, is_described=False, is_served=True)
    ['description', 'lead_days', 'team']
    """
    found = [] if is_described else ["description"]
    found += [] if is_served else ["service"]
    found += [] if terms.get("lead_days") is not None else ["lead_days"]
    found += [] if terms.get("team") or terms.get("definition") else ["team"]
    return found
