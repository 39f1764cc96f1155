"""Calendars: added, changed; running clocks follow and it is said how many."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.activities.clocks import follow_calendar
from spoc.service_levels.models import Calendar
from spoc.service_levels.queries.clocks import running_by

Windows = dict[str, list[list[str]]]


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar as it is written down: windows by ISO weekday, and by date where it differs."""

    name: str
    zone: str
    week: Windows = field(default_factory=dict)
    exceptions: Windows = field(default_factory=dict)
    country: str = ""
    region: str = ""


@activity
def add_calendar(subject: Person, *, by: Person, key: str, hours: Hours) -> Calendar:
    """Write down when promises run."""
    demand(access.may_shape(by))
    if Calendar.objects.filter(key=key).exists():
        raise NotPossible(_("There is a calendar of that name: choose another."))
    calendar = Calendar(key=key)
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
    before = written(calendar)
    calendar.version += 1
    _write(calendar, hours)
    after = written(calendar)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    moved = sum(follow_calendar(clock, by=by, calendar=calendar) for clock in running_by(calendar))
    record("calendar.changed", calendar, by=by, name=calendar.name, clocks=moved, changes=changed)
    return calendar


def written(calendar: Calendar) -> dict[str, object]:
    """Return what is written of a calendar, as facts keep it."""
    fields = ("name", "zone", "week", "exceptions", "country", "region")
    return {name: getattr(calendar, name) for name in fields}


def _write(calendar: Calendar, hours: Hours) -> None:
    calendar.name = one_line(hours.name, 120)
    if not calendar.name:
        raise NotPossible(_("Give it a name."), fields={"name": _("Give it a name.")})
    calendar.zone, calendar.week = hours.zone, hours.week
    calendar.exceptions, calendar.country, calendar.region = (
        hours.exceptions,
        hours.country,
        hours.region,
    )
    _demand_sense(calendar)
    calendar.save()


def _demand_sense(calendar: Calendar) -> None:
    """Refuse windows that overlap or end before they begin, a zone there is not, and no hours."""
    try:
        opens = calendar.written.week
    except (ValueError, KeyError, TypeError) as problem:
        words = _("These hours cannot be: %(problem)s") % {"problem": problem}
        raise NotPossible(words, fields={"week": words}) from None
    if not any(opens.values()):
        words = _("Say at least one day of the week on which it is open.")
        raise NotPossible(words, fields={"week": words})
