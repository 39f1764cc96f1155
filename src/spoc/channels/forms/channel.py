"""What may be typed about channels: the form is made of what its kind asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.activities import Belonging
from spoc.channels.activities.channel import BELONGING
from spoc.channels.base import ChannelKind, Setting
from spoc.channels.models import Channel
from spoc.people.access import communities_visible_to
from spoc.people.models import Community, Person, Team
from spoc.people.queries import people_with_duties, teams_in_order
from spoc.service_levels.access import calendars_visible_to
from spoc.service_levels.models import Calendar

OWN = ("name", *BELONGING)
FORGET = "forget_"


class ChannelForm(forms.Form):
    """A channel's name and community, then what its kind must be told."""

    name = forms.CharField(label=_("Name"), max_length=80)
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Community"),
        required=False,
        empty_label=_("By its address"),
        help_text=_("Whose letters these are where no address says otherwise"),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Queue"),
        required=False,
        empty_label=_("Where all comes in"),
        help_text=_("The team that gets what comes by it"),
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Owner"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Who answers for it, and hears when it does not work"),
    )
    calendar = forms.ModelChoiceField(
        Calendar.objects.none(),
        label=_("Hours"),
        required=False,
        empty_label=_("Always open"),
        help_text=_("When somebody answers; outside them people are told when"),
    )

    def __init__(
        self,
        *args: Any,
        viewer: Person,
        kind: type[ChannelKind],
        channel: Channel | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        community: Any = self.fields["community"]
        if kind.medium != "email":
            # only a letter has an address that tells whose it is
            community.empty_label, community.help_text = _("For all"), ""
        community.queryset = communities_visible_to(viewer).order_by("name")
        team: Any = self.fields["team"]
        team.queryset = teams_in_order()
        owner: Any = self.fields["owner"]
        owner.queryset = people_with_duties()
        calendar: Any = self.fields["calendar"]
        calendar.queryset = calendars_visible_to(viewer).filter(is_active=True).order_by("name")
        if kind.is_way_out:
            del self.fields["team"], self.fields["calendar"]
        for setting in kind.settings:
            known = channel.settings.get(setting.key, "") if channel else None
            self.fields[setting.key] = _field(setting, known)
            if setting.is_secret and setting.is_optional and known:
                label = gettext("Forget: %(secret)s") % {"secret": setting.label}
                self.fields[FORGET + setting.key] = forms.BooleanField(label=label, required=False)
        if channel is not None:
            secret = {setting.key for setting in kind.settings if setting.is_secret}
            told = {key: value for key, value in channel.settings.items() if key not in secret}
            belonging = {name: getattr(channel, f"{name}_id") for name in BELONGING}
            self.initial = {"name": channel.name, **belonging, **told}

    def whose(self) -> Belonging:
        """Return whose it is."""
        return Belonging(**{name: self.cleaned_data.get(name) for name in BELONGING})

    def told(self) -> dict[str, str | None]:
        """Return what the kind is told; None for a secret that is to be forgotten."""
        given = {key: value for key, value in self.cleaned_data.items() if key not in OWN}
        ticks = {key: given.pop(key) for key in [*given] if key.startswith(FORGET)}
        gone = [key.removeprefix(FORGET) for key, is_ticked in ticks.items() if is_ticked]
        return given | {key: None for key in gone if not given[key]}


def _field(setting: Setting, known: str | None) -> forms.CharField:
    """Return the field of one setting; `known` is what a channel there is was told.

    A secret is never shown, and stays when left empty.
    """
    label, hint = str(setting.label), str(setting.hint)
    if setting.is_secret:
        is_known = known is not None
        return forms.CharField(
            label=label,
            strip=False,
            required=not (is_known or setting.is_optional),
            help_text=gettext("Leave it empty to keep the one there is") if is_known else hint,
            widget=_secret_input(setting),
        )
    return forms.CharField(
        label=label,
        required=bool(setting.choices) or not (setting.is_optional or setting.default),
        help_text=hint,
        initial=setting.default,
        widget=_select(setting, known) if setting.choices else forms.TextInput,
    )


def _secret_input(setting: Setting) -> forms.Widget:
    """Return where a secret is typed: one of several lines is pasted, and would lose them else."""
    if setting.is_long:
        return forms.Textarea(attrs={"autocomplete": "off", "rows": 4, "spellcheck": "false"})
    return forms.PasswordInput(attrs={"autocomplete": "new-password"})


def _select(setting: Setting, known: str | None) -> forms.Select:
    """Return the list to choose from; what is no choice any more is shown until it is replaced."""
    offered = list(setting.choices)
    if known and known not in dict(offered):
        offered.insert(0, (known, known))
    return forms.Select(choices=offered)
