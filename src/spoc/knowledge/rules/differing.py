"""What differs between two versions of some words: by line, and within a line by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line: as they were, gone, or new."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the same, changed, gone or new."""

    sort: str
    pieces: tuple[Piece, ...]


def differing(old: str, new: str) -> list[Line]:
    """Return the lines of two versions as one text.

    >>> [(line.sort, [(p.sort, p.text) for p in line.pieces]) for line in differing("a b", "a c")]
    [('changed', [('same', 'a '), ('gone', 'b'), ('new', 'c')])]
    """
    before, after = old.splitlines()[:MOST_LINES], new.splitlines()[:MOST_LINES]
    found: list[Line] = []
    for sort, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if sort == "equal":
            found += [_whole("same", line) for line in before[a:b]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def is_same(lines: list[Line]) -> bool:
    """Tell whether nothing differs."""
    return all(line.sort == "same" for line in lines)


def _changed(before: list[str], after: list[str]) -> list[Line]:
    """Return lines that stand where others stood: alike ones together, the rest one by one."""
    both = min(len(before), len(after))
    found = [_within(old, new) for old, new in zip(before[:both], after[:both], strict=True)]
    lines = [line for some in found for line in some]
    lines += [_whole("gone", line) for line in before[both:]]
    return lines + [_whole("new", line) for line in after[both:]]


def _within(old: str, new: str) -> list[Line]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
        return [_whole("gone", old), _whole("new", new)]
    pieces: list[Piece] = []
    for sort, a, b, c, d in matcher.get_opcodes():
        if sort == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        pieces += [Piece(each, text) for each, text in (("gone", gone), ("new", come)) if text]
    return [Line("changed", tuple(pieces))]


def _whole(sort: str, text: str) -> Line:
    return Line(sort, (Piece(sort, text),))
