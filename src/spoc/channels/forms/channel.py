"""What may be typed about channels: the form is made of what its kind asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Setting
from spoc.channels.models import Channel
from spoc.people.access import communities_visible_to
from spoc.people.models import Community, Person

OWN = ("name", "community")


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
        community.queryset = communities_visible_to(viewer).order_by("name")
        for setting in kind.settings:
            known = channel.settings.get(setting.key, "") if channel else None
            self.fields[setting.key] = _field(setting, known)
        if channel is not None:
            secret = {setting.key for setting in kind.settings if setting.is_secret}
            told = {key: value for key, value in channel.settings.items() if key not in secret}
            self.initial = {"name": channel.name, "community": channel.community_id, **told}

    def told(self) -> dict[str, str]:
        """Return what the kind is told."""
        return {key: value for key, value in self.cleaned_data.items() if key not in OWN}


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
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )
    return forms.CharField(
        label=label,
        required=bool(setting.choices) or not (setting.is_optional or setting.default),
        help_text=hint,
        initial=setting.default,
        widget=_select(setting, known) if setting.choices else forms.TextInput,
    )


def _select(setting: Setting, known: str | None) -> forms.Select:
    """Return the list to choose from; what is no choice any more is shown until it is replaced."""
    offered = list(setting.choices)
    if known and known not in dict(offered):
        offered.insert(0, (known, known))
    return forms.Select(choices=offered)
