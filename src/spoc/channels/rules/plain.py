"""The words of sanitised HTML, as plain text."""

import re
from html import unescape

import lxml.html
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.html_engine import Inscriptis
from inscriptis.model.config import ParserConfig

from spoc.channels.rules import limits

TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
BREAK = re.compile(r"<br[^>]*>|</(?:p|div|li|tr|h[1-6]|blockquote|pre|table|section|article)>")
ANY_TAG = re.compile(r"<[^>]*>")
VOID = {"br", "hr", "img", "col", "wbr"}
ROW = re.compile(r"<(/?)tr\b[^>]*>")
CELL = re.compile(r"<t[dh]\b[^>]*>")
FRAME = re.compile(r"</?(?:table|tbody|thead|tfoot|caption|colgroup|col|t[dh])\b[^>]*>")
BLANK_LINES = re.compile(r"\n{3,}")


def words_of(clean_html: str) -> str:
    """Return the words of sanitised HTML, quotations marked with `>` as in plain letters."""
    if not clean_html.strip():
        return ""
    depth, tables, area = _measures(clean_html)
    if depth > limits.HTML_DEPTH:
        return _tidy(flat(clean_html))
    if tables > 1 or area > limits.TABLE_AREA:
        clean_html = _without_tables(clean_html)
    tree = lxml.html.fromstring(f"<div>{clean_html}</div>")
    _mark_quotations(tree)
    return _tidy(_text(tree))


def is_too_deep(clean_html: str) -> bool:
    """Tell whether elements lie inside each other deeper than any reader shows."""
    return _measures(clean_html)[0] > limits.HTML_DEPTH


def flat(clean_html: str) -> str:
    """Return the words of HTML too deep for a reader, line by line."""
    return unescape(ANY_TAG.sub("", BREAK.sub("\n", clean_html)))


def _measures(html: str) -> tuple[int, int, int]:
    """Return how deep elements and tables lie, and how much text the tables may be padded to."""
    depth = deepest = tables = most_tables = 0
    for ends, name in TAG.findall(html):
        if name in VOID:
            continue
        step = -1 if ends else 1
        depth += step
        deepest = max(deepest, depth)
        tables += step * (name == "table")
        most_tables = max(most_tables, tables)
    longest = max((len(run) for run in ANY_TAG.split(html)), default=0)
    return deepest, most_tables, longest * len(CELL.findall(html))


def _without_tables(html: str) -> str:
    """Make rows lines and cells words: what lays out a page needs no columns."""
    return FRAME.sub(" ", ROW.sub(r"<\1div>", html))


def _mark_quotations(tree: lxml.html.HtmlElement) -> None:
    for quotation in tree.xpath(".//blockquote[not(ancestor::blockquote)]"):
        tail, quotation.tail = quotation.tail, None
        lines = _text(quotation).strip("\n").split("\n")
        for child in list(quotation):
            quotation.remove(child)
        quotation.tag, quotation.tail = "pre", tail
        quotation.text = "\n".join(f"> {line}".rstrip() for line in lines)


def _text(tree: lxml.html.HtmlElement) -> str:
    return str(Inscriptis(tree, ParserConfig(css=CSS_PROFILES["strict"].copy())).get_text())


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.replace("\xa0", " ").split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
