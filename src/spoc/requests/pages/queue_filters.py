"""What the filters of a queue offer."""

from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from spoc.audit.activities import label
from spoc.requests.pages.place import VIEW
from spoc.requests.queries.queue_around import Around, Choices
from spoc.requests.queries.rows import Filters
from spoc.requests.queries.slices import slice_words
from spoc.requests.queries.view_fields import STANDARD
from spoc.requests.rules import TYPES
from spoc.ui.kept import drawn, kept

Offered = tuple[tuple[str, str], ...]
Offers = tuple[tuple[str, Offered], ...]


def filter_bar(around: Around, home: str, filters: Filters) -> Markup:
    """Draw the bar of filters over a queue that lies at this address."""
    draw = drawn if filters.words else kept
    only = slice_words(filters.only)
    return draw("requests/_filters.html", home, filters, only, _choices(around))


def _choices(around: Around) -> Offers:
    """Return what each filter offers, in their order."""
    any_ = ("", _("any"))
    states, types, priorities, sorts = _fixed(get_language() or "", around.view is not None)
    return (
        ("state", states),
        ("type", types),
        ("community", (any_, *around.communities)),
        ("service", (any_, *around.services)),
        ("priority", priorities),
        ("sort", sorts),
    )


def whose(key: str, filters: Filters) -> list[dict[str, object]]:
    """Return the ways between whose requests a queue shows."""
    if key in ("mine", "snoozed"):
        both = {"mine": _("To do now"), "snoozed": _("Snoozed")}
        return [
            {"label": both[each], "href": f"/queues/{each}", "current": each == key}
            for each in both
        ]
    if key == "watching" or key.startswith(VIEW):
        return []
    words = {"all": _("All"), "mine": _("Mine"), "unassigned": _("Unassigned")}
    others = {name: value for name, value in filters.chosen().items() if name != "whose"}
    return [
        {
            "label": words[each],
            "href": f"/queues/{key}?{urlencode(others | {'whose': each})}",
            "current": filters.whose == each,
        }
        for each in words
    ]


@lru_cache
def _fixed(language: str, is_view: bool) -> tuple[Offered, Offered, Offered, Offered]:
    """Return what every desk offers, in this language."""
    states = {
        "open": _("as it is") if is_view else _("Open"),
        "worked": _("To be worked on"),
        "waiting": _("Waiting"),
        "resolved": _("Solved, to be confirmed"),
        "ended": _("Over"),
        "any": _("any"),
    }
    any_ = ("", _("any"))
    return (
        tuple(states.items()),
        (any_, *((each, label("request_type", each)) for each in TYPES)),
        (any_, *((str(p), f"P{p} {label('priority', p)}") for p in range(1, 6))),
        (("", _("as it is")), *_sorts()),
    )


def _sorts() -> Choices:
    """Return by what a list can be sorted anew: each field that every desk has, both ways."""
    fields = [each for each in STANDARD if each.is_sorted]
    both = [("", _("%(field)s, rising")), ("-", _("%(field)s, falling"))]
    return [(f"{sign}{f.key}", words % {"field": f.label}) for f in fields for sign, words in both]
