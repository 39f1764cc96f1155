"""Where nobody is on duty though somebody should be."""

from collections.abc import Iterable

from spoc.rota.rules.pattern import Span


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found


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
