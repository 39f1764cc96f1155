"""What may be typed about an offering: what it is, its terms, and for whom."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import (
    categories_visible_to,
    offerings_shaped_by,
    services_offered_by,
)
from spoc.catalogue.forms.services import NamedForm
from spoc.catalogue.models import Category, Offering, Service
from spoc.catalogue.words import PERIOD
from spoc.people.access import communities_visible_to, organisations_visible_to, teams_visible_to
from spoc.people.models import Community, Organisation, Person, Team
from spoc.people.words import ROLE
from spoc.workflow.access import visible_to as definitions_visible_to
from spoc.workflow.models import Definition

CURRENCIES = [(code, code) for code in ("SEK", "EUR", "NOK", "DKK", "USD", "GBP")]
ICONS = [
    ("fulfilment", _("Order")),
    ("laptop", _("Computer")),
    ("key", _("Key")),
    ("lock", _("Lock")),
    ("mail", _("Letter")),
    ("people", _("People")),
    ("person", _("Person")),
    ("phone", _("Phone")),
    ("print", _("Printer")),
    ("server", _("Server")),
    ("link", _("Network")),
    ("code", _("Software")),
    ("file", _("Document")),
    ("calendar", _("Calendar")),
    ("building", _("Building")),
]
TOLD = ("description", "guidance", "includes")
LANGUAGES = ("en", "sv")


def area(label: Any, rows: int = 3, hint: Any = "") -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=4000, widget=widget, help_text=hint
    )


class OfferingForm(NamedForm):
    """What an offering is, and the terms it is delivered on."""

    service = forms.ModelChoiceField(Service.objects.none(), label=_("Service"))
    description_en = area(_("What it is, in English"))
    description_sv = area(_("What it is, in Swedish"))
    guidance_en = area(_("Good to know before ordering, in English"))
    guidance_sv = area(_("Good to know before ordering, in Swedish"))
    includes_en = area(_("What is included, in English"), hint=_("One on each line"))
    includes_sv = area(_("What is included, in Swedish"), hint=_("One on each line"))
    icon = forms.ChoiceField(label=_("Picture"), choices=ICONS)
    rank = forms.IntegerField(
        label=_("Place"),
        min_value=0,
        max_value=32_000,
        initial=0,
        help_text=_("The lowest comes first"),
    )
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("Category"), required=False, empty_label=_("None")
    )
    lead_days = forms.IntegerField(
        label=_("Working days until it is delivered"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("0 means at once"),
    )
    price = forms.DecimalField(
        label=_("Price"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        help_text=_("Empty means free of charge"),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="SEK")
    period = forms.ChoiceField(label=_("Paid"), choices=list(PERIOD.items()), initial="once")
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team that delivers it"),
        required=False,
        empty_label=_("None"),
    )
    definition = forms.ModelChoiceField(
        Definition.objects.none(),
        label=_("Process"),
        required=False,
        empty_label=_("None: the team delivers it by hand"),
        help_text=_("An order follows the version that is published then"),
    )
    is_subscription = forms.BooleanField(
        label=_("Whoever gets it has it until it is ended"),
        required=False,
        help_text=_("It then stands in the register of subscriptions"),
    )
    needs_identity = forms.BooleanField(
        label=_("Identity is proven again before it is delivered"), required=False
    )
    gives_item = forms.BooleanField(
        label=_("What is handed out is a configuration item"),
        required=False,
        help_text=_("Whoever delivers it says which one"),
    )

    def __init__(
        self, *args: Any, viewer: Person, row: Offering | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        del self.fields["is_live"]
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = services_offered_by(viewer).order_by("name")
        fields["category"].queryset = categories_visible_to(viewer).order_by("name")
        fields["team"].queryset = teams_visible_to(viewer).order_by("sort_name")
        processes = definitions_visible_to(viewer).filter(is_live=True)
        fields["definition"].queryset = processes.order_by("name")
        if row is not None:
            del self.fields["service"]

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told: what is told by language."""
        given = super().particulars()
        told: dict[str, dict[str, str]] = {}
        for name in TOLD:
            for language in LANGUAGES:
                if words := given.pop(f"{name}_{language}").strip():
                    told.setdefault(language, {})[name] = words
        return {**given, "told": told}


def known_offering(row: Offering) -> dict[str, Any]:
    """Return what the form of an offering begins with."""
    plain = (
        *("name", "icon", "rank", "category", "lead_days", "price", "currency", "period"),
        *("team", "definition", "is_subscription", "needs_identity", "gives_item"),
    )
    told = {
        f"{name}_{language}": row.told.get(language, {}).get(name, "")
        for name in TOLD
        for language in LANGUAGES
    }
    kept = {name: getattr(row, name) for name in plain}
    words = {"swedish": row.names.get("sv", ""), "words": ", ".join(row.words)}
    return {**kept, **told, **words}


class AudienceForm(forms.Form):
    """For whom an offering is, and from when until when."""

    communities = forms.ModelMultipleChoiceField(
        Community.objects.none(),
        label=_("Communities"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all"),
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Organisations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means all that have the service"),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        required=False,
        choices=[each for each in ROLE.items() if each[0] != "US"],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means everybody"),
    )
    is_for_managers = forms.BooleanField(
        label=_("Only who manages somebody orders it"), required=False
    )
    is_requestable_for_others = forms.BooleanField(
        label=_("It may be ordered for somebody else"), required=False
    )
    is_public = forms.BooleanField(
        label=_("Anybody may read of it"),
        required=False,
        help_text=_("Also who is not signed in, if its service is public"),
    )
    prerequisite = forms.ModelChoiceField(
        Offering.objects.none(),
        label=_("Takes this first"),
        required=False,
        empty_label=_("Nothing"),
    )
    licences_left = forms.IntegerField(
        label=_("Licences left"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Empty means they are not counted"),
    )
    available_from = forms.DateField(
        label=_("Can be ordered from"), required=False, widget=forms.DateInput({"type": "date"})
    )
    available_until = forms.DateField(
        label=_("Can be ordered until"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, viewer: Person, row: Offering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Mapping[str, Any] = self.fields
        others = offerings_shaped_by(viewer).exclude(pk=row.pk).exclude(state="retired")
        fields["prerequisite"].queryset = others.order_by("name")
        fields["communities"].queryset = communities_visible_to(viewer).order_by("name")
        fields["organisations"].queryset = organisations_visible_to(viewer).order_by("sort_name")

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = dict(self.cleaned_data)
        rows = ("communities", "organisations")
        return {**given, **{name: list(given[name]) for name in rows}}


def known_audience(row: Offering) -> dict[str, Any]:
    """Return what the form of the audience begins with."""
    plain = (
        *("roles", "is_for_managers", "is_requestable_for_others", "is_public", "prerequisite"),
        *("licences_left", "available_from", "available_until"),
    )
    kept = {name: getattr(row, name) for name in plain}
    return {
        **kept,
        "communities": list(row.communities.all()),
        "organisations": list(row.organisations.all()),
    }
