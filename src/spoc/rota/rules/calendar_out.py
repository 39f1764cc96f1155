"""Writing shifts as an iCalendar file (RFC 5545) that any calendar can subscribe to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vRecur

from spoc.rota.rules.pattern import DAY, Pattern

OURS = "-//Spoc//Rota//EN"
# how often whoever subscribes is asked to look again
OFTEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Written:
    """One event to write: known by its uid, with a title, and when it is."""

    uid: str
    title: str
    pattern: Pattern
    words: str = ""


def write_calendar(name: str, events: Iterable[Written], moment: datetime) -> bytes:
    """Return the events as a file, each zone they are in described in it."""
    calendar = Calendar()
    calendar.add("prodid", OURS)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.calendar_name = name
    calendar.refresh_interval = OFTEN
    known = list(events)
    for each in known:
        calendar.add_component(_event(each, moment))
    if known:
        first = min(each.pattern.begins for each in known).date()
        last = max([moment.date(), *(each.pattern.begins.date() for each in known)])
        calendar.add_missing_timezones(_new_year(first), _new_year(last + 730 * DAY))
    return bytes(calendar.to_ical())


def _event(written: Written, moment: datetime) -> Event:
    pattern, event = written.pattern, Event()
    event.add("uid", written.uid)
    event.add("dtstamp", moment.astimezone(UTC))
    event.add("summary", written.title)
    if written.words:
        event.add("description", written.words)
    event.add("dtstart", pattern.begins.replace(tzinfo=pattern.zone))
    event.add("dtend", pattern.ends.replace(tzinfo=pattern.zone))
    if pattern.rule:
        event.add("rrule", _rule(pattern))
        for wall in sorted(pattern.left_out):
            event.add("exdate", wall.replace(tzinfo=pattern.zone))
    return event


def _rule(pattern: Pattern) -> vRecur:
    """Return the rule with its end, which is written in UTC where times have a zone."""
    rule = vRecur.from_ical(pattern.rule)
    if pattern.last_on is not None:
        last = datetime.combine(pattern.last_on, pattern.begins.time(), pattern.zone)
        rule["UNTIL"] = [last.astimezone(UTC)]
    return rule


def _new_year(day: date) -> date:
    return datetime.combine(day.replace(month=1, day=1), time(0)).date()
