"""What is kept of an editor while somebody writes, and which editor it was."""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PLACE = re.compile(r"new(?:-[0-9a-f]{8})?|(request|article|translation)-([1-9][0-9]{0,17})")
SINGLE = ("title", "question", "environment", "answer", "cause", "language", "note", "version")
SEVERAL = ("services", "categories", "items")
STEP = re.compile(r"step-[0-9]{1,3}-(?:key|text|options)")
# what says that somebody wrote, and not only looked
WRITTEN = ("title", "question", "environment", "answer", "cause")
LONGEST = 200_000
# so many of one person are kept; the oldest goes for a further one
MOST = 30


@dataclass(frozen=True, slots=True)
class Place:
    """One editor: of something new, of what a request taught, of an article, or a translation."""

    key: str
    kind: str
    number: int = 0

    @property
    def address(self) -> str:
        """Where it is written on."""
        return {
            "request": f"/knowledge/new?request={self.number}",
            "article": f"/knowledge/{self.number}/edit",
            "translation": f"/knowledge/{self.number}/translation",
        }.get(self.kind, f"/knowledge/new?place={self.key}")


def place_in(words: str) -> Place | None:
    """Return the editor that these words name; None where they name none.

    >>> place_in("article-7").address, place_in("new").address, place_in("article-0")
    ('/knowledge/7/edit', '/knowledge/new?place=new', None)
    """
    found = PLACE.fullmatch(words)
    if found is None:
        return None
    return Place(words, found[1] or "new", int(found[2] or 0))


def place_for(title: str) -> Place:
    """Return the editor of something new that begins with this title.

    >>> place_for("").key, place_for("Åska").key == place_for("Åska ").key
    ('new', True)
    """
    words = title.strip()
    key = f"new-{zlib.crc32(words.encode()):08x}" if words else "new"
    return Place(key, "new")


def kept_of(given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what is kept of the fields of a form: what the editor knows; empty for too much.

    >>> kept_of({"title": ["A"], "services": ["1", "2"], "csrf": ["x"], "step-1-key": ["a"]})
    {'title': 'A', 'services': '1,2', 'step-1-key': 'a'}
    """
    kept = {
        name: ",".join(values) if name in SEVERAL else values[-1]
        for name, values in given.items()
        if values and (name in SINGLE or name in SEVERAL or STEP.fullmatch(name))
    }
    return kept if sum(map(len, kept.values())) <= LONGEST else {}


def is_written(kept: Mapping[str, str]) -> bool:
    """Tell whether there is anything in it to lose.

    >>> is_written({"title": " ", "language": "en"}), is_written({"step-1-text": "Go"})
    (False, True)
    """
    return any(
        value.strip() for name, value in kept.items() if name in WRITTEN or STEP.fullmatch(name)
    )
