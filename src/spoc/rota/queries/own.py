"""What is one's own: the shifts to come, also those done for others, and the calendar's events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.people.words import ROLE
from spoc.rota import rules
from spoc.rota.models import Absence, Feed, Shift
from spoc.rota.queries.lines import span_in_words, what_of
from spoc.rota.rules import Pattern
from spoc.rota.rules.calendar_out import Written, write_calendar

AHEAD = timedelta(days=28)
AHEAD_IN_CALENDAR = timedelta(days=92)
BEHIND_IN_CALENDAR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Own:
    """A duty of one's own: when, what for, and for whom one stands in."""

    begins: datetime
    ends: datetime
    shift: Shift
    instead_of: Person | None = None

    @property
    def title(self) -> str:
        """What it is: where, and which kind of duty."""
        return title_of(self.shift)

    @property
    def when(self) -> str:
        """When it is, in the reader's words and zone."""
        return span_in_words(self.begins, self.ends, timezone.get_current_timezone())


def title_of(shift: Shift) -> str:
    """Return what a shift is: for which team or in which role, and which kind of duty."""
    place = shift.team.name if shift.team else str(ROLE[shift.role])
    return _("%(place)s: %(duty)s") % {"place": place, "duty": what_of(shift.kind, shift.rank)}


def duties_of(person: Person, opens: datetime, closes: datetime) -> list[Own]:
    """Return what a person does between two instants, also for those they stand in for."""
    absences = Absence.objects.between(opens, closes)
    away = {absence.person_id for absence in absences}
    shifts = {
        shift.pk: shift
        for shift in _going(opens, closes).filter(Q(person=person) | Q(person__in=away))
    }
    turns = [
        rules.Turn(each.pk, each.person_id, each.pattern, each.kind, each.rank)
        for each in shifts.values()
    ]
    found = rules.duties(turns, [absence.away for absence in absences], opens, closes)
    return [
        Own(
            duty.begins,
            duty.ends,
            shifts[duty.shift],
            shifts[duty.shift].person if duty.instead_of else None,
        )
        for duty in found
        if duty.person == person.pk
    ]


def calendar_of(feed: Feed, moment: datetime, address: str) -> bytes:
    """Return what a feed gives: the shifts, and of a person also those they do for others."""
    shifts = _going(moment - BEHIND_IN_CALENDAR, moment + AHEAD_IN_CALENDAR)
    if feed.team is not None:
        of_team = shifts.filter(team=feed.team)
        events = [_event(shift, shift.person.name, address) for shift in of_team]
        return write_calendar(feed.team.name, events, moment)
    if feed.person is None:
        raise ValueError("a feed is of a person or a team")
    own = [_event(shift, "", address) for shift in shifts.filter(person=feed.person)]
    title = _("Shifts of %(name)s") % {"name": feed.person.name}
    return write_calendar(title, [*own, *_stood_in(feed.person, moment, address)], moment)


def _going(opens: datetime, closes: datetime) -> QuerySet[Shift]:
    rows = Shift.objects.filter(Q(last_at=None) | Q(last_at__gt=opens), first_at__lt=closes)
    return rows.select_related("person", "team").order_by("first_at", "pk")


def _stood_in(person: Person, moment: datetime, address: str) -> Iterator[Written]:
    """Yield what they do for others, each time as an event of its own, in UTC."""
    utc = ZoneInfo("UTC")
    for own in duties_of(person, moment, moment + AHEAD_IN_CALENDAR):
        if own.instead_of is None:
            continue
        begins, ends = own.begins.replace(tzinfo=None), own.ends.replace(tzinfo=None)
        uid = f"shift-{own.shift.pk}-{begins:%Y%m%dT%H%M}@{address}"
        words = _("Instead of %(name)s") % {"name": own.instead_of.name}
        yield Written(uid, own.title, Pattern(begins, ends, utc), words)


def _event(shift: Shift, name: str, address: str) -> Written:
    title = f"{name}, {title_of(shift)}" if name else title_of(shift)
    return Written(f"shift-{shift.pk}@{address}", title, shift.pattern)
