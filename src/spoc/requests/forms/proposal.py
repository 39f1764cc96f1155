"""What may be typed of a new service by whoever asks for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.requests.activities.proposals import Justification
from spoc.requests.activities.proposals.justify import MOST_PEOPLE


class JustificationForm(forms.Form):
    """What a new service is for, for whom, and what it would save: five questions."""

    need = forms.CharField(
        label=_("What do you need?"),
        help_text=_("Say what you want to be able to do, not which product."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what you need.")},
    )
    affected_process = forms.CharField(
        label=_("Which work is it for?"),
        help_text=_("For example: admission to the ward, or payroll."),
        max_length=200,
        error_messages={"required": _("Say which work it is for.")},
    )
    benefit = forms.CharField(
        label=_("What would it save or make possible?"),
        help_text=_("Hours, money, mistakes: a guess is good enough."),
        max_length=300,
        error_messages={"required": _("Say what it would save or make possible.")},
    )
    beneficiaries = forms.IntegerField(
        label=_("How many would use it?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={
            "required": _("Say how many would use it: a number from 1."),
            "invalid": _("Say how many would use it: a number from 1."),
        },
    )
    deadline_on = forms.DateField(
        label=_("When do you need it?"),
        help_text=_("Leave it empty when there is no fixed day."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @property
    def justification(self) -> Justification:
        """What the form says, as the activity takes it."""
        return Justification(**self.cleaned_data)


class AppealForm(forms.Form):
    """What was judged wrongly."""

    words = forms.CharField(
        label=_("What did we judge wrongly?"),
        help_text=_("Say what we did not know. It is judged once more, this once."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what we judged wrongly.")},
    )
