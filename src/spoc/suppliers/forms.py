"""What may be typed about a supplier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.people.access import organisations_visible_to
from spoc.people.models import Language, Organisation, Person


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
