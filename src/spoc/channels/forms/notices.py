"""By which way somebody is told of what, and when letters may come."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from spoc.channels.activities import Times
from spoc.channels.events import Event
from spoc.channels.words import DIGEST, WAY


class WaysForm(forms.Form):
    """One choice of ways an event."""

    prefix = "way"

    def __init__(self, *args: Any, events: list[Event], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for event in events:
            self.fields[event.key] = forms.ChoiceField(
                label=str(event.label),
                choices=[(way, WAY[way]) for way in event.ways],
                widget=forms.RadioSelect,
            )


class TimesForm(forms.Form):
    """When letters of notices go."""

    digest = forms.ChoiceField(
        label=_("The next letter goes"), choices=[*DIGEST.items()], initial="daily"
    )
    digest_at = forms.TimeField(
        label=_("Once a day at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("By your own clock"),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("What would come then waits for the next letter"),
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    quiet_days = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means every day; a night belongs to the day it begins on"),
    )

    @property
    def wanted(self) -> Times:
        """What is wished for, as the activity takes it."""
        given = self.cleaned_data
        return {
            "quiet_from": given["quiet_from"],
            "quiet_until": given["quiet_until"],
            "quiet_days": [int(day) for day in given["quiet_days"]],
            "digest": given["digest"],
            "digest_at": given["digest_at"],
        }
