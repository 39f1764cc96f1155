"""What may be typed about services and categories."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import shaped_by
from spoc.catalogue.forms.worded import WordedForm
from spoc.catalogue.models import Category, Service
from spoc.catalogue.rules import pointing
from spoc.people.access import organisations_visible_to, teams_visible_to
from spoc.people.models import Organisation, Person, Team

CRITICALITY = [
    (1, _("1, everything stands still without it")),
    (2, _("2, much stands still")),
    (3, _("3, work goes on, slower")),
    (4, _("4, it can wait")),
]


class NamedForm(WordedForm):
    """Something with a name in both languages and the words that point to it."""

    words = forms.CharField(
        label=_("Words that point to it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In both languages, between commas: they sort what comes in"),
    )

    def clean_words(self) -> list[str]:
        """Return the words as they are kept."""
        return pointing(str(self.cleaned_data["words"]).replace("\n", ",").split(","))


class ServiceForm(NamedForm):
    """A service as the catalogue has it."""

    description = forms.CharField(
        label=_("What it is, in a sentence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_public = forms.BooleanField(
        label=_("Anybody may read of it and ask"),
        required=False,
        help_text=_("Also who is not served yet: it stands among the services without sign-in"),
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
    field_order = (
        *("name", "swedish", "description", "criticality", "team", "words", "is_live"),
        *("is_public", "customers"),
    )

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
    field_order = ("name", "swedish", "service", "words", "is_live")

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
