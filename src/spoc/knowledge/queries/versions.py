"""What an article said once, and what is different now."""

from dataclasses import dataclass

from spoc.knowledge.models import Article, Revision
from spoc.knowledge.rules import SAID
from spoc.knowledge.rules.differing import Line, differing, is_same
from spoc.knowledge.rules.guided import parse


@dataclass(frozen=True, slots=True)
class Field:
    """One text of an article in two versions."""

    name: str
    lines: tuple[Line, ...]


def compared(article: Article, old: str, new: str) -> dict[str, object]:
    """Return two versions of an article and what differs; the newest two, usually."""
    rows = {
        each.number: each for each in article.revisions.select_related("by").order_by("-number")
    }
    later = _number(new, rows, article.revision)
    earlier = _number(old, rows, max(1, later - 1))
    before, after = rows.get(earlier), rows.get(later)
    return {
        "revisions": list(rows.values()),
        "before": before,
        "after": after,
        "fields": differences(before, after) if before and after else [],
    }


def differences(before: Revision, after: Revision) -> list[Field]:
    """Return the texts in which two versions differ."""
    both = [(name, text_of(before, name), text_of(after, name)) for name in SAID]
    found = [Field(name, tuple(differing(old, new))) for name, old, new in both]
    return [each for each in found if not is_same(list(each.lines))]


def text_of(revision: Revision, name: str) -> str:
    """Return one text of a version as it is read; its steps one a line, with where they lead."""
    said = revision.said.get(name, "")
    if name != "steps":
        return str(said)
    return "\n".join(
        "\n".join([f"{step.key}: {step.text}", *(f"  {o.label} → {o.to}" for o in step.options)])
        for step in parse(said)
    )


def _number(words: str, rows: dict[int, Revision], usual: int) -> int:
    number = int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else usual
    return number if number in rows else usual
