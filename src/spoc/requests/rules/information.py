"""A question: which articles were sent, whether they arrived and helped, and what is a gap."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_ARTICLES = 10


@dataclass(frozen=True, slots=True)
class Offered:
    """An article as it was found: ready to be sent as it is, or only to answer from."""

    article: int
    is_user_ready: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """How far a question is answered, step by step."""

    has_searched: bool = False
    is_sent: bool = False
    is_received: bool = False
    is_applied: bool = False


def split(offered: Sequence[Offered]) -> tuple[list[int], list[int]]:
    """Return the articles to send as they are, and those only to answer from.

    >>> split([Offered(7), Offered(9, is_user_ready=False)])
    ([7], [9])
    """
    ready = [each.article for each in offered if each.is_user_ready]
    return ready, [each.article for each in offered if not each.is_user_ready]


def needs_words(offered: Sequence[Offered]) -> bool:
    """Tell whether the agent must answer in their own words: nothing there is ready to be sent.

    >>> needs_words([Offered(9, is_user_ready=False)]), needs_words([Offered(7)])
    (True, False)
    """
    return not any(each.is_user_ready for each in offered)


def steps_of(
    offered: int, *, is_sent: bool, receipt: str, helped: bool | None, is_gap: bool
) -> Steps:
    """Return how far it is: looked for, sent, received, and the articles or the gap noted."""
    return Steps(
        has_searched=bool(offered) or is_gap,
        is_sent=is_sent,
        is_received=receipt == "yes" or helped is not None,
        is_applied=helped is not None,
    )
