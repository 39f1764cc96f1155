"""Longer writing as harmless HTML: the simple marks, and headings, tables and rules.

Headings begin below those of the page: what is written as the first stands as the third.
"""

from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

from spoc.kit.html import as_markup, clean, paragraphs
from spoc.kit.marked import BETWEEN, reader

LONGEST = 100_000  # signs whose marks are looked for; more are shown as they are
BELOW, LOWEST = 2, 6


def document(text: str, pictures: Mapping[int, str] | None = None) -> Markup:
    """Return written words as HTML; a picture stands at the address that is given for its number.

    >>> document("# Sign in\\n\\n1. Open *Vega*")
    Markup('<h3>Sign in</h3><ol><li>Open <em>Vega</em></li></ol>')
    """
    if len(text) > LONGEST:
        return paragraphs(text)
    cids = {f"files/{number}": address for number, address in (pictures or {}).items()}
    return as_markup(BETWEEN.sub("", clean(_READER.render(text), cids=cids)))


def _lower(state: StateCore) -> None:
    """Let headings begin below those of the page."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(LOWEST, int(token.tag[1]) + BELOW)}"


def _document_reader() -> MarkdownIt:
    made = reader("heading", "hr", "strikethrough", "table")
    made.core.ruler.push("lower_headings", _lower)
    return made


_READER = _document_reader()
