"""What may be typed about a shift."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.kit.zones import zone
from spoc.people.forms.choices import zone_names
from spoc.people.models import Person, Team
from spoc.people.words import ROLE
from spoc.rota.access import people_kept_by, teams_kept_by
from spoc.rota.activities import Planned
from spoc.rota.models import Shift
from spoc.rota.rules import NoPattern, Pattern
from spoc.rota.rules.pattern import read_rule
from spoc.rota.rules.words import ASKING
from spoc.rota.words import KIND, RANK, why

ONE_DAY = timedelta(days=1)
ROLES_ON_DUTY = [(code, words) for code, words in ROLE.items() if code not in ASKING]
WEEKDAYS = [
    ("MO", _("Monday")),
    ("TU", _("Tuesday")),
    ("WE", _("Wednesday")),
    ("TH", _("Thursday")),
    ("FR", _("Friday")),
    ("SA", _("Saturday")),
    ("SU", _("Sunday")),
]
ONCE, WEEKLY, KEPT = "once", "weekly", "kept"
AGAIN: list[tuple[str, str | Promise]] = [(ONCE, _("Once")), (WEEKLY, _("Every week or so"))]
# what a weekly rule says when the form can write it
WRITTEN = frozenset(["FREQ", "INTERVAL", "BYDAY", "WKST"])


class PlaceForm(forms.Form):
    """What a shift is for: a team, a role, or both; of which kind, and in which zone."""

    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), required=False, empty_label=_("No team")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        help_text=_("Chosen, whoever has the shift is on duty in that role"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KIND.items()), initial="desk")
    rank = forms.TypedChoiceField(
        label=_("Rank"), choices=list(RANK.items()), coerce=int, initial=1
    )
    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["team"].queryset = teams_kept_by(viewer).order_by("tier", "sort_name")
        fields["role"].choices = [("", _("No role")), *ROLES_ON_DUTY]
        fields["zone"].choices = [(name, name) for name in zone_names()]
        fields["zone"].initial = viewer.lives_in


class ShiftForm(PlaceForm):
    """A shift: whose, when, and how it comes again."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), empty_label=_("Choose a person")
    )
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(
        label=_("To"),
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("Not later than it begins, it is on the day after"),
    )
    days_long = forms.IntegerField(
        label=_("Ends so many days later"),
        required=False,
        min_value=0,
        max_value=30,
        help_text=_("For a week on call, say 7; leave it empty for a day or a night"),
    )
    again = forms.ChoiceField(label=_("How often"), choices=AGAIN, initial=WEEKLY)
    days = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means the weekday of the first day"),
    )
    weeks = forms.IntegerField(label=_("Every so many weeks"), initial=1, min_value=1, max_value=52)
    last_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = (
        *("person", "team", "role", "kind", "rank", "starts_on", "starts", "ends", "days_long"),
        *("zone", "again", "days", "weeks", "last_on"),
    )

    def __init__(
        self, *args: Any, viewer: Person, shift: Shift | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = people_kept_by(viewer)
        self.shift = shift
        if shift is not None and not _is_written(shift.rule):
            fields["again"].choices = [*AGAIN, (KEPT, _("As it does now"))]

    def clean(self) -> dict[str, Any]:
        """Read when the shift is; what cannot be is said beside the form."""
        given = super().clean() or {}
        if not self.errors:
            try:
                given["pattern"] = self._pattern(given)
            except NoPattern as problem:
                self.add_error("ends", why(problem))
        return given

    def planned(self) -> Planned:
        """Return the shift as the activity is told."""
        given = self.cleaned_data
        uid = self.shift.uid if self.shift else ""
        return Planned(
            given["pattern"], given["team"], given["role"], given["kind"], given["rank"], uid
        )

    def _pattern(self, given: dict[str, Any]) -> Pattern:
        begins = datetime.combine(given["starts_on"], given["starts"])
        ends = datetime.combine(given["starts_on"], given["ends"])
        ends += timedelta(days=given["days_long"] or 0)
        if ends <= begins:
            ends += ONE_DAY
        place = zone(given["zone"])
        last_on = given["last_on"]
        left_out = frozenset(self.shift.pattern.left_out) if self.shift else frozenset()
        if given["again"] == ONCE:
            return Pattern(begins, ends, place)
        if given["again"] == KEPT and self.shift is not None:
            return Pattern(begins, ends, place, self.shift.rule, left_out, last_on)
        return Pattern(begins, ends, place, _rule(given), left_out, last_on)


def known(shift: Shift) -> dict[str, Any]:
    """Return what the form of a shift begins with."""
    parts = read_rule(shift.rule)
    again = WEEKLY if _is_written(shift.rule) and shift.rule else ONCE if not shift.rule else KEPT
    days_long = (shift.ends_on - shift.starts_on).days
    names = ("role", "kind", "rank", "zone", "starts_on", "starts", "ends", "last_on")
    return {
        **{name: getattr(shift, name) for name in names},
        "person": shift.person_id,
        "team": shift.team_id,
        "days_long": days_long if days_long > 1 or shift.ends > shift.starts else None,
        "again": again,
        "days": parts.get("BYDAY", "").split(",") if again == WEEKLY else [],
        "weeks": int(parts.get("INTERVAL", "1")) if again == WEEKLY else 1,
    }


def _is_written(rule: str) -> bool:
    """Tell whether the form's own fields say all that a rule says."""
    parts = read_rule(rule)
    days = {code for code, _name in WEEKDAYS}
    is_weekly = parts.get("FREQ") == "WEEKLY" and set(parts) <= WRITTEN
    return not rule or (is_weekly and set(parts.get("BYDAY", "MO").split(",")) <= days)


def _rule(given: dict[str, Any]) -> str:
    """Return the rule of a shift that comes by the week."""
    days = given["days"] or [WEEKDAYS[given["starts_on"].weekday()][0]]
    parts = ["FREQ=WEEKLY", f"INTERVAL={given['weeks']}" if given["weeks"] > 1 else ""]
    return ";".join(part for part in [*parts, "BYDAY=" + ",".join(days)] if part)
