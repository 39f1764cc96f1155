"""Fields for hours and lengths of time, typed as people write them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from spoc.service_levels.rules.hours import Unreadable, read_typed, say_typed

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class HoursField(forms.CharField):
    """The windows of a day, such as 08:00–12:00, 13:00–17:00; nothing is closed."""

    def __init__(self, **kwargs: Any) -> None:
        closed = forms.TextInput(attrs={"placeholder": pgettext_lazy("hours", "closed")})
        super().__init__(required=False, max_length=200, widget=closed, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return windows as they are typed; what was typed stays as it is."""
        return say_typed(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the windows as a calendar keeps them."""
        try:
            return read_typed(super().clean(value) or "")
        except Unreadable as fault:
            raise ValidationError(_said(fault)) from None


def _said(fault: Unreadable) -> str:
    """Return in a sentence why what was typed says no hours."""
    sentences = {
        "shape": _("“%(part)s” is not from a time to a time: write it as 08:00–17:00."),
        "time": _("“%(part)s” has a time there is not: the day goes from 00:00 to 24:00."),
        "overnight": _(
            "%(part)s goes past midnight: write it until 24:00 here, and what comes after 00:00"
            " on the next day."
        ),
        "overlap": _("%(part)s begins before the hours in front of it have ended."),
    }
    return sentences[fault.why] % {"part": fault.part}
