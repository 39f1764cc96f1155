"""Calendar files in and out: what is written is read again, and what cannot be read says why."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from spoc.rota.rules import NoPattern, Pattern
from spoc.rota.rules.calendar_in import Read, Unread, read_calendar
from spoc.rota.rules.calendar_out import Written, write_calendar

STOCKHOLM, NEW_YORK = ZoneInfo("Europe/Stockholm"), ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
wall = datetime.fromisoformat

PATTERNS = {
    "once": Pattern(wall("2026-03-28 22:00"), wall("2026-03-29 06:00"), STOCKHOLM),
    "nights, but not one": Pattern(
        wall("2026-01-01 22:00"),
        wall("2026-01-02 06:00"),
        STOCKHOLM,
        "FREQ=DAILY",
        frozenset([wall("2026-10-24 22:00")]),
    ),
    "every other week, until a day": Pattern(
        wall("2026-01-05 16:00"),
        wall("2026-01-12 16:00"),
        STOCKHOLM,
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        frozenset([wall("2026-02-02 16:00")]),
        date(2026, 12, 7),
    ),
    "far away": Pattern(
        wall("2026-01-05 09:00"), wall("2026-01-05 17:00"), NEW_YORK, "FREQ=WEEKLY;BYDAY=MO,TU"
    ),
    "the last Friday": Pattern(
        wall("2026-01-30 08:00"), wall("2026-01-30 12:00"), STOCKHOLM, "FREQ=MONTHLY;BYDAY=-1FR"
    ),
}


def calendar(*lines: str) -> bytes:
    """Write an event as another calendar would."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:7@x"]
    return "\r\n".join([*head, *lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()


def only(raw: bytes, zone: ZoneInfo = STOCKHOLM) -> Read | Unread:
    [found] = read_calendar(raw, zone)
    return found


@pytest.mark.parametrize("name", PATTERNS)
def test_what_is_written_is_read_again(name):
    raw = write_calendar("Åsas pass", [Written("1@x", "Jour; Åsa", PATTERNS[name])], NOW)
    found = only(raw, NEW_YORK)
    assert isinstance(found, Read)
    assert (found.uid, found.title, found.pattern) == ("1@x", "Jour; Åsa", PATTERNS[name])


@pytest.mark.parametrize("name", PATTERNS)
def test_another_reader_sees_the_same_times(name):
    raw = write_calendar("x", [Written("1", "x", PATTERNS[name])], NOW)
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(*YEAR)
    told = sorted((each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in theirs)
    assert told == list(PATTERNS[name].spans(*YEAR)) != []


ON_CALL = (
    "SUMMARY:On call",
    "DTSTART;TZID=W. Europe Standard Time:20261019T160000",
    "DTEND;TZID=W. Europe Standard Time:20261026T160000",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4",
    "EXDATE;TZID=Europe/Berlin:20261102T160000",
    "EXDATE:20261116T150000Z",
    "ATTENDEE;CN=Elin:mailto:Elin.Sand@it.norrvik.example",
    "ORGANIZER:mailto:boss@norrvik.example",
)


def test_a_recurring_week_on_call_is_read_with_its_exceptions_over_the_change_of_the_clock():
    found = only(calendar(*ON_CALL))
    assert isinstance(found, Read)
    assert found.mails == ("elin.sand@it.norrvik.example", "boss@norrvik.example")
    spans = [f"{a:%m-%d %H}/{b:%m-%d %H}" for a, b in found.pattern.spans(*YEAR)]
    assert spans == ["10-19 14/10-26 15", "11-30 15/12-07 15"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261226"),
            Pattern(wall("2026-12-24"), wall("2026-12-26"), STOCKHOLM),
        ),
        (
            ("DTSTART;VALUE=DATE:20261224",),
            Pattern(wall("2026-12-24"), wall("2026-12-25"), STOCKHOLM),
        ),
        (
            ("DTSTART:20261224T080000", "DURATION:PT9H"),
            Pattern(wall("2026-12-24 08:00"), wall("2026-12-24 17:00"), STOCKHOLM),
        ),
        (
            ("DTSTART:20261224T080000Z", "DTEND:20261224T090000Z"),
            Pattern(wall("2026-12-24 08:00"), wall("2026-12-24 09:00"), ZoneInfo("UTC")),
        ),
        (
            (
                "DTSTART;TZID=Europe/Stockholm:20261201T080000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;UNTIL=20261203T065959Z",
                "EXDATE;VALUE=DATE:20261202",
            ),
            Pattern(
                wall("2026-12-01 08:00"),
                wall("2026-12-01 09:00"),
                STOCKHOLM,
                "FREQ=DAILY",
                frozenset([wall("2026-12-02 08:00")]),
                date(2026, 12, 2),
            ),
        ),
    ],
)
def test_a_time_is_read_as_it_is_meant(lines, expected):
    found = only(calendar("SUMMARY:x", *lines))
    assert isinstance(found, Read) and found.pattern == expected


def test_one_moved_time_stands_for_itself_and_one_cancelled_is_left_out():
    moved = (
        *("END:VEVENT", "BEGIN:VEVENT", "UID:7@x"),
        "RECURRENCE-ID;TZID=Europe/Berlin:20261130T160000",
        "DTSTART;TZID=Europe/Berlin:20261201T080000",
        "DTEND;TZID=Europe/Berlin:20261207T160000",
    )
    cancelled = (
        *("END:VEVENT", "BEGIN:VEVENT", "UID:7@x", "STATUS:CANCELLED"),
        "RECURRENCE-ID;TZID=Europe/Berlin:20261019T160000",
        "DTSTART;TZID=Europe/Berlin:20261019T160000",
    )
    found = read_calendar(calendar(*ON_CALL, *moved, *cancelled), STOCKHOLM)
    spans = [span for each in found if isinstance(each, Read) for span in each.pattern.spans(*YEAR)]
    assert [f"{a:%m-%d %H}" for a, _b in spans] == ["12-01 07"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("DTSTART;TZID=Middle/Earth:20261201T080000", "DURATION:PT1H"), "zone"),
        (("DTEND:20261201T080000",), "begins"),
        (("DTSTART:20261201T080000",), "ends"),
        (("DTSTART:20261201T080000", "DTEND:20261201T080000"), "order"),
        (("DTSTART:20261201T080000", "DTEND:20270301T080000"), "length"),
        (("DTSTART:tomorrow", "DURATION:PT1H"), "broken"),
        (("DTSTART:20261201T080000", "DURATION:PT1H", "RRULE:FREQ=HOURLY"), "rule"),
        (("DTSTART:20261201T080000", "DURATION:PT1H", "RRULE:FREQ=OFTEN"), "broken"),
        (("DTSTART:20261201T080000", "DURATION:PT1H", *["RRULE:FREQ=DAILY"] * 2), "rules"),
        (
            (
                "DTSTART:20261201T080000",
                "DURATION:PT1H",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20261201T080000",
            ),
            "range",
        ),
    ],
)
def test_an_event_that_is_no_shift_says_why(lines, why):
    found = only(calendar("SUMMARY:x", *lines))
    assert isinstance(found, Unread) and (found.title, found.why) == ("x", why)


@pytest.mark.parametrize("raw", [b"", b"hello", b"\xff\xfe", b"BEGIN:VCALENDAR\nBEGIN:VEVENT"])
def test_a_file_that_is_no_calendar_is_refused(raw):
    with pytest.raises(NoPattern) as refused:
        read_calendar(raw, STOCKHOLM)
    assert refused.value.why == "file"


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(NoPattern) as refused:
        read_calendar(b"x" * 1_000_001, STOCKHOLM)
    assert refused.value.why == "size"
