"""The template environment with the trade's words added: labels for codes, and how dialogs open."""

from typing import Any

from jinja2 import Environment

from spoc.audit.activities import label
from spoc.channels.problems import in_readers_words
from spoc.people.voice import said
from spoc.ui.environment import environment as plain


def environment(**options: Any) -> Environment:
    """Make the environment that Django's Jinja2 backend asks for."""
    made = plain(**options)
    made.filters["label"] = words_for
    made.filters["told"] = said
    made.filters["problem"] = in_readers_words
    made.globals["opening"] = opening
    return made


def words_for(code: object, table: str) -> str:
    """Return the words for a code in the reader's language."""
    return label(table, code)


def opening(href: str) -> dict[str, str]:
    """Return the attributes by which a link opens its page's dialog over the page one is on."""
    return {
        "hx-get": href,
        "hx-target": "#dialog",
        "hx-swap": "innerHTML",
        "hx-select": ".dialog",
    }
