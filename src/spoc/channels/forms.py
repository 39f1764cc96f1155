"""What may be typed about channels: the form is made of what its kind asks for."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spoc.channels.base import ChannelKind, Setting
from spoc.channels.models import Channel
from spoc.kit.errors import NotPossible
from spoc.people.access import communities_visible_to
from spoc.people.models import Community, Person

Result = TypeVar("Result")
OWN = ("name", "community")


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
            self.fields[setting.key] = _field(setting, is_known=channel is not None)
        if channel is not None:
            secret = {setting.key for setting in kind.settings if setting.is_secret}
            told = {key: value for key, value in channel.settings.items() if key not in secret}
            self.initial = {"name": channel.name, "community": channel.community_id, **told}

    def told(self) -> dict[str, str]:
        """Return what the kind is told."""
        return {key: value for key, value in self.cleaned_data.items() if key not in OWN}


def _field(setting: Setting, *, is_known: bool) -> forms.CharField:
    """Return the field of one setting; a secret is never shown, and stays when left empty."""
    label, hint = str(setting.label), str(setting.hint)
    if setting.is_secret:
        return forms.CharField(
            label=label,
            strip=False,
            required=not (is_known or setting.is_optional),
            help_text=_now("Leave it empty to keep the one there is") if is_known else hint,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )
    return forms.CharField(
        label=label,
        required=not (setting.is_optional or setting.default),
        help_text=hint,
        initial=setting.default,
    )
