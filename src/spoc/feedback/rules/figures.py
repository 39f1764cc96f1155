"""How satisfied people are, said honestly: with how sure one can be, and never of a few."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from math import sqrt

# fewer answers than these give no share and no average that says anything
FEW = 5
SATISFIED_FROM = 4
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Figures:
    """What was asked and answered in a time: how many answers, how many of them satisfied."""

    sent: int = 0
    returned: int = 0
    answered: int = 0
    satisfied: int = 0
    total: int = 0
    # letters that can still be answered: the rate of these is not the last word
    awaited: int = 0

    @property
    def is_telling(self) -> bool:
        """Whether there are enough answers to say a share of them."""
        return self.answered >= FEW

    @property
    def average(self) -> float | None:
        """The average score; None where there is no answer."""
        return self.total / self.answered if self.answered else None

    @property
    def share(self) -> float | None:
        """The part of the answers that are satisfied; None where there is no answer."""
        return self.satisfied / self.answered if self.answered else None

    @property
    def rate(self) -> float | None:
        """The part of the letters that were answered; None where none was sent."""
        return self.returned / self.sent if self.sent else None

    @property
    def between(self) -> tuple[float, float]:
        """Between which parts the share lies in truth, in nineteen cases of twenty."""
        return wilson(self.satisfied, self.answered)


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Return the interval in which a share lies with 95 % confidence, after Wilson.

    >>> [round(100 * bound, 1) for bound in wilson(42, 50)]
    [71.5, 91.7]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not count:
        return 0.0, 1.0
    share, square = hits / count, Z * Z
    middle = share + square / (2 * count)
    spread = Z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    whole = 1 + square / count
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def total(parts: Iterable[Figures]) -> Figures:
    """Return the figures of several times or communities together.

    >>> total([Figures(sent=2, answered=1), Figures(sent=3)]).sent
    5
    """
    return Figures(*(sum(column) for column in zip(*map(astuple, parts), strict=True)))
