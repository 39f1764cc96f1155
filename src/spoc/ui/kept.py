"""Parts of a page that are kept drawn: the same facts in the same language look the same."""

from collections.abc import Callable, Hashable
from functools import cache, lru_cache
from typing import Any, cast

from django.template.loader import get_template
from django.utils import translation
from markupsafe import Markup

# of each part, some eight pages of a queue, or the navigation of some hundred people; each of
# these and what it is made of takes a few kilobytes
KEPT = 400


def kept(template: str, *facts: Hashable) -> Markup:
    """Return what the macro `drawn` of a template makes of some facts.

    It is drawn of nothing but what is given here and the language, so it may be given out again.
    """
    return _keeper(template)(translation.get_language() or "", *facts)


@cache
def _keeper(template: str) -> Callable[..., Markup]:
    draws = cast(Any, get_template(template)).template.module.drawn

    @lru_cache(maxsize=KEPT)
    def drawn(_language: str, *facts: Hashable) -> Markup:
        return Markup(draws(*facts))

    return drawn
