"""What may be typed about what an agreement says."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.catalogue.access import visible_to
from spoc.catalogue.models import Service
from spoc.kit.nouns import is_noun, noun
from spoc.people.models import Person
from spoc.service_levels.access import calendars_visible_to, parties_visible_to
from spoc.service_levels.activities import Terms
from spoc.service_levels.forms.fields import DATE
from spoc.service_levels.forms.targets import (
    Table,
    matrix_fields,
    matrix_known,
    read_matrix,
    tables_of,
)
from spoc.service_levels.models import Calendar
from spoc.service_levels.rules.words import PARTIES, PAUSING, REASONS
from spoc.service_levels.words import REASON


class TermsForm(forms.Form):
    """An agreement as it is written: with whom, for what, when it runs, what is promised."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    party = forms.ChoiceField(label=gettext_lazy("Agreed with"), required=False)
    services = forms.ModelMultipleChoiceField(
        Service.objects.none(),
        label=gettext_lazy("Services"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen means every service"),
    )
    calendar = forms.ModelChoiceField(
        Calendar.objects.none(),
        label=gettext_lazy("Calendar"),
        empty_label=None,
        help_text=gettext_lazy("Its clocks run while this calendar is open"),
    )
    pause_reasons = forms.MultipleChoiceField(
        label=gettext_lazy("The clock stands still while we wait for"),
        choices=[(code, REASON[code]) for code in REASONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The first answer and the next update never wait"),
    )
    goal = forms.IntegerField(
        label=gettext_lazy("Goal, per cent of the promises kept"),
        min_value=1,
        max_value=100,
        initial=95,
    )
    availability = forms.DecimalField(
        label=gettext_lazy("Availability, per cent of the hours"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    contacts = forms.CharField(
        label=gettext_lazy("Whom to turn to, on both sides"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    review_on = forms.DateField(label=gettext_lazy("Review on"), required=False, widget=DATE)

    def __init__(self, data: Any = None, *, viewer: Person, kind: str, known: Terms | None) -> None:
        self.kind = kind
        super().__init__(data, initial=_beginning(kind, known))
        open_calendars = calendars_visible_to(viewer).filter(is_active=True).order_by("name")
        self.calendars = {str(each.pk): each for each in open_calendars}
        choices: Any = self.fields
        choices["calendar"].queryset = open_calendars
        choices["services"].queryset = visible_to(viewer).filter(is_live=True).order_by("name")
        choices["party"].choices = parties(viewer, kind)
        choices["party"].required = kind != "sla"
        named = [(pk, each.name) for pk, each in self.calendars.items()]
        self.fields.update(matrix_fields(kind, named))

    @property
    def tables(self) -> list[Table]:
        """The targets as they are drawn."""
        return tables_of(self, self.kind)

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields beside the targets, in order."""
        return [self[name] for name in self.base_fields]

    def clean(self) -> dict[str, Any]:
        """Read the targets too."""
        given = super().clean() or {}
        usual = given.get("calendar")
        if isinstance(usual, Calendar):
            given["targets"] = read_matrix(self, self.kind, self.calendars, usual)
        return given

    def terms(self) -> Terms:
        """Return what was typed, as the activity is told."""
        given = self.cleaned_data
        key, _dash, pk = given["party"].rpartition("-")
        return Terms(
            name=given["name"],
            calendar=given["calendar"],
            targets=given["targets"],
            party_noun=key,
            party_id=int(pk) if pk else None,
            services=tuple(given["services"]),
            pause_reasons=tuple(given["pause_reasons"]),
            goal=given["goal"],
            availability=given["availability"],
            contacts=given["contacts"],
            review_on=given["review_on"],
        )


def parties(viewer: Person, kind: str) -> list[tuple[str, str]]:
    """Return with whom an agreement of this kind may be made, by name."""
    found = [("", _("Everybody") if kind == "sla" else _("Choose one"))]
    for key in PARTIES[kind]:
        rows = parties_visible_to(viewer, key) if is_noun(key) else []
        named = [(f"{key}-{row.pk}", noun(key).title(row)) for row in rows]
        found += sorted(named, key=lambda each: each[1].casefold())
    return found


def _beginning(kind: str, known: Terms | None) -> dict[str, Any]:
    """Return what the form begins with: what is known, or what is usual for the kind."""
    if known is None:
        return {"pause_reasons": PAUSING[kind]}
    return {
        "name": known.name,
        "party": f"{known.party_noun}-{known.party_id}" if known.party_id else "",
        "services": known.services,
        "calendar": known.calendar,
        "pause_reasons": known.pause_reasons or (),
        "goal": known.goal,
        "availability": known.availability,
        "contacts": known.contacts,
        "review_on": known.review_on,
        **matrix_known(known.targets),
    }
