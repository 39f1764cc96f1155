"""The life of an offering, and what it needs before it can be ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spoc.kit.moves import Move, Moves


class OfferingState(StrEnum):
    """Where an offering stands (C.20)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    RETIRED = "retired"


PERIODS = ("once", "monthly", "yearly")


@dataclass(frozen=True, slots=True)
class OfferingMove(Move[OfferingState]):
    """A lawful move: what it is called, from where to where, and whether it wants a reason."""

    wants_reason: bool = False


# publishing what is published makes its next version
MOVES = Moves(
    OfferingMove(
        "publish", (OfferingState.DRAFT, OfferingState.PUBLISHED), OfferingState.PUBLISHED
    ),
    OfferingMove("suspend", (OfferingState.PUBLISHED,), OfferingState.SUSPENDED, wants_reason=True),
    OfferingMove("resume", (OfferingState.SUSPENDED,), OfferingState.PUBLISHED, wants_reason=True),
    OfferingMove(
        "retire", (OfferingState.PUBLISHED, OfferingState.SUSPENDED), OfferingState.RETIRED
    ),
)
move, is_lawful, moves_from = MOVES.named, MOVES.is_lawful, MOVES.leading_from


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
