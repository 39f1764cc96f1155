"""The week of a team or a role: who is on duty when, and when nobody is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from spoc.kit.spans import Span
from spoc.kit.zones import zone
from spoc.people.models import Person, Team
from spoc.rota import rules
from spoc.rota.models import Absence, Shift
from spoc.rota.queries.lines import Day, day_in_words, lines_of
from spoc.service_levels.models import Agreement, Calendar

DAYS = 7


def shifts_of(shifts: QuerySet[Shift], team: Team | None, role: str) -> QuerySet[Shift]:
    """Narrow shifts to those of a team, or in a role."""
    wanted = shifts.filter(team=team) if team else shifts.filter(role=role)
    return wanted.select_related("person", "team").order_by("first_at", "pk")


def week_of(
    shifts: QuerySet[Shift], monday: date, place: tzinfo, calendar: Calendar | None, now: datetime
) -> list[Day]:
    """Return seven days from a Monday as the wall of a place has them, gaps and all."""
    bounds = _bounds(monday, place)
    opens, closes = bounds[0], bounds[-1]
    current = list(shifts.filter(_touching(opens, closes)))
    people, duties = _duties(current, opens, closes)
    there = [(duty.begins, duty.ends) for duty in duties if duty.person is not None]
    missing = rules.gaps(_needed(calendar, opens, closes), there)
    today = now.astimezone(place).date()
    days = []
    for number in range(DAYS):
        begins, ends = bounds[number], bounds[number + 1]
        day = monday + timedelta(number)
        lines = lines_of(duties, missing, people, (begins, ends), place)
        days.append(Day(day_in_words(day), day == today, lines))
    return days


def calendar_for(team: Team | None, calendars: QuerySet[Calendar]) -> Calendar | None:
    """Return the hours a team should be there: those of its own agreement, else the first."""
    if team is not None:
        agreed = Agreement.objects.filter(
            kind="ola", state="active", party_noun="team", party_id=team.pk
        )
        found = calendars.filter(pk__in=agreed.values("calendar")).first()
        if found is not None:
            return found
    return calendars.order_by("pk").first()


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> monday_of(date(2026, 11, 22)).isoformat()
    '2026-11-16'
    """
    return day - timedelta(day.weekday())


def week_bounds(monday: date, place: tzinfo) -> tuple[datetime, datetime]:
    """Return the instants between which a week is, by the wall of a place."""
    bounds = _bounds(monday, place)
    return bounds[0], bounds[-1]


def _touching(opens: datetime, closes: datetime) -> Q:
    return Q(Q(last_at=None) | Q(last_at__gt=opens), first_at__lt=closes)


def _bounds(monday: date, place: tzinfo) -> list[datetime]:
    """Return the instants at which the days of a week begin, and the last of them ends."""
    there = place if isinstance(place, ZoneInfo) else zone(str(place))
    midnights = (datetime.combine(monday + timedelta(n), time(0)) for n in range(DAYS + 1))
    return [rules.instant(midnight, there) for midnight in midnights]


def _duties(
    shifts: Sequence[Shift], opens: datetime, closes: datetime
) -> tuple[dict[int, Person], list[rules.Duty]]:
    turns = [
        rules.Turn(each.pk, each.person_id, each.pattern, each.kind, each.rank) for each in shifts
    ]
    absences = Absence.objects.between(opens, closes).select_related("person", "deputy")
    people = {each.person_id: each.person for each in shifts}
    for absence in absences:
        people[absence.person_id] = absence.person
        if absence.deputy is not None:
            people[absence.deputy.pk] = absence.deputy
    aways = [absence.away for absence in absences]
    return people, rules.duties(turns, aways, opens, closes)


def _needed(calendar: Calendar | None, opens: datetime, closes: datetime) -> Iterable[Span]:
    if calendar is None:
        return
    for begins, ends in calendar.hours.spans_from(opens):
        if begins >= closes:
            return
        yield begins, min(ends, closes)
