"""The portfolio: from a proposed service to one that is retired, and what each step wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spoc.kit.moves import Move, Moves


class ServiceState(StrEnum):
    """Where a service stands in the portfolio (C.20)."""

    PROPOSED = "proposed"
    DESIGN = "design"
    LIVE = "live"
    RETIRING = "retiring"
    RETIRED = "retired"


PIPELINE = (ServiceState.PROPOSED, ServiceState.DESIGN)
# requests can be about a service in these
LIVE_STATES = (ServiceState.LIVE.value, ServiceState.RETIRING.value)
# what is weighed before a service is designed (FitSM PR1.2)
ASSESSED = ("demand", "resources", "benefit")


MOVES = Moves(
    Move("propose", (), ServiceState.PROPOSED),
    Move("design", (ServiceState.PROPOSED,), ServiceState.DESIGN),
    Move("begin", (ServiceState.DESIGN,), ServiceState.LIVE),
    Move("phase_out", (ServiceState.LIVE,), ServiceState.RETIRING),
    Move("retire", (ServiceState.RETIRING,), ServiceState.RETIRED),
)
move, is_lawful, moves_from = MOVES.named, MOVES.is_lawful, MOVES.leading_from


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of a service when it is moved; what higher apps know is told by the asker."""

    has_owner: bool = False
    purpose: str = ""
    assessment: Mapping[str, str] | None = None
    has_support_path: bool = False
    has_promise: bool = False
    has_calendar: bool = False
    has_article: bool = False
    has_offering: bool = False
    is_internal: bool = False
    plan: str = ""
    has_successor: bool = False
    reason: str = ""
    subscriptions: int = 0


def state_for(is_live: bool, state: str) -> str:
    """Return the state of a service that is, or is no longer, to be one that people ask about.

    >>> state_for(True, "retiring"), state_for(True, "retired"), state_for(False, "live")
    ('retiring', 'live', 'retired')
    """
    if is_live:
        return state if state in LIVE_STATES else ServiceState.LIVE.value
    return ServiceState.RETIRED.value if state in LIVE_STATES else state


def missing(verb: str, grounds: Grounds) -> list[str]:
    """Return what stands against a move, as codes: nothing, when it may be made.

    A promise or a calendar may be lacking for a reason, which is then kept with the move.

    >>> missing("design", Grounds(assessment={"demand": "40 people", "resources": "Two weeks"}))
    ['benefit']
    >>> missing("retire", Grounds(subscriptions=2))
    ['subscriptions']
    """
    return [code for code, holds in _wanted(verb, grounds).items() if not holds]


def _wanted(verb: str, grounds: Grounds) -> dict[str, bool]:
    assessed = grounds.assessment or {}
    reason = bool(grounds.reason.strip())
    wanted: dict[str, dict[str, bool]] = {
        "propose": {"owner": grounds.has_owner, "purpose": bool(grounds.purpose.strip())},
        "design": {code: bool(assessed.get(code, "").strip()) for code in ASSESSED},
        "begin": {
            "owner": grounds.has_owner,
            "support_path": grounds.has_support_path,
            "promise": grounds.has_promise or reason,
            "calendar": grounds.has_calendar or reason,
            "article": grounds.has_article,
            "offering": grounds.has_offering or grounds.is_internal,
        },
        "phase_out": {
            "plan": bool(grounds.plan.strip()),
            "successor": grounds.has_successor or reason,
        },
        "retire": {"subscriptions": grounds.subscriptions == 0},
    }
    return wanted[verb]
