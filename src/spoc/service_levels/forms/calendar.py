"""What may be typed about a calendar: its week, and the days that differ."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.kit.time import now
from spoc.service_levels.forms.fields import DATE, HoursField
from spoc.service_levels.models import Calendar
from spoc.service_levels.rules.hours import Hours, Windows

WEEK = range(1, 8)
BLANK_ROWS = 3
MORE_ROWS = 5
TOTAL = "days-TOTAL_FORMS"


def zones() -> list[tuple[str, str]]:
    """Return the time zones by place."""
    places = sorted(name for name in available_timezones() if name[0].isupper() and "/" in name)
    kept = [name for name in places if not name.startswith(("Etc/", "SystemV/"))]
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in kept)]


class DayForm(forms.Form):
    """A date that differs: when it is open, if at all, and what it is called."""

    day = forms.DateField(label=gettext_lazy("Date"), required=False, widget=DATE)
    hours = HoursField(label=gettext_lazy("Open"))
    name = forms.CharField(label=gettext_lazy("What it is"), required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        """Refuse hours and a name that belong to no date."""
        given = super().clean() or {}
        is_named = bool(given.get("hours") or given.get("name"))
        if is_named and given.get("day") is None and "day" not in self.errors:
            self.add_error("day", _("Choose the date these hours are for."))
        return given

    @property
    def is_past(self) -> bool:
        """Whether its date is over already."""
        day = self.initial.get("day")
        return isinstance(day, date) and day < now().date()


class DayRows(forms.BaseFormSet):
    """The dates that differ, each once."""

    def clean(self) -> None:
        """Refuse a date that stands twice, at the second one."""
        seen: set[date] = set()
        for form in self._kept():
            day = form.cleaned_data.get("day")
            if day in seen:
                form.add_error("day", _("This date stands here twice."))
                raise ValidationError(_("A date stands here twice."))
            seen |= {day} if day else set()

    def rows(self) -> list[Mapping[str, Any]]:
        """Return what was typed of each date, in order."""
        typed = [form.cleaned_data for form in self._kept() if form.cleaned_data.get("day")]
        return sorted(typed, key=lambda row: row["day"])

    def _kept(self) -> list[DayForm]:
        valid = [form for form in self.forms if form.is_valid()]
        return [form for form in valid if not form.cleaned_data.get("DELETE")]


DayRowsOf = forms.formset_factory(DayForm, formset=DayRows, extra=BLANK_ROWS, can_delete=True)


class CalendarForm(forms.Form):
    """A calendar: its name and zone, a week of windows, and the dates that differ."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zones,
        initial="Europe/Stockholm",
        help_text=gettext_lazy("Promises follow the clocks of this place, summer time and all"),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("In use"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Out of use, no agreement can choose it"),
    )

    def __init__(self, data: Any = None, *, calendar: Calendar | None = None) -> None:
        self.calendar = calendar
        written = calendar.as_written if calendar else None
        super().__init__(_with_more(data), initial=_known(written) if written else None)
        for day in WEEK:
            self.fields[f"week_{day}"] = HoursField(label=WEEKDAYS[day - 1])
        rows = _days(written) if written else []
        typed = self.data if self.is_bound else None
        self.days = cast(DayRows, DayRowsOf(typed, initial=rows, prefix="days"))

    @property
    def week(self) -> list[forms.BoundField]:
        """The fields of the week, Monday first."""
        return [self[f"week_{day}"] for day in WEEK]

    def is_valid(self) -> bool:
        """Tell whether the calendar and all its dates are of a shape that can be."""
        is_whole = super().is_valid()
        if self.is_bound and not self.days.is_valid() and not self.non_field_errors():
            self.add_error(None, _("One of the dates that differ must be put right."))
        return is_whole and self.days.is_valid()

    def hours(self) -> Hours:
        """Return the calendar as it was typed."""
        given, rows = self.cleaned_data, self.days.rows()
        week = {str(day): given[f"week_{day}"] for day in WEEK if given[f"week_{day}"]}
        exceptions: Windows = {row["day"].isoformat(): row["hours"] for row in rows}
        return Hours(
            name=given["name"],
            zone=given["zone"],
            week=week,
            exceptions=exceptions,
            day_names={row["day"].isoformat(): row["name"] for row in rows if row["name"]},
            country=self.calendar.country if self.calendar else "",
            region=self.calendar.region if self.calendar else "",
            is_active=given["is_active"],
        )


def _with_more(data: Any) -> Any:
    """Return what was sent, with more empty rows for dates where they were asked for."""
    if data is None or "more" not in data:
        return data
    longer = data.copy()
    count = str(longer.get(TOTAL, "0"))
    longer[TOTAL] = str((int(count) if count.isdecimal() else 0) + MORE_ROWS)
    return longer


def _known(written: Hours) -> dict[str, Any]:
    week = {f"week_{day}": written.week.get(str(day), []) for day in WEEK}
    return {
        "name": written.name,
        "zone": written.zone,
        "is_active": written.is_active,
        **week,
    }


def _days(written: Hours) -> list[dict[str, Any]]:
    return [
        {
            "day": date.fromisoformat(day),
            "hours": windows,
            "name": written.day_names.get(day, ""),
        }
        for day, windows in sorted(written.exceptions.items())
    ]
