"""Doing what a form asks: what was refused stands beside its fields, and nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from spoc.kit.errors import NotPossible, Stale

Result = TypeVar("Result")


def attempt(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """Do what a valid form asks; None when it was not possible: why stands beside its fields."""
    if not form.is_valid():
        return None
    try:
        return act()
    except (NotPossible, Stale) as refusal:
        for name, words in (refusal.fields or {"": refusal.sentence}).items():
            form.add_error(name if name in form.fields else None, words)
    return None
