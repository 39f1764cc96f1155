"""What may be typed when shifts are taken over from a calendar file."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.rota.access import people_kept_by
from spoc.rota.activities import Planned
from spoc.rota.forms.shift import PlaceForm
from spoc.rota.rules import Pattern
from spoc.rota.rules.calendar_in import LARGEST


class ImportForm(PlaceForm):
    """A calendar file, and what its events have in common."""

    file = forms.FileField(
        label=_("Calendar file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
        help_text=_("As other calendars write it: its name ends in .ics"),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        required=False,
        empty_label=_("As each event says"),
        help_text=_("For events that name nobody, by an address or in their title"),
    )
    field_order = ("file", "team", "role", "kind", "rank", "zone", "person")

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: Any = self.fields
        fields["team"].required = True
        fields["kind"].initial = "on_call"
        fields["zone"].help_text = _("For times that name none")
        fields["person"].queryset = people_kept_by(viewer)

    def planned(self) -> Planned:
        """Return what the shifts have in common; when they are, each event says."""
        given = self.cleaned_data
        begins = now().replace(tzinfo=None)
        pattern = Pattern(begins, begins + timedelta(hours=1), zone(given["zone"]))
        return Planned(pattern, given["team"], given["role"], given["kind"], given["rank"])

    def raw(self) -> bytes:
        """Return the file, as far as it can be read at all."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))
