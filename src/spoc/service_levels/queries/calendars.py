"""Calendars as they are listed, and what a change of one would do to the clocks that run by it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Q, QuerySet
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit.nouns import noun
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.service_levels import rules
from spoc.service_levels.models import Agreement, Calendar, Clock
from spoc.service_levels.queries.clocks import running_by
from spoc.service_levels.rules.hours import Hours, Windows, say_typed

EXAMPLES = 10
BINDING = ("in_review", "active")


@dataclass(frozen=True, slots=True)
class Moved:
    """A running clock that would be due at another time, or broken at once."""

    noun: str
    subject_id: int
    metric: str
    before: datetime | None
    after: datetime | None
    is_broken: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One of the moved clocks by the name of its record, for whoever may see that."""

    title: str
    address: str
    metric: str
    moved: Moved


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of a calendar would do: how many clocks move, how many break, and a few."""

    moved: int = 0
    broken: int = 0
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar as it is listed: its week in words, and what counts by it."""

    calendar: Calendar
    week: tuple[tuple[str, str], ...]
    ahead: int
    agreements: int
    running: int


def calendar_rows(calendars: QuerySet[Calendar]) -> list[CalendarRow]:
    """Return calendars with their week, the dates ahead that differ, and what counts by them."""
    today = now().date().isoformat()
    bound = Agreement.objects.filter(state__in=BINDING)
    pairs = {*bound.values_list("calendar", "pk"), *bound.values_list("targets__calendar", "pk")}
    agreements = Counter(calendar for calendar, _agreement in pairs)
    open_clocks = Clock.objects.filter(stopped_at=None).values_list("calendar")
    running = dict(open_clocks.annotate(Count("pk")).order_by())
    return [
        CalendarRow(
            calendar=each,
            week=week_in_words(each.week),
            ahead=sum(day >= today for day in each.exceptions),
            agreements=agreements[each.pk],
            running=running.get(each.pk, 0),
        )
        for each in calendars.order_by("-is_active", "name")
    ]


def week_in_words(week: Windows) -> tuple[tuple[str, str], ...]:
    """Return the open weekdays and their hours, neighbours with the same hours together."""
    said = {day: say_typed(week.get(str(day), [])) for day in range(1, 8)}
    runs = [(hours, list(days)) for hours, days in groupby(said, key=said.__getitem__)]
    return tuple((_days(run[0], run[-1]), hours) for hours, run in runs if hours)


def _days(first: int, last: int) -> str:
    """Say a run of weekdays in the least room."""
    if (first, last) == (1, 7):
        return _("Every day")
    ends = {"first": WEEKDAYS_ABBR[first - 1], "last": WEEKDAYS_ABBR[last - 1]}
    return str(ends["first"]) if first == last else _("%(first)s–%(last)s") % ends


def is_used(calendar: Calendar) -> bool:
    """Tell whether something that binds, or a running clock, counts by it."""
    bound = Q(calendar=calendar) | Q(targets__calendar=calendar)
    if Agreement.objects.filter(bound, state__in=BINDING).exists():
        return True
    return Clock.objects.filter(calendar=calendar, stopped_at=None).exists()


def effect_of(calendar: Calendar, hours: Hours, viewer: Person) -> Effect:
    """Return what it would do to the running clocks to write a calendar so; nothing is changed."""
    clocks, anew, moment = running_by(calendar), hours.calendar, now()
    found = [each for clock in clocks if (each := _moved(clock, calendar, anew, moment))]
    found.sort(key=lambda each: (not each.is_broken, each.after or moment))
    broken = sum(each.is_broken for each in found)
    return Effect(len(found), broken, tuple(_named(found, viewer)))


def _moved(
    clock: Clock, calendar: Calendar, anew: rules.Calendar, moment: datetime
) -> Moved | None:
    """Return how a clock of this calendar would move; None when it would be due when it is."""
    clock.calendar = calendar
    course = replace(clock.course, calendar=anew)
    after = rules.due(course)
    if after == clock.due_at:
        return None
    breaks = clock.broken_at is None and rules.is_broken(course, moment)
    return Moved(clock.noun, clock.subject_id, clock.metric, clock.due_at, after, breaks)


def _named(found: list[Moved], viewer: Person) -> Iterable[Example]:
    """Name the first of them the viewer may see."""
    first = found[: EXAMPLES * 2]
    seen = {}
    for key in {each.noun for each in first}:
        sort = noun(key)
        keys = [each.subject_id for each in first if each.noun == key]
        for row in sort.visible_to(viewer).filter(pk__in=keys):
            seen[key, row.pk] = (sort.title(row), sort.address(row))
    known = [each for each in first if (each.noun, each.subject_id) in seen]
    return [
        Example(*seen[each.noun, each.subject_id], label("metric", each.metric), each)
        for each in known[:EXAMPLES]
    ]
