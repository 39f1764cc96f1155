"""What may be typed about the tiers: their time boxes, all on one page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Tier
from spoc.people.words import SUPPORT

LONGEST = 24 * 60


class TiersForm(forms.Form):
    """A time box for each tier; none where the field is left empty."""

    def __init__(self, *args: Any, tiers: Iterable[Tier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tier in tiers:
            self.fields[name_of(tier)] = forms.IntegerField(
                label=SUPPORT[tier.code],
                help_text=_("Minutes of work"),
                min_value=1,
                max_value=LONGEST,
                required=False,
                initial=tier.box_minutes,
            )

    def box_of(self, tier: Tier) -> int | None:
        """Return the minutes typed for a tier."""
        minutes: int | None = self.cleaned_data[name_of(tier)]
        return minutes


def name_of(tier: Tier) -> str:
    """Return what the field of a tier is called."""
    return f"box_{tier.code.lower()}"
