"""What comes back: its moments, and which of it is due."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice

from django.db.models import QuerySet

from spoc.kit.zones import zone
from spoc.requests.models import Recurrence
from spoc.requests.rules.recurrence import Series, always, moments
from spoc.service_levels.models import Calendar

PREVIEWED = 5


def open_days(calendar: Calendar | None) -> Callable[[date], bool]:
    """Return how to tell whether a calendar is open on a day; without one every day is."""
    if calendar is None:
        return always
    hours = calendar.hours
    return lambda day: bool(hours.windows_on(day))


def series_of(recurrence: Recurrence) -> Series:
    """Return what comes back as the rules read it."""
    return Series(
        rule=recurrence.rule,
        start=recurrence.starts_at,
        zone=zone(recurrence.zone),
        when_closed=recurrence.when_closed,
        is_open=open_days(recurrence.calendar),
    )


def next_moment(recurrence: Recurrence, after: datetime) -> datetime | None:
    """Return when it comes back next; None where it never does again."""
    return next(moments(series_of(recurrence), after), None)


def next_moments(recurrence: Recurrence, after: datetime) -> list[datetime]:
    """Return the next few moments."""
    return list(islice(moments(series_of(recurrence), after), PREVIEWED))


def recurrences_due(moment: datetime) -> QuerySet[Recurrence]:
    """Return what is to be registered by now, the longest due first."""
    return Recurrence.objects.filter(state="active", next_at__lte=moment).order_by("next_at")
