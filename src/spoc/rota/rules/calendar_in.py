"""Reading shifts from an iCalendar file (RFC 5545): each event is a pattern, or says why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Component, Event, vDDDLists, vDDDTypes, vRecur
from icalendar.error import BrokenCalendarProperty

from spoc.rota.rules.pattern import DAY, NoPattern, Pattern, read_rule

LARGEST = 1_000_000
MOST_EVENTS = 500


@dataclass(frozen=True, slots=True)
class Read:
    """An event as a shift would have it: what it is called, whom it names, and when it is."""

    uid: str
    title: str
    mails: tuple[str, ...]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Unread:
    """An event that is no shift: what it is called, a code for why, and what it said there."""

    title: str
    why: str
    said: str = ""


def read_calendar(raw: bytes, zone: ZoneInfo) -> list[Read | Unread]:
    """Return every event of a file; the zone is for times that name none.

    One occurrence that was moved is a shift of its own, left out of the rule it belongs to.
    NoPattern says why the file as a whole cannot be read.
    """
    if len(raw) > LARGEST:
        raise NoPattern("size")
    calendar = _parsed(raw)
    own = _known_zone(str(calendar.get("X-WR-TIMEZONE", ""))) or zone
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    if len(events) > MOST_EVENTS:
        raise NoPattern("events", str(MOST_EVENTS))
    changed = _changed_of(events, own)
    found = (_read(event, own, changed) for event in events)
    return [each for several in found for each in several]


def _parsed(raw: bytes) -> Component:
    try:
        found = Calendar.from_ical(raw)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise NoPattern("file") from None
    if not isinstance(found, Calendar):
        raise NoPattern("file")
    return found


def _changed_of(events: Iterable[Event], zone: ZoneInfo) -> dict[str, set[datetime]]:
    """Return by event which of its beginnings stand for themselves, on the wall."""
    found: dict[str, set[datetime]] = {}
    for event in events:
        try:
            for wall in _walls(event, "RECURRENCE-ID", zone):
                found.setdefault(_uid(event), set()).add(wall)
        except NoPattern:
            continue
    return found


def _read(
    event: Event, zone: ZoneInfo, changed: dict[str, set[datetime]]
) -> Iterator[Read | Unread]:
    title = " ".join(str(event.get("SUMMARY", "")).split())[:200]
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    try:
        yield from _shifts(event, title, zone, changed)
    except NoPattern as problem:
        yield Unread(title, problem.why, problem.said)
    except (BrokenCalendarProperty, OverflowError):
        yield Unread(title, "broken", "; ".join(name for name, _why in event.errors if name))


def _shifts(
    event: Event, title: str, zone: ZoneInfo, changed: dict[str, set[datetime]]
) -> Iterator[Read]:
    begins, own = _begins(event, zone)
    ends = _ends(event, begins, own)
    mails, uid = tuple(_mails(event)), _uid(event)
    moved = _said(event, "RECURRENCE-ID")
    for again in _walls(event, "RECURRENCE-ID", own):
        if moved[0].params.get("RANGE"):
            raise NoPattern("range")
        yield Read(f"{uid}/{again.isoformat()}", title, mails, Pattern(begins, ends, own))
        return
    rule, last_on = _rule(event, begins, own)
    left_out = {_at(wall, begins) for wall in _walls(event, "EXDATE", own)}
    left_out |= changed.get(uid, set())
    whole = Pattern(begins, ends, own, rule, frozenset(left_out), last_on)
    yield Read(uid, title, mails, whole)
    for wall in _walls(event, "RDATE", own):
        if wall != begins and wall not in left_out:
            once = replace(_once(whole), begins=wall, ends=wall + (ends - begins))
            yield Read(f"{uid}/{wall.isoformat()}", title, mails, once)


def _once(pattern: Pattern) -> Pattern:
    return replace(pattern, rule="", left_out=frozenset(), last_on=None)


def _begins(event: Event, zone: ZoneInfo) -> tuple[datetime, ZoneInfo]:
    """Return the wall at which an event begins, and whose wall it is."""
    start = next(iter(_said(event, "DTSTART")), None)
    if start is None:
        raise NoPattern("begins")
    moment, named = start.dt, str(start.params.get("TZID", ""))
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        own = _zone_of(moment) or _known_zone(named)
        if own is None:
            raise NoPattern("zone", named)
        return moment.replace(tzinfo=None), own
    if named:
        raise NoPattern("zone", named)
    if not isinstance(moment, date):
        raise NoPattern("begins")
    return _wall(moment, zone), zone


def _ends(event: Event, begins: datetime, zone: ZoneInfo) -> datetime:
    for each in [*_said(event, "DTEND"), *_said(event, "DURATION")]:
        if isinstance(each.dt, date):
            return _wall(each.dt, zone)
        if isinstance(each.dt, timedelta):
            return begins + each.dt
    if any(isinstance(start.dt, datetime) for start in _said(event, "DTSTART")):
        raise NoPattern("ends")
    return begins + DAY


def _rule(event: Event, begins: datetime, zone: ZoneInfo) -> tuple[str, date | None]:
    """Return the rule without its end, and the last day on which it may begin."""
    given = event.get("RRULE")
    if given is None:
        return "", None
    if not isinstance(given, vRecur):
        raise NoPattern("rules" if isinstance(given, list) else "broken", "RRULE")
    until = next(iter(given.get("UNTIL", ())), None)
    parts = read_rule(given.to_ical().decode())
    parts.pop("UNTIL", None)
    if until is None:
        last_on = None
    elif isinstance(until, datetime):
        wall = _wall(until, zone)
        last_on = wall.date() if wall.time() >= begins.time() else wall.date() - DAY
    else:
        last_on = until
    return ";".join(f"{name}={value}" for name, value in parts.items()), last_on


def _walls(event: Event, name: str, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the walls a property lists."""
    for each in _said(event, name):
        if not isinstance(each.dt, date):
            raise NoPattern("broken", name)
        yield _wall(each.dt, zone)


def _said(event: Event, name: str) -> list[vDDDTypes]:
    """Return the moments or lengths a property gives, however often it stands."""
    given = event.get(name)
    found: list[vDDDTypes] = []
    for each in given if isinstance(given, list) else [given] if given is not None else []:
        if isinstance(each, vDDDLists):
            found += each.dts
        elif isinstance(each, vDDDTypes):
            found.append(each)
        else:
            raise NoPattern("broken", name)
    return found


def _wall(moment: date, zone: ZoneInfo) -> datetime:
    """Return a moment as the wall shows it there; a day begins at midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(0))
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _at(wall: datetime, begins: datetime) -> datetime:
    """Return the beginning on a day that is named without its time."""
    return datetime.combine(wall.date(), begins.time()) if wall.time() == time(0) else wall


def _mails(event: Event) -> Iterator[str]:
    """Yield the mail addresses of those it names, whoever takes part before who called for it."""
    for name in ("ATTENDEE", "ORGANIZER"):
        given = event.get(name)
        for each in given if isinstance(given, list) else [given] if given is not None else []:
            scheme, colon, address = str(each).partition(":")
            if colon and scheme.lower() == "mailto" and address.strip():
                yield address.strip().lower()


def _uid(event: Event) -> str:
    return str(event.get("UID", ""))[:150]


def _zone_of(moment: datetime) -> ZoneInfo | None:
    """Return the zone of a moment where it is one of a place, or UTC itself."""
    if isinstance(moment.tzinfo, ZoneInfo):
        return moment.tzinfo
    return ZoneInfo("UTC") if moment.tzinfo is UTC else None


def _known_zone(name: str) -> ZoneInfo | None:
    """Return the zone of this name, where there is one.

    >>> _known_zone("Europe/Stockholm").key
    'Europe/Stockholm'
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
