"""What may be typed about one person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.people import access
from spoc.people.forms import choices
from spoc.people.models import Organisation, Person, Team
from spoc.people.queries import called
from spoc.people.words import ROLE


class PersonForm(forms.Form):
    """Who somebody is and how they like to be reached."""

    name = forms.CharField(label=_("Name"), max_length=160)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        empty_label=_("Not known"),
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    place = forms.CharField(
        label=_("Place"),
        max_length=160,
        required=False,
        help_text=_("For example House 4, floor 2"),
    )
    reach_hint = forms.CharField(
        label=_("Best reached"),
        max_length=160,
        required=False,
        help_text=_("For example by phone before nine"),
    )
    manager = forms.CharField(
        label=_("Manager"),
        max_length=254,
        required=False,
        help_text=_("Name or mail address: who approves what they order"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=choices.languages, required=False)
    is_vip = forms.BooleanField(
        label=_("Needs special care"),
        help_text=_("A mark beside the name; it changes no priority"),
        required=False,
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        field: Any = self.fields["organisation"]
        field.queryset = access.organisations_visible_to(viewer).order_by("sort_name")

    def clean_manager(self) -> Person | None:
        """Return the one person of this name or mail address that the reader may know."""
        typed = str(self.cleaned_data["manager"]).strip()
        known = self.initial.get("manager")
        if not typed or (isinstance(known, Person) and typed == str(known)):
            return known if typed and isinstance(known, Person) else None
        found = called(access.visible_to(self.viewer).filter(is_active=True), typed)
        if found is None:
            raise forms.ValidationError(_("Nobody, or more than one, is called so."))
        return found


class NewPersonForm(PersonForm):
    """The same, with the ways to reach them at once."""

    mail = forms.EmailField(label=_("Mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    field_order = ("name", "mail", "phone")


class AddressForm(forms.Form):
    """One way to reach somebody."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("mail", _("Mail")), ("phone", _("Phone"))])
    value = forms.CharField(
        label=_("Address or number"), max_length=254, help_text=_("In full, as it is written")
    )


class ProfileForm(forms.Form):
    """What everybody decides about themselves."""

    name = forms.CharField(label=_("Name"), max_length=160)
    language = forms.ChoiceField(label=_("Language"), choices=choices.languages, required=False)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices.zones,
        required=False,
        help_text=_("Times are shown as clocks there show them"),
    )
    theme = forms.ChoiceField(label=_("Look"), choices=choices.themes, required=False)
    single_keys = forms.BooleanField(
        label=_("Single keys"),
        help_text=_("One letter does something where no field has the focus"),
        required=False,
    )

    def __init__(self, *args: Any, at_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_desk:
            del self.fields["single_keys"]


class TokenForm(forms.Form):
    """What a machine that acts as somebody may do."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, help_text=_("For example the monitoring")
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[
            ("read", _("Read what you may read")),
            ("write", _("Change what you may change")),
            ("metrics", _("Read the figures of how Spoc runs")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=_("Days it is good for"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=_("Empty means until you revoke it"),
    )
    calls = forms.IntegerField(
        label=_("Calls a minute at most"),
        min_value=1,
        required=False,
        help_text=_("Empty means 600"),
    )


class WelcomeForm(forms.Form):
    """Who looks after this installation first."""

    name = forms.CharField(label=_("Your name"), max_length=160)
    mail = forms.EmailField(label=_("Mail"), max_length=254, help_text=_("You sign in with it"))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least ten characters. A sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class GrantForm(forms.Form):
    """A role and how far it reaches: `all`, or a scope and its record as in `team:3`."""

    role = forms.ChoiceField(label=_("Role"), choices=[*ROLE.items()], initial="CSR")
    scope = forms.ChoiceField(label=_("Reaches"))
    sees_restricted = forms.BooleanField(
        label=_("Also restricted requests"), help_text=_("For an auditor only"), required=False
    )

    def __init__(self, *args: Any, scopes: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scope"]
        field.choices = scopes

    def reach(self) -> tuple[str, int | None]:
        """Return the scope and the key of its record."""
        scope, _colon, pk = str(self.cleaned_data["scope"]).partition(":")
        return scope, int(pk) if pk else None


class MembershipForm(forms.Form):
    """A place in a team."""

    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), empty_label=_("Choose a team")
    )
    is_lead = forms.BooleanField(label=_("Leads the team"), required=False)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.queryset = access.teams_visible_to(viewer).order_by("sort_name")
