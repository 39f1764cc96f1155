"""What one subject of the settings is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from spoc.people.access import may_administer
from spoc.people.models import Person


@dataclass(frozen=True, slots=True)
class Place:
    """One subject: where it is, what is decided there, who may open it, and how much there is."""

    icon: str
    label: str | Promise
    href: str
    words: str | Promise
    may_open: Callable[[Person], bool] = may_administer
    count: Callable[[Person], int] | None = None
