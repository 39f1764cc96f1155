"""What may be typed about a request that comes back by itself."""

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.kit.errors import NotPossible
from spoc.kit.zones import zone
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.requests.field_access import templates_shaped_by
from spoc.requests.field_words import WHEN_CLOSED
from spoc.requests.models import Recurrence, RequestTemplate
from spoc.requests.rules.recurrence import MOST_EVERY, MOST_TIMES, WEEKDAYS, parts_of, written
from spoc.service_levels.access import calendars_visible_to
from spoc.service_levels.models import Calendar

OWN = "own"
FREQUENCY = {
    "DAILY": _("Every day"),
    "WEEKLY": _("Every week"),
    "MONTHLY": _("Every month"),
    "YEARLY": _("Every year"),
    OWN: _("By a rule I write below"),
}
WEEKDAY = {
    "MO": _("Monday"),
    "TU": _("Tuesday"),
    "WE": _("Wednesday"),
    "TH": _("Thursday"),
    "FR": _("Friday"),
    "SA": _("Saturday"),
    "SU": _("Sunday"),
}
SIMPLE = {"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT"}
MOMENT = "%Y-%m-%dT%H:%M"


def zones() -> list[tuple[str, str]]:
    """Return the time zones by place."""
    places = sorted(name for name in available_timezones() if name[0].isupper() and "/" in name)
    kept = [name for name in places if not name.startswith(("Etc/", "SystemV/"))]
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in kept)]


class RecurrenceForm(forms.Form):
    """A template, who asks, and when it comes back."""

    template = forms.ModelChoiceField(RequestTemplate.objects.none(), label=_("Template"))
    requester = forms.CharField(
        label=_("Who asks"), max_length=200, help_text=_("Name or mail address")
    )
    starts_at = forms.DateTimeField(
        label=_("The first time"),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        help_text=_("The time of day is that of every time"),
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones)
    frequency = forms.ChoiceField(
        label=_("How often"), choices=list(FREQUENCY.items()), initial="WEEKLY"
    )
    every = forms.IntegerField(
        label=_("Each so many"),
        min_value=1,
        max_value=MOST_EVERY,
        initial=1,
        help_text=_("2 is every other day, week, month or year"),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On these days"),
        required=False,
        choices=list(WEEKDAY.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: the day of the first time"),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    count = forms.IntegerField(
        label=_("Or so many times"), required=False, min_value=1, max_value=MOST_TIMES
    )
    rule = forms.CharField(
        label=_("A rule of your own"),
        required=False,
        max_length=300,
        help_text=_("As calendars write it (RFC 5545): FREQ=MONTHLY;BYDAY=-1FR is the last Friday"),
    )
    calendar = forms.ModelChoiceField(
        Calendar.objects.none(),
        label=_("Calendar"),
        required=False,
        empty_label=_("Every day is open"),
    )
    when_closed = forms.ChoiceField(
        label=_("On days when it is closed"), choices=list(WHEN_CLOSED.items())
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        fields: Any = self.fields
        templates = templates_shaped_by(viewer).filter(is_live=True)
        fields["template"].queryset = templates.order_by("name")
        calendars = calendars_visible_to(viewer).filter(is_active=True)
        fields["calendar"].queryset = calendars.order_by("name")

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = self.cleaned_data
        return {
            "template": given["template"],
            "requester": self._person(given["requester"]),
            "rule": self._rule(),
            "starts_at": _at(given["starts_at"], given["zone"]),
            "zone": given["zone"],
            "calendar": given["calendar"],
            "when_closed": given["when_closed"],
        }

    def _rule(self) -> str:
        given = self.cleaned_data
        if given["frequency"] == OWN:
            return str(given["rule"])
        if given["until"] and given["count"]:
            words = _("Choose a last day or a number of times, not both.")
            raise NotPossible(str(words), fields={"count": str(words)})
        end = f"UNTIL={given['until']:%Y%m%d}" if given["until"] else ""
        end = f"COUNT={given['count']}" if given["count"] else end
        return written(given["frequency"], given["every"], tuple(given["weekdays"]), end)

    def _person(self, text: str) -> Person:
        people = people_visible_to(self.viewer).filter(is_active=True)
        exact = people.filter(name__iexact=text.strip())
        mailed = people.filter(addresses__kind="mail", addresses__normal=text.strip().lower())
        found = list(exact[:2]) or list(mailed[:2])
        if len(found) != 1:
            words = _("Nobody, or more than one, is called %(name)s: give the mail address.")
            said = str(words) % {"name": text}
            raise NotPossible(said, fields={"requester": said})
        return found[0]


def known_recurrence(row: Recurrence) -> dict[str, Any]:
    """Return what the form begins with; a rule that its parts cannot say stands as it is."""
    parts = parts_of(row.rule)
    days = parts.get("BYDAY", "").split(",") if parts.get("BYDAY") else []
    until = parts.get("UNTIL", "")[:8]
    plain = set(parts) <= SIMPLE and set(days) <= set(WEEKDAYS)
    simple = {
        "frequency": parts.get("FREQ"),
        "every": parts.get("INTERVAL", "1"),
        "weekdays": days,
        "until": f"{until[:4]}-{until[4:6]}-{until[6:]}" if until else None,
        "count": parts.get("COUNT"),
    }
    return {
        "template": row.template_id,
        "requester": row.requester.name,
        "starts_at": row.starts_at.astimezone(zone(row.zone)).strftime(MOMENT),
        "zone": row.zone,
        "calendar": row.calendar_id,
        "when_closed": row.when_closed,
        "rule": "" if plain else row.rule,
        **(simple if plain else {"frequency": OWN, "every": 1}),
    }


def _at(moment: datetime, name: str) -> datetime:
    """Return what was typed as a moment in the zone chosen, not in the reader's."""
    return moment.replace(tzinfo=zone(name))
