"""What every form of the catalogue shares: words in both languages, and what was refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
