"""The clocks of a record, and those that are due to warn."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Model, QuerySet

from spoc.kit.nouns import noun_of
from spoc.service_levels import rules
from spoc.service_levels.models import Calendar, Clock


def clocks_of(subject: Model) -> QuerySet[Clock]:
    """Return the clocks of a record, the oldest first, with what they run by."""
    rows = Clock.objects.filter(noun=noun_of(subject).key, subject_id=subject.pk)
    rows = rows.select_related("agreement", "calendar").defer(*hours_of("calendar"))
    return rows.order_by("id")


def hours_of(calendar: str) -> list[str]:
    """Return the wide fields of a calendar that most readers do without.

    What they come to is remembered by edition, and read once.
    """
    return [f"{calendar}__{field}" for field in ("week", "exceptions", "day_names")]


def hours_until(noun: str, dues: Mapping[int, datetime]) -> dict[int, rules.Calendar]:
    """Return by which hours the promise runs that falls due then, by the key of its record."""
    rows = Clock.objects.filter(noun=noun, subject_id__in=dues.keys(), due_at__isnull=False)
    rows = rows.select_related("calendar").defer(*hours_of("calendar"))
    return {
        row.subject_id: row.calendar.hours for row in rows if row.due_at == dues[row.subject_id]
    }


def running_by(calendar: Calendar) -> Iterator[Clock]:
    """Walk the running clocks that count by a calendar."""
    rows = Clock.objects.filter(calendar=calendar, stopped_at=None).select_related("agreement")
    return rows.order_by("id").iterator(chunk_size=2000)


def due_to_warn(moment: datetime, count: int) -> QuerySet[Clock]:
    """Return the clocks with a warning that fell due before a moment, the longest due first."""
    rows = Clock.objects.filter(next_mark_at__lt=moment).order_by("next_mark_at", "id")
    return rows.only("noun", "subject_id")[:count]


def next_warning(subject: Model) -> datetime | None:
    """Return when the next warning of a record falls due."""
    marks = clocks_of(subject).exclude(next_mark_at=None).order_by("next_mark_at")
    return marks.values_list("next_mark_at", flat=True).first()


def still_due(clocks: Iterable[Clock], moment: datetime) -> QuerySet[Clock]:
    """Return those of the clocks whose warning nobody gave meanwhile, locked to be changed."""
    keys = [clock.pk for clock in clocks]
    rows = Clock.objects.filter(pk__in=keys, next_mark_at__lt=moment).order_by("next_mark_at", "id")
    rows = rows.select_related("calendar").defer(*hours_of("calendar"))
    return rows.select_for_update(of=("self",))
