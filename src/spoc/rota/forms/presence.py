"""What may be said of oneself now."""

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.rota.words import PRESENCE


class PresenceForm(forms.Form):
    """Whether somebody is here, and how many open requests they take."""

    state = forms.ChoiceField(label=_("You are"), choices=list(PRESENCE.items()))
    capacity = forms.IntegerField(
        label=_("Open requests at once"),
        required=False,
        min_value=1,
        max_value=500,
        help_text=_("With so many you are given no more; empty means any number"),
    )
