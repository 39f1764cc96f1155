"""What may be typed about a service in the portfolio, and about who has what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import known_to, offerings_visible_to
from spoc.catalogue.models import Offering, Service, Subscription
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.people.queries import called


def lines(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=5000, widget=widget, help_text=hint
    )


class CalledForm(forms.Form):
    """A form in which somebody is named in writing."""

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def person_called(self, name: str) -> Person | None:
        """Return the one person this field names, among those the reader may know."""
        typed = str(self.cleaned_data[name]).strip()
        if not typed:
            return None
        found = called(people_visible_to(self.viewer).filter(is_active=True), typed)
        if found is None:
            raise forms.ValidationError(_("Nobody, or more than one, is called so."))
        return found


class ProposalForm(CalledForm):
    """A service that is proposed: what it is for, and who answers for it."""

    name = forms.CharField(label=_("Name in English"), max_length=120)
    swedish = forms.CharField(label=_("Name in Swedish"), max_length=120, required=False)
    purpose = lines(_("What it is for"), _("Whose work it enables, and what they do today"))
    owner = forms.CharField(
        label=_("Owner"), max_length=254, help_text=_("Name or mail address of who answers for it")
    )

    def clean_owner(self) -> Person | None:
        """Return who answers for it."""
        return self.person_called("owner")


class AssessmentForm(forms.Form):
    """What was found of a service while it is weighed, and how it will be brought in."""

    demand = lines(_("Demand"), _("How many need it, how often, from when"))
    resources = lines(_("Resources"), _("People, time, money and technology it takes"))
    benefit = lines(_("Benefit"), _("What is gained, and by whom"))
    plan = lines(_("Plan"), _("Time, responsibility, technology, communication, acceptance"), 5)
    is_internal = forms.BooleanField(
        label=_("It is internal"),
        required=False,
        help_text=_("Nobody orders it, because other services are built on it"),
    )

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = dict(self.cleaned_data)
        found = {code: given.pop(code) for code in ("demand", "resources", "benefit")}
        return {**given, "assessment": found}


def known_assessment(row: Service) -> dict[str, Any]:
    """Return what the form of an assessment begins with."""
    return {**row.assessment, "plan": row.plan, "is_internal": row.is_internal}


class EndingForm(forms.Form):
    """How a service is phased out: the plan, and what takes its place or why nothing does."""

    plan = lines(
        _("Plan for its end"), _("When, who is told and how, what becomes of what is held")
    )
    successor = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("What takes its place"),
        required=False,
        empty_label=_("Nothing"),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, viewer: Person, row: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        others = known_to(viewer).exclude(pk=row.pk).exclude(is_unknown=True)
        field.queryset = others.exclude(state__in=["retiring", "retired"]).order_by("name")


class HoldingForm(CalledForm):
    """Somebody who has something that no order delivered."""

    offering = forms.ModelChoiceField(
        Offering.objects.none(), label=_("Offering"), empty_label=_("Choose")
    )
    holder = forms.CharField(
        label=_("Who has it"), max_length=254, help_text=_("Name or mail address")
    )
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=100_000, initial=1)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        field: Any = self.fields["offering"]
        field.queryset = offerings_visible_to(viewer).exclude(state="draft").order_by("name")

    def clean_holder(self) -> Person | None:
        """Return who has it."""
        return self.person_called("holder")


class QuantityForm(forms.Form):
    """How many somebody has."""

    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=100_000)


class EndForm(forms.Form):
    """Why somebody has something no longer."""

    reason = forms.CharField(label=_("Why"), max_length=300)


def known_quantity(row: Subscription) -> dict[str, Any]:
    """Return what the form of a quantity begins with."""
    return {"quantity": row.quantity}
