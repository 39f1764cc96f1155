"""Records that are a handful of numbers, each within bounds of its own."""

from collections.abc import Callable, Mapping
from typing import TypeGuard

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible

Limits = Mapping[str, tuple[int, int]]
Numbers = Mapping[str, int | None]


def set_numbers(
    row: Model,
    limits: Limits,
    numbers: Numbers,
    check: Callable[[Mapping[str, int]], dict[str, str]] | None = None,
) -> dict[str, list[object]] | None:
    """Set what is named of a record's numbers and save it; refuse what is out of bounds, by name.

    `check` finds what does not fit together. Return what changed, each as [old, new]; None where
    all is kept as it stands.
    """
    wanted = {name: numbers.get(name, getattr(row, name)) for name in limits}
    fit = {name: each for name, each in wanted.items() if _is_within(each, *limits[name])}
    wrong = {name: _bounds(*limits[name]) for name in limits if name not in fit}
    if check and not wrong:
        wrong = check(fit)
    if wrong:
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)
    changes: dict[str, list[object]] = {
        name: [getattr(row, name), each] for name, each in fit.items() if getattr(row, name) != each
    }
    if not changes and row.pk is not None:
        return None
    for name, each in fit.items():
        setattr(row, name, each)
    row.save()
    return changes


def _is_within(number: int | None, least: int, most: int) -> TypeGuard[int]:
    return number is not None and least <= number <= most


def _bounds(least: int, most: int) -> str:
    words = _("Enter a number from %(least)s to %(most)s.")
    return words % {"least": least, "most": most}
