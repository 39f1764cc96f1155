"""How moments, sizes and names are written for a reader: relative days first, then dates."""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from zlib import crc32

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

HUES = 12
WRITTEN_AS = {"en": "en_GB", "sv": "sv_SE"}


def when(moment: datetime, *, now: datetime, zone: tzinfo, language: str) -> str:
    """Say a moment as people do: today 08:12, yesterday 08:12, Tuesday 08:12, 9 Nov."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    near = _near(local.date(), clock(local), today, language)
    return near or day(moment, now=now, zone=zone, language=language)


def span(begins: datetime, ends: datetime, *, now: datetime, zone: tzinfo, language: str) -> str:
    """Say from when until when: tomorrow 18:00–20:00, 25 Nov, 22:00 – 26 Nov, 02:00."""
    first, last = begins.astimezone(zone), ends.astimezone(zone)
    today = now.astimezone(zone).date()

    def said(local: datetime, time: str) -> str:
        far = day(local, now=now, zone=zone, language=language)
        return _near(local.date(), time, today, language) or f"{far}, {time}"

    if first.date() == last.date():
        return said(first, f"{clock(first)}–{clock(last)}")
    return f"{said(first, clock(first))} – {said(last, clock(last))}"


def _near(day: date, time: str, today: date, language: str) -> str:
    """Say a time of a day that is called by how near it is; nothing where it is further off."""
    match (today - day).days:
        case 0:
            return _("today %(time)s") % {"time": time}
        case 1:
            return _("yesterday %(time)s") % {"time": time}
        case -1:
            return _("tomorrow %(time)s") % {"time": time}
        case days if 2 <= days <= 6:
            weekday = written(day, "EEEE", language)
            return _("%(weekday)s %(time)s") % {"weekday": weekday, "time": time}
    return ""


def ago(moment: datetime, *, now: datetime, zone: tzinfo, language: str) -> str:
    """Say how long ago in the least room: now, 6 min, 2 h, yesterday, Tue, 9 Nov."""
    passed = now - moment
    if passed < timedelta(minutes=1):
        return _("now")
    if passed < timedelta(hours=1):
        return _("%(count)s min") % {"count": passed.seconds // 60}
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if local == today or passed < timedelta(hours=6):
        return _("%(count)s h") % {"count": passed.seconds // 3600}
    if today - local == timedelta(days=1):
        return _("yesterday")
    if today - local < timedelta(days=7):
        return written(local, "E", language)
    return day(moment, now=now, zone=zone, language=language)


def day(moment: datetime | date, *, now: datetime, zone: tzinfo, language: str) -> str:
    """Say the day of a moment: 9 Nov, and with the year when it is another."""
    local = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    same_year = local.year == now.astimezone(zone).year
    return written(local, "d MMM" if same_year else "d MMM y", language)


def moment_in_full(moment: datetime, *, zone: tzinfo, language: str) -> str:
    """Say a moment in full: Thursday 19 November 2026, 08:12."""
    local = moment.astimezone(zone)
    return f"{written(local.date(), 'EEEE d MMMM y', language)}, {clock(local)}"


def moment_in_short(moment: datetime, *, zone: tzinfo, language: str) -> str:
    """Say a moment whole, in the least room: Thu 19 Nov 2026, 08:12."""
    local = moment.astimezone(zone)
    return f"{written(local.date(), 'E d MMM y', language)}, {clock(local)}"


def clock(local: datetime) -> str:
    """Say the time of day, as English and Swedish both write it: 08:12."""
    return f"{local:%H:%M}"


# a page says the same few days over and over
@lru_cache(maxsize=2000)
def written(day: date, pattern: str, language: str) -> str:
    """Write a day by a pattern of Babel's, such as 25 Nov.

    A shortened month has no dot of its own in Swedish either: a sentence that ends with it would
    end with two.
    """
    return format_date(day, pattern, locale=locale_of(language)).replace(".", "")


def size(bytes_count: int, *, language: str) -> str:
    """Say how large a file is: 212 kB, 1.4 MB."""
    amount, unit = float(bytes_count), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    pattern = "#,##0.#" if unit in ("MB", "GB") and amount < 10 else "#,##0"
    return f"{format_decimal(amount, format=pattern, locale=locale_of(language))} {unit}"


def hue(text: str) -> int:
    """Give a text one of twelve hues, always the same.

    >>> hue("Karin Holm") == hue("Karin Holm")
    True
    """
    return crc32(text.encode()) % HUES


def initials(name: str) -> str:
    """Take the first letters of the first and the last name.

    >>> initials("Anna Karin Holm")
    'AH'
    """
    words = name.split() or ["?"]
    ends = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


def locale_of(language: str) -> str:
    """Give the locale whose forms a language is written in."""
    return WRITTEN_AS.get(language.split("-")[0], "en_GB")
