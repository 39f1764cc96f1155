"""A new service as it is asked for: the filter it passes, its score, and who decides.

One table of lawful moves; the score weighs five marks from 1 to 5 (see `Scale`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from spoc.kit.moves import Move, Moves
from spoc.kit.time import add_weekdays


class State(StrEnum):
    """Where a proposal stands."""

    SCREENING = "screening"
    CONVERTED = "converted"
    JUSTIFYING = "justifying"
    FILTERED = "filtered"
    LAPSED = "lapsed"
    ASSESSING = "assessing"
    APPROVED = "approved"
    DEFERRED = "deferred"
    DECLINED = "declined"


MOVES = Moves(
    Move("submit", (), State.SCREENING),
    Move("accept_match", (State.SCREENING,), State.CONVERTED),
    # what lapsed may be asked again: somebody was away, or answers after all
    Move("ask_justification", (State.SCREENING, State.LAPSED), State.JUSTIFYING),
    Move("justify", (State.JUSTIFYING,), State.FILTERED),
    Move("lapse", (State.JUSTIFYING,), State.LAPSED),
    Move("filter_out", (State.FILTERED,), State.DECLINED),
    Move("pass_filter", (State.FILTERED,), State.ASSESSING),
    Move("assess", (State.ASSESSING,), State.ASSESSING),
    Move("approve", (State.ASSESSING,), State.APPROVED),
    Move("defer", (State.ASSESSING,), State.DEFERRED),
    Move("decline", (State.ASSESSING,), State.DECLINED),
    Move("wake", (State.DEFERRED,), State.ASSESSING),
    Move("appeal", (State.DECLINED,), State.JUSTIFYING),
)
move, is_lawful, moves_from = MOVES.named, MOVES.is_lawful, MOVES.leading_from
STATES = tuple(state.value for state in State)
# where nobody has anything to do any more
ENDED = (State.CONVERTED, State.LAPSED, State.APPROVED, State.DECLINED)
# what is written down as the decision of a proposal that is over
OUTCOMES = (State.APPROVED.value, State.DECLINED.value, State.DEFERRED.value, State.LAPSED.value)
MATCH_STATES = ("suggested", "dismissed", "accepted")
BUDGET_STATES = ("", "asked", "approved", "denied")
MARKS = (1, 2, 3, 4, 5)
ASSESSED = ("demand", "resources", "benefits")
JUSTIFIED = ("need", "affected_process", "benefit", "beneficiaries")
REMINDERS = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """How the five marks weigh, in per cent of the whole, and what score passes the filter.

    `cost_risk` is the inverse: 5 is cheap and safe. Down to `margin` below the threshold a
    proposal may pass for a reason.
    """

    fit: int = 30
    benefit: int = 25
    reach: int = 20
    urgency: int = 15
    cost_risk: int = 10
    threshold: int = 60
    margin: int = 10

    @property
    def weights(self) -> dict[str, int]:
        """The weights by what they weigh."""
        return {name: getattr(self, name) for name in CRITERIA}


CRITERIA = ("fit", "benefit", "reach", "urgency", "cost_risk")
USUAL = Scale()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a proposal when it is about to be decided."""

    scale: Scale = USUAL
    score: Decimal | None = None
    is_legal_duty: bool = False
    reason: str = ""
    has_sponsor: bool = False
    assessment: Mapping[str, str] = field(default_factory=dict)
    budget: str = ""


def score_of(marks: Mapping[str, int], scale: Scale = USUAL) -> Decimal:
    """Return the weighted score, 20 to 100; every mark must be there.

    >>> score_of(dict(zip(CRITERIA, (4, 3, 4, 2, 3))))
    Decimal('67.0')
    >>> score_of(dict(zip(CRITERIA, (2, 1, 3, 2, 2))))
    Decimal('39.0')
    """
    weighed = sum(weight * marks[name] for name, weight in scale.weights.items())
    return (Decimal(weighed) / 5).quantize(Decimal("0.1"))


def verdict(score: Decimal, scale: Scale = USUAL, *, is_legal_duty: bool = False) -> str:
    """Return what the filter says: `pass`, `reason` (it may pass for one), or `stop`.

    >>> [verdict(Decimal(score)) for score in ("60.0", "59.9", "50.0", "49.9")]
    ['pass', 'reason', 'reason', 'stop']
    """
    if is_legal_duty or score >= scale.threshold:
        return "pass"
    return "reason" if score >= scale.threshold - scale.margin else "stop"


def lacks_to_pass(known: Known) -> list[str]:
    """Return what keeps a proposal from passing the filter, as codes; nothing when it passes.

    >>> lacks_to_pass(Known(score=Decimal("67.0")))
    ['sponsor']
    """
    if known.score is None:
        return ["score"]
    said = verdict(known.score, known.scale, is_legal_duty=known.is_legal_duty)
    found = ["threshold"] if said == "stop" else []
    if said == "reason" and not known.reason.strip():
        found.append("reason")
    return found if known.has_sponsor else [*found, "sponsor"]


def lacks_to_decide(known: Known) -> list[str]:
    """Return which parts of the assessment are missing before anything is decided."""
    return [name for name in ASSESSED if not known.assessment.get(name, "").strip()]


def lacks_to_approve(known: Known) -> list[str]:
    """Return what keeps a proposal from being approved: the assessment, or its budget.

    >>> lacks_to_approve(Known(assessment=dict.fromkeys(ASSESSED, "Told."), budget="asked"))
    ['budget']
    """
    is_open = known.budget in ("asked", "denied")
    return [*lacks_to_decide(known), *(["budget"] if is_open else [])]


def reminders_by(asked_at: datetime, moment: datetime, weekdays: int) -> int:
    """Return how many reminders are due by now: at half of the weekdays, and at three quarters."""
    after = (weekdays // 2, weekdays * 3 // 4)
    return sum(moment >= add_weekdays(asked_at, days) for days in after)


def is_overdue(asked_at: datetime, moment: datetime, weekdays: int) -> bool:
    """Tell whether the weekdays to answer have passed."""
    return moment >= add_weekdays(asked_at, weekdays)
