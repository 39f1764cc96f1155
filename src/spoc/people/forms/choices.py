"""What the lists in the forms offer."""

import zoneinfo
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from spoc.people.models import Language

Choice = tuple[str, str | Promise]
PARTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def languages() -> list[Choice]:
    """Return the languages, with the community's own first."""
    return [("", _("As the community")), *Language.choices]


def zones() -> list[Choice]:
    """Return the time zones, with the community's own first."""
    return [("", _("As the community")), *((name, name) for name in zone_names())]


def themes() -> list[Choice]:
    """Return how the pages may look."""
    return [("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))]


@cache
def zone_names() -> tuple[str, ...]:
    """Return the zones that are named after a place."""
    named = zoneinfo.available_timezones()
    return tuple(sorted(name for name in named if name.split("/")[0] in PARTS))
