"""What every form of the catalogue shares: words in both languages, and what was refused."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.kit.errors import NotPossible

Result = TypeVar("Result")


def attempt(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """Do what a valid form asks; None when it was not possible: why stands beside its fields."""
    if not form.is_valid():
        return None
    try:
        return act()
    except NotPossible as refusal:
        for name, words in (refusal.fields or {"": refusal.sentence}).items():
            form.add_error(name if name in form.fields else None, words)
    return None


class WordedForm(forms.Form):
    """Something said in both languages."""

    name = forms.CharField(label=_("Name in English"), max_length=120)
    swedish = forms.CharField(label=_("Name in Swedish"), max_length=120, required=False)
    is_live = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told: the names by language."""
        given = dict(self.cleaned_data)
        swedish = given.pop("swedish")
        return {**given, "names": {"sv": swedish} if swedish else {}}
