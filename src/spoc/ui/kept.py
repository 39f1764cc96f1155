"""Parts of a page that are kept drawn: the same facts in the same language look the same."""

import secrets
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
from typing import Any, cast

from django.template.loader import get_template
from django.utils import translation
from markupsafe import Markup, escape

# of each part, some eight pages of a queue, or the navigation of some hundred people; each of
# these and what it is made of takes a few kilobytes
KEPT = 400
SECRET = secrets.token_hex()


def kept(template: str, *facts: Hashable) -> Markup:
    """Return what the macro `drawn` of a template makes of some facts.

    It is drawn of nothing but what is given here and the language, so it may be given out again.
    Facts are plain words and numbers, never HTML: `Markup` is equal to the words it is written in.
    """
    return _keeper(template)(translation.get_language() or "", *facts)


def filled(template: str, own: Mapping[str, object], *facts: Hashable) -> Markup:
    """Return the same, with what is each page's own put where its `hole` was drawn."""
    words = kept(template, *facts)
    for name, value in own.items():
        words = words.replace(hole(name), escape(value))
    return words


@cache
def hole(name: str) -> str:
    """Return what stands in a kept part for something of a page's own: nobody can write it."""
    return f"hole-{SECRET}-{name}"


def drawn(template: str, *facts: object) -> Markup:
    """Return the same for facts that hardly come again, such as what somebody typed."""
    return Markup(cast(Any, get_template(template)).template.module.drawn(*facts))


@cache
def _keeper(template: str) -> Callable[..., Markup]:
    @lru_cache(maxsize=KEPT)
    def keep(_language: str, *facts: Hashable) -> Markup:
        return drawn(template, *facts)

    return keep
