"""What may be typed about services and categories."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import shaped_by
from spoc.catalogue.models import Category, Service
from spoc.kit.errors import NotPossible
from spoc.people.access import organisations_visible_to, teams_visible_to
from spoc.people.models import Organisation, Person, Team

Result = TypeVar("Result")
CRITICALITY = [
    (1, _("1, everything stands still without it")),
    (2, _("2, much stands still")),
    (3, _("3, work goes on, slower")),
    (4, _("4, it can wait")),
]


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


class NamedForm(forms.Form):
    """Something with a name in both languages and the words that point to it."""

    name = forms.CharField(label=_("Name in English"), max_length=120)
    swedish = forms.CharField(label=_("Name in Swedish"), max_length=120, required=False)
    words = forms.CharField(
        label=_("Words that point to it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In both languages, between commas: they sort what comes in"),
    )
    is_live = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def clean_words(self) -> list[str]:
        """Return the words in small letters, each once."""
        words = str(self.cleaned_data["words"]).replace("\n", ",").split(",")
        return list(dict.fromkeys(word.strip().lower() for word in words if word.strip()))

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told: the names by language."""
        given = dict(self.cleaned_data)
        swedish = given.pop("swedish")
        return {**given, "names": {"sv": swedish} if swedish else {}}


class ServiceForm(NamedForm):
    """A service as the catalogue has it."""

    description = forms.CharField(
        label=_("What it is, in a sentence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    criticality = forms.TypedChoiceField(
        label=_("Criticality"), choices=CRITICALITY, coerce=int, initial=3
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team"),
        required=False,
        empty_label=_("The service desk alone"),
        help_text=_("Requests about it that the desk cannot answer go there"),
    )
    customers = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Only for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means for everybody"),
    )
    field_order = ("name", "swedish", "description", "criticality", "team", "words")

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams_visible_to(viewer).order_by("sort_name")
        customers: Any = self.fields["customers"]
        customers.queryset = organisations_visible_to(viewer).order_by("sort_name")

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = super().particulars()
        return {**given, "customers": list(given["customers"])}


class CategoryForm(NamedForm):
    """A category, of one service or of all."""

    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("Service"),
        required=False,
        empty_label=_("Every one"),
        help_text=_("None chosen means it fits every service"),
    )
    field_order = ("name", "swedish", "service", "words")

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]
        service.queryset = shaped_by(viewer).order_by("name")


def known(row: Service | Category) -> dict[str, Any]:
    """Return what a form of a service or category begins with."""
    return {
        "name": row.name,
        "swedish": row.names.get("sv", ""),
        "words": ", ".join(row.words),
        "is_live": row.is_live,
    }
