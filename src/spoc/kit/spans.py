"""Spans of time: two instants, the first within and the last not."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

# from when until when, half-open
Span: TypeAlias = tuple[datetime, datetime]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one.

    >>> nine, ten, noon = (datetime(2026, 11, 20, hour) for hour in (9, 10, 12))
    >>> joined([(ten, noon), (nine, ten)]) == [(nine, noon)]
    True
    """
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found
