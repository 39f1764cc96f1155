"""What may be typed when an agreement goes a step further."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.service_levels.forms.fields import DATE
from spoc.service_levels.models import Agreement

DAY = timedelta(days=1)


class StepForm(forms.Form):
    """A step of an agreement; its days are those of the agreement's calendar."""

    def __init__(self, data: Any = None, *, agreement: Agreement, prefix: str) -> None:
        self.agreement = agreement
        super().__init__(data, prefix=prefix)


class Sending(StepForm):
    """Send for review; where the parts do not fit, say why that is accepted."""

    accepted_gap = forms.CharField(label=_("Why this is accepted"), required=False, max_length=300)


class Returning(StepForm):
    """Give back to be written anew."""

    reason = forms.CharField(label=_("What is to be changed"), max_length=300)


class Signing(StepForm):
    """Sign for us, and name who signed for the other side."""

    for_party = forms.CharField(label=_("Signed for the other side by"), max_length=200)
    valid_from = forms.DateField(
        label=_("In force from"), widget=DATE, help_text=_("Today or earlier begins at once")
    )
    valid_to = forms.DateField(
        label=_("Through"), widget=DATE, required=False, help_text=_("Empty is until it is ended")
    )

    def begins(self) -> datetime:
        """Return the first instant of the first day."""
        return self.agreement.midnight(self.cleaned_data["valid_from"])

    def ends(self) -> datetime | None:
        """Return the instant the last day is over."""
        last = self.cleaned_data["valid_to"]
        return self.agreement.midnight(last + DAY) if last else None


class Reviewing(StepForm):
    """What was said when it was reviewed, and when it is next."""

    minutes = forms.CharField(
        label=_("What was said"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    next_on = forms.DateField(label=_("Next review"), widget=DATE)


class Ending(StepForm):
    """End what is in force."""

    reason = forms.CharField(label=_("Why it ends"), max_length=300)
