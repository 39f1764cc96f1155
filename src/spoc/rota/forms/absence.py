"""What may be typed about an absence."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.rota.access import at_desk
from spoc.rota.activities import Leave
from spoc.rota.rules import instant
from spoc.rota.words import ABSENCE

ONE_DAY = timedelta(days=1)


class AbsenceForm(forms.Form):
    """Who is away, from when to when by the wall where they are, and who stands in."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), empty_label=_("Choose a person")
    )
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    starts = forms.TimeField(
        label=_("From"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Empty means the whole day"),
    )
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    ends = forms.TimeField(
        label=_("To"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Empty means the whole day"),
    )
    kind = forms.ChoiceField(label=_("Why"), choices=list(ABSENCE.items()), initial="leave")
    deputy = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Stands in"),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("They do the shifts meanwhile"),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, people: QuerySet[Person] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["deputy"].queryset = at_desk().order_by("sort_name")
        if people is None:
            del fields["person"]
        else:
            fields["person"].queryset = people

    def leave(self, person: Person) -> Leave:
        """Return the absence as the activity is told."""
        given = self.cleaned_data
        last: date = given["ends_on"]
        until = given["ends"]
        ends = datetime.combine(last, until) if until else datetime.combine(last + ONE_DAY, time(0))
        begins = datetime.combine(given["starts_on"], given["starts"] or time(0))
        place = zone(person.lives_in)
        return Leave(
            instant(begins, place),
            instant(ends, place),
            given["kind"],
            given["deputy"],
            given["note"],
        )
