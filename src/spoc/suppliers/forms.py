"""What may be typed about a supplier."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.kit.errors import NotPossible
from spoc.people.access import organisations_visible_to
from spoc.people.models import Language, Organisation, Person

Result = TypeVar("Result")


class SupplierForm(forms.Form):
    """A supplier as it is kept."""

    name = forms.CharField(label=_("Name"), max_length=120)
    addresses = forms.CharField(
        label=_("Mail addresses"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: letters go to the first, answers may come from any of them"),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("None"),
        help_text=_("Its people sign in for the supplier, and its mail domains count as theirs"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = organisations_visible_to(viewer).order_by("sort_name")

    def clean_addresses(self) -> list[str]:
        """Return the addresses, one for each line."""
        lines = str(self.cleaned_data["addresses"]).replace(",", "\n").splitlines()
        return [line.strip() for line in lines if line.strip()]


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
