"""What may be typed about a custom field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import shaped_by, visible_to
from spoc.catalogue.models import Service
from spoc.people.models import Person
from spoc.requests.field_words import KIND, NEEDED
from spoc.requests.models import CustomField
from spoc.requests.rules import TYPES
from spoc.requests.words import TYPE

BETWEEN = "|"
TOLD_AS = {"names": "swedish", "hints": "hint_swedish"}


class FieldForm(forms.Form):
    """A custom field: what it is called, what is filled in, and for which requests."""

    name = forms.CharField(label=_("Name in English"), max_length=80)
    swedish = forms.CharField(label=_("Name in Swedish"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("What is filled in"), choices=list(KIND.items()))
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "One on each line, in English and Swedish: Blue | Blå. One that you take away stays on"
            " the requests that have it."
        ),
    )
    hint = forms.CharField(
        label=_("Hint in English"),
        max_length=200,
        required=False,
        help_text=_("What helps to fill it in: where the number stands, an example"),
    )
    hint_swedish = forms.CharField(label=_("Hint in Swedish"), max_length=200, required=False)
    least = forms.DecimalField(
        label=_("At least"),
        required=False,
        max_digits=15,
        decimal_places=3,
        help_text=_("A number, or how many signs or choices"),
    )
    most = forms.DecimalField(label=_("At most"), required=False, max_digits=15, decimal_places=3)
    types = forms.MultipleChoiceField(
        label=_("Types"),
        required=False,
        choices=[(code, TYPE[code]) for code in TYPES[1:]],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all"),
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.none(),
        label=_("Services"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all"),
    )
    needed = forms.ChoiceField(
        label=_("When it must be filled in"), choices=list(NEEDED.items()), initial="never"
    )
    is_asked_at_intake = forms.BooleanField(
        label=_("Asked when a request is taken in"), required=False
    )
    is_public = forms.BooleanField(
        label=_("Whoever asked reads it"),
        required=False,
        help_text=_("Otherwise the desk alone does"),
    )
    is_asked_in_portal = forms.BooleanField(
        label=_("Asked in the portal"), required=False, help_text=_("Whoever asks may leave it")
    )
    is_live = forms.BooleanField(
        label=_("In use"),
        required=False,
        initial=True,
        help_text=_("Out of use, it is not filled in any more; what was filled in is kept"),
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services: Any = self.fields["services"]
        # managers who do not keep the catalogue choose among the services they know
        services.queryset = (shaped_by(viewer) | visible_to(viewer)).distinct().order_by("name")

    def clean_choices(self) -> list[tuple[str, dict[str, str]]]:
        """Return the choices in their order, each once, with what they are called in Swedish."""
        found: dict[str, dict[str, str]] = {}
        for line in str(self.cleaned_data["choices"]).splitlines():
            name, _bar, swedish = (part.strip() for part in line.partition(BETWEEN))
            if name:
                found.setdefault(name[:80], {"sv": swedish[:80]} if swedish else {})
        return list(found.items())

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = dict(self.cleaned_data)
        for place, name in TOLD_AS.items():
            words = given.pop(name)
            given[place] = {"sv": words} if words else {}
        given["services"] = list(given["services"])
        return given


def known_field(row: CustomField) -> dict[str, Any]:
    """Return what the form of a field begins with."""
    plain = (
        *("name", "kind", "hint", "least", "most", "types", "needed", "is_public"),
        *("is_asked_at_intake", "is_asked_in_portal", "is_live"),
    )
    lines = [
        f"{each['name']} {BETWEEN} {each['names']['sv']}"
        if each.get("names", {}).get("sv")
        else each["name"]
        for each in row.choices
        if each.get("is_live", True)
    ]
    return {
        **{name: getattr(row, name) for name in plain},
        "swedish": row.names.get("sv", ""),
        "hint_swedish": row.hints.get("sv", ""),
        "choices": "\n".join(lines),
        "services": list(row.services.values_list("pk", flat=True)),
    }
