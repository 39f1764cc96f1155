"""The rows of a queue as they are drawn: one that says what one said before is not drawn anew."""

from functools import cache, lru_cache
from typing import Any, cast

from django.template.loader import get_template
from django.utils import translation
from markupsafe import Markup

from spoc.requests.queries.queue_row import Row

# some eight pages of a queue; each row and what it is made of take 3 kB
KEPT = 400


def drawn(row: Row, within: str, is_current: bool) -> Markup:
    """Return a row as HTML: `within` is what leads back to this queue.

    A row holds all its words already, moments and what is left of the time among them, so what is
    drawn follows from what is given here and the language alone.
    """
    return _drawn(row, within, is_current, translation.get_language())


@lru_cache(maxsize=KEPT)
def _drawn(row: Row, within: str, is_current: bool, language: str) -> Markup:
    return Markup(_module().drawn(row, within, is_current))


@cache
def _module() -> Any:
    return cast(Any, get_template("requests/_row.html")).template.module
