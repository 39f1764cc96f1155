"""Whether self-help solved it: counted where somebody said so, estimated apart where nobody did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# so long after the last sign of somebody we wait for a request before the visit is over
WAITED = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; of nothing there is no share."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The share in hundredths; None where there is no whole.

        >>> Share(1, 3).percent, Share(0, 0).percent
        (33, None)
        """
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of self-help in a time: its visits by their endings, and what agents handled.

    `abandoned` are those of the left ones whose draft was given up after an article was read.
    """

    solved: int = 0
    asked: int = 0
    left: int = 0
    abandoned: int = 0
    automatic: int = 0
    by_agents: int = 0

    @property
    def sessions(self) -> int:
        """All visits that are over."""
        return self.solved + self.asked + self.left

    @property
    def without_agent(self) -> Share:
        """K-21: what was fulfilled by itself or solved by help, of that and what agents handled.

        >>> Figures(solved=30, automatic=20, by_agents=150).without_agent.percent
        25
        """
        alone = self.automatic + self.solved
        return Share(alone, alone + self.by_agents)

    @property
    def deflected(self) -> Share:
        """K-22, its certain part: visits that ended with "it is solved", of all visits.

        >>> Figures(solved=30, asked=50, left=20, abandoned=15).deflected.percent
        30
        """
        return Share(self.solved, self.sessions)

    @property
    def perhaps_deflected(self) -> Share:
        """K-22, its estimate: drafts given up after an article was read; never in the other part.

        >>> Figures(solved=30, asked=50, left=20, abandoned=15).perhaps_deflected.percent
        15
        """
        return Share(self.abandoned, self.sessions)


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of a visit when its time is over."""

    last_at: datetime
    drafted_at: datetime | None = None
    read_at: datetime | None = None
    said_no_at: datetime | None = None
    has_asked: bool = False


def is_over(visit: Visit, moment: datetime) -> bool:
    """Tell whether nothing was heard for so long that the visit is over."""
    return moment - visit.last_at >= WAITED


def is_abandoned(visit: Visit) -> bool:
    """Tell whether a draft was given up after an article was read.

    Reading alone resolves nothing, and whoever said that it did not help was not helped.
    """
    if visit.has_asked or visit.drafted_at is None or visit.read_at is None:
        return False
    if visit.said_no_at is not None and visit.said_no_at >= visit.read_at:
        return False
    return visit.read_at >= visit.drafted_at
