"""What is typed about approvals: why, who decides instead, and who stands in."""

from datetime import datetime, time

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.people.models import Person
from spoc.work.approval_access import colleague_at
from spoc.work.rules.approval import LONGEST_REASON


class DecisionForm(forms.Form):
    """Why; whoever denies says it."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Needed if you do not approve. It is told to who asked."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DenialForm(DecisionForm):
    """Why not, where that alone is asked."""

    reason = forms.CharField(
        label=gettext_lazy("Why not"),
        help_text=gettext_lazy("It is told to who asked."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Say in a few words why not: it is told to who asked.")
        },
    )


class ColleagueForm(forms.Form):
    """A colleague, named by their mail address: nobody's is confirmed to strangers."""

    mail = forms.EmailField(
        label=gettext_lazy("Mail address of your colleague"),
        max_length=254,
        error_messages={"required": gettext_lazy("Write the mail address of your colleague.")},
    )

    def __init__(self, given: QueryDict | None, *, by: Person) -> None:
        super().__init__(given)
        self.by = by

    def clean_mail(self) -> Person:
        """Return whose address it is, among those the person may name."""
        found = colleague_at(self.by, self.cleaned_data["mail"])
        if found is None:
            raise forms.ValidationError(_("We know no colleague of yours with this address."))
        return found


class DeputyForm(ColleagueForm):
    """Who decides in one's place, and until when."""

    until = forms.DateField(
        label=gettext_lazy("Until and including"),
        help_text=gettext_lazy("Empty: until you take it back."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def ends_at(self) -> datetime | None:
        """Return the moment it ends; None where it has no end."""
        until = self.cleaned_data.get("until")
        if until is None:
            return None
        return timezone.make_aware(datetime.combine(until, time(23, 59, 59)))
