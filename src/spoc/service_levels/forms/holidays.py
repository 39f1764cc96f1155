"""Which public holidays to look at, and which of them to close on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from spoc.kit.text import sort_key
from spoc.kit.time import now
from spoc.service_levels.models import Calendar
from spoc.service_levels.queries.years import say_date
from spoc.service_levels.rules.hours import Hours, closed_on, minutes_open
from spoc.service_levels.rules.public_days import countries, public_days, regions

MOST_YEARS = 5


@dataclass(frozen=True, slots=True)
class Offered:
    """A day to close on: what it is called, and how the calendar stands on it now.

    `stands` is open, rest (closed every week), closed, or other (other hours that day).
    """

    day: date
    said: str
    name: str
    is_by_law: bool
    stands: str
    is_chosen: bool


def named_countries() -> list[tuple[str, str]]:
    """Return the countries by name, in the reader's language."""
    try:
        names = Locale.parse(get_language() or "en", sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    named = [(code, str(names.get(code, code))) for code in countries()]
    return [("", _("Choose a country")), *sorted(named, key=lambda each: sort_key(each[1]))]


def years() -> list[tuple[str, str]]:
    """Return the years that can be looked at."""
    first = now().year
    return [(str(year), str(year)) for year in range(first, first + MOST_YEARS)]


class HolidaysForm(forms.Form):
    """Which country's days to look at, and for which years."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=named_countries)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    first = forms.ChoiceField(label=gettext_lazy("From"), choices=years)
    last = forms.ChoiceField(label=gettext_lazy("Through"), choices=years)
    language = forms.ChoiceField(label=gettext_lazy("Names in"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, calendar: Calendar) -> None:
        self.calendar = calendar
        first = now().year
        start = {
            "country": calendar.country,
            "region": calendar.region,
            "first": str(first),
            "last": str(first + 1),
            "language": (get_language() or "en").split("-")[0],
        }
        asked = {name: str(data.get(name, "")) for name in start} if data else start
        known = regions(asked["country"]) if asked["country"] else ()
        if asked["region"] not in dict(known):
            asked["region"] = ""  # one of another country, chosen before this one
        super().__init__(asked if asked["country"] else None, initial=start)
        region: Any = self.fields["region"]
        region.choices = [("", _("The whole country")), *known]

    def clean(self) -> dict[str, Any]:
        """Refuse years that end before they begin."""
        given = super().clean() or {}
        if not self.errors and int(given["last"]) < int(given["first"]):
            words = _("It ends before it begins: choose %(year)s or a later year.")
            self.add_error("last", words % {"year": given["first"]})
        return given

    def offered(self, chosen: Collection[str] | None = None) -> list[Offered]:
        """Return the days, those chosen that were; at first, those that are open else."""
        if not self.is_valid():
            return []
        given = self.cleaned_data
        span = range(int(given["first"]), int(given["last"]) + 1)
        rows = public_days(given["country"], given["region"], span, given["language"])
        return [self._offer(each.day, each.name, each.is_by_law, chosen) for each in rows]

    def hours(self, chosen: Collection[str]) -> Hours | None:
        """Return the calendar closed on the chosen days as well; None when none is chosen."""
        named = {each.day: each.name for each in self.offered(chosen) if each.is_chosen}
        if not named:
            return None
        written, given = self.calendar.as_written, self.cleaned_data
        exceptions, names = closed_on(written, named)
        return replace(
            written,
            exceptions=exceptions,
            day_names=names,
            country=given["country"],
            region=given["region"],
        )

    def _offer(
        self, day: date, name: str, is_by_law: bool, chosen: Collection[str] | None
    ) -> Offered:
        stands = self._stands(day)
        is_chosen = stands == "open" if chosen is None else day.isoformat() in chosen
        return Offered(day, say_date(day), name, is_by_law, stands, is_chosen)

    def _stands(self, day: date) -> str:
        hours = self.calendar.hours
        if day in hours.exceptions:
            return "other" if hours.exceptions[day] else "closed"
        return "open" if minutes_open(hours.windows_on(day)) else "rest"
