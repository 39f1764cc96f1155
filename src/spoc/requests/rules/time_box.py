"""Whether a tier has spent on a request what it may, so that it should be handed on."""

from dataclasses import dataclass

# of the time promised for an incident, in which the first tier writes down what it may be
QUARTER = 25
FIRST = "1"


@dataclass(frozen=True, slots=True)
class Effort:
    """What a tier has spent: its code, minutes logged there, its box, and per cent of the promise.

    `has_plan` tells whether a diagnosis is written, or none can be.
    """

    tier: str
    minutes: int
    box_minutes: int | None
    percent: float = 0
    has_plan: bool = True


def is_box_used(effort: Effort) -> bool:
    """Tell whether the time box is used, or a quarter of the promise with nothing found out.

    >>> is_box_used(Effort("1", 20, 20)), is_box_used(Effort("1", 19, 20))
    (True, False)
    >>> is_box_used(Effort("1", 0, None, 25, has_plan=False))
    True
    """
    if effort.box_minutes is not None and effort.minutes >= effort.box_minutes:
        return True
    return effort.tier == FIRST and not effort.has_plan and effort.percent >= QUARTER
