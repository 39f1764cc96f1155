"""The clocks of a record, and those that are due to warn."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from spoc.kit.nouns import noun_of
from spoc.kit.prepared import Place, Prepared
from spoc.kit.quick import Known
from spoc.service_levels import rules
from spoc.service_levels.models import Calendar, Clock
from spoc.service_levels.models.calendar import known_hours


class Edition(TypedDict):
    """A calendar as it was written at one time."""

    calendar: int
    edition: str


def clocks_of(subject: Model) -> QuerySet[Clock]:
    """Return the clocks of a record, the oldest first, with what they run by."""
    rows = Clock.objects.filter(noun=noun_of(subject).key, subject_id=subject.pk)
    return _with_terms(rows)


def known_clocks(subject: Model) -> list[Clock]:
    """Return the clocks of a record, read."""
    return _clocks_on(noun_of(subject).key, subject.pk)


@Prepared
def _clocks_on(noun: Place, pk: Place) -> QuerySet[Clock]:
    return _with_terms(Clock.objects.filter(noun=noun, subject_id=pk))


def _with_terms(rows: QuerySet[Clock]) -> QuerySet[Clock]:
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


def hours_due(noun: str, key: str, due: str) -> Subquery:
    """Return, for a query of such records, by which calendar's edition each is due when it is."""
    clocks = Clock.objects.filter(noun=noun, subject_id=OuterRef(key), due_at=OuterRef(due))
    edition = JSONObject(calendar="calendar_id", edition="calendar__edition")
    return Subquery(clocks.order_by("-id").values_list(edition)[:1], output_field=Known())


def hours_in(found: Mapping[int, Edition]) -> dict[int, rules.Calendar]:
    """Return the hours of the editions that were found, by the key of the record due by them.

    What an edition comes to is remembered: a calendar is read where it is not known yet.
    """
    editions = {each["edition"]: each["calendar"] for each in found.values()}
    known = {edition: known_hours(pk, UUID(edition)) for edition, pk in editions.items()}
    hours = {
        edition: each or Calendar.objects.get(pk=editions[edition]).hours
        for edition, each in known.items()
    }
    return {key: hours[each["edition"]] for key, each in found.items()}


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
