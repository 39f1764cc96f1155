"""Calendars: added, changed; running clocks follow and it is said how many."""

from typing import NoReturn
from uuid import uuid4
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.activities.changes import key_for
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.activities.clocks import follow_calendar
from spoc.service_levels.models import Calendar
from spoc.service_levels.queries.calendars import is_used
from spoc.service_levels.queries.clocks import running_by
from spoc.service_levels.rules.hours import Hours

WRITTEN = ("name", "zone", "week", "exceptions", "day_names", "country", "region", "is_active")


@activity
def add_calendar(subject: Person, *, by: Person, hours: Hours, key: str = "") -> Calendar:
    """Write down when promises run."""
    demand(access.may_shape(by))
    calendar = Calendar(key=key or key_for(Calendar, hours.name))
    if Calendar.objects.filter(key=calendar.key).exists():
        _refuse("name", _("There is a calendar of that name: choose another."))
    _write(calendar, hours)
    record("calendar.added", calendar, by=by, name=calendar.name)
    return calendar


@activity
def change_calendar(
    calendar: Calendar, *, by: Person, hours: Hours, version: int | None = None
) -> Calendar:
    """Change when promises run; running clocks are due anew, stopped ones stay as they are."""
    demand(access.may_shape(by))
    if version is not None and version != calendar.version:
        raise Stale(_("Somebody changed this meanwhile: look at it again, then save."))
    if calendar.is_active and not hours.is_active and is_used(calendar):
        words = _("Agreements or running clocks count by it: let them use another one first.")
        raise NotPossible(words, fields={"is_active": words})
    before = written(calendar)
    calendar.version, calendar.edition = calendar.version + 1, uuid4()
    _write(calendar, hours)
    after = written(calendar)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    moved = sum(follow_calendar(clock, by=by, calendar=calendar) for clock in running_by(calendar))
    record("calendar.changed", calendar, by=by, name=calendar.name, clocks=moved, changes=changed)
    return calendar


def written(calendar: Calendar) -> dict[str, object]:
    """Return what is written of a calendar, as facts keep it."""
    return {name: getattr(calendar, name) for name in WRITTEN}


def _write(calendar: Calendar, hours: Hours) -> None:
    demand_sense(hours)
    alike = Calendar.objects.filter(name__iexact=one_line(hours.name, 120))
    if alike.exclude(pk=calendar.pk).exists():
        _refuse("name", _("There is a calendar of that name: choose another."))
    for name in WRITTEN:
        setattr(calendar, name, getattr(hours, name))
    calendar.name = one_line(hours.name, 120)
    calendar.day_names = _kept_names(hours)
    calendar.save()


def _kept_names(hours: Hours) -> dict[str, str]:
    """Return the names of the dates that differ, each on one line."""
    names = {day: one_line(hours.day_names.get(day, ""), 60) for day in hours.exceptions}
    return {day: name for day, name in sorted(names.items()) if name}


def demand_sense(hours: Hours) -> None:
    """Refuse what has no name, a zone there is not, windows that overlap, and no hours at all."""
    if not one_line(hours.name, 120):
        _refuse("name", _("Give it a name."))
    if hours.zone not in available_timezones():
        _refuse("zone", _("Choose the time zone whose clocks it goes by."))
    try:
        opens = hours.calendar.week
    except (ValueError, KeyError, TypeError):
        _refuse("week", _("These hours overlap, or end before they begin."))
    if not any(opens.values()):
        _refuse("week_1", _("Say at least one day of the week on which it is open."))


def _refuse(field: str, words: str) -> NoReturn:
    raise NotPossible(words, fields={field: words})
