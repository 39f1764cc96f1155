"""What may be typed about communities, organisations and teams."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.people import access
from spoc.people.models import Community, Person
from spoc.people.words import TIER


class CommunityAddressForm(forms.Form):
    """An address that is the community's."""

    value = forms.EmailField(label=_("Another address"), max_length=254)
    is_sender = forms.BooleanField(label=_("Letters come from this address"), required=False)


class OrganisationForm(forms.Form):
    """A party that persons act for."""

    name = forms.CharField(label=_("Name"), max_length=160)
    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("Community"), required=False, empty_label=_("None")
    )
    domains = forms.CharField(
        label=_("Mail domains"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line. Who writes from one of them belongs here"),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["community"]
        field.queryset = access.communities_visible_to(viewer).order_by("name")

    def clean_domains(self) -> list[str]:
        """Return the domains one by one."""
        return str(self.cleaned_data["domains"]).replace(",", " ").split()


class TeamForm(forms.Form):
    """A group of agents on one tier."""

    name = forms.CharField(label=_("Name"), max_length=120)
    tier = forms.TypedChoiceField(label=_("Line"), choices=[*TIER.items()], coerce=int, initial="2")
    is_entry = forms.BooleanField(
        label=_("Meets what has no other place yet"),
        help_text=_("One team does; ticking this takes it from the other"),
        required=False,
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)
