"""Where nobody is on duty though somebody should be."""

from collections.abc import Iterable

from spoc.kit.spans import Span, joined


def gaps(needed: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """Return what is needed and not covered, in order."""
    there = joined(covered)
    found: list[Span] = []
    for opens, closes in joined(needed):
        for begins, ends in there:
            if ends <= opens or begins >= closes:
                continue
            if begins > opens:
                found.append((opens, begins))
            opens = ends
        if opens < closes:
            found.append((opens, closes))
    return found
