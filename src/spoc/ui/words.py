"""How moments, sizes and names are written for a reader: relative days first, then dates."""

from datetime import date, datetime, timedelta, tzinfo
from zlib import crc32

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils.translation import gettext as _

HUES = 12
WRITTEN_AS = {"en": "en_GB", "sv": "sv_SE"}


def when(moment: datetime, *, now: datetime, zone: tzinfo, language: str) -> str:
    """Say a moment as people do: today 08:12, yesterday 08:12, Tuesday 08:12, 9 Nov."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    time = clock(local, language)
    match (today - local.date()).days:
        case 0:
            return _("today %(time)s") % {"time": time}
        case 1:
            return _("yesterday %(time)s") % {"time": time}
        case -1:
            return _("tomorrow %(time)s") % {"time": time}
        case days if 2 <= days <= 6:
            weekday = format_date(local, "EEEE", locale=locale_of(language))
            return _("%(weekday)s %(time)s") % {"weekday": weekday, "time": time}
    return day(moment, now=now, zone=zone, language=language)


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
        return format_date(local, "E", locale=locale_of(language))
    return day(moment, now=now, zone=zone, language=language)


def day(moment: datetime | date, *, now: datetime, zone: tzinfo, language: str) -> str:
    """Say the day of a moment: 9 Nov, and with the year when it is another."""
    local = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    same_year = local.year == now.astimezone(zone).year
    return format_date(local, "d MMM" if same_year else "d MMM y", locale=locale_of(language))


def moment_in_full(moment: datetime, *, zone: tzinfo, language: str) -> str:
    """Say a moment in full: Thursday 19 November 2026, 08:12."""
    local = moment.astimezone(zone)
    written = format_date(local, "EEEE d MMMM y", locale=locale_of(language))
    return f"{written}, {clock(local, language)}"


def clock(local: datetime, language: str) -> str:
    """Say the time of day: 08:12."""
    return format_time(local, "HH:mm", tzinfo=local.tzinfo, locale=locale_of(language))


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
