"""A row of a queue as its reader reads it: words in their language, moments as they say them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from spoc.audit.activities import label
from spoc.kit.time import now, tenth
from spoc.people.models import Person
from spoc.people.models.person import hue_of, initials_of
from spoc.requests.models import SupportRequest
from spoc.requests.queries.shape import Cell, Shape
from spoc.requests.queries.time_left import TimeLeft, says, time_left
from spoc.requests.rules.lifecycle import OPEN
from spoc.requests.rules.triage import effective_priority
from spoc.service_levels.queries.clocks import Edition, hours_in
from spoc.service_levels.rules import Calendar
from spoc.ui import words
from spoc.ui.environment import for_the_reader

# so many languages and zones, each with some ten pages of a queue, of which a row takes 2 kB
WRITERS, ROWS = 8, 500
NO_HOURS: Edition = {"edition": "", "calendar": 0}


@dataclass(frozen=True, slots=True)
class Face:
    """Whoever is shown by initials on a hue."""

    name: str
    initials: str
    hue: int


@dataclass(frozen=True, slots=True)
class Row:
    """One request in a queue."""

    number: int
    reference: str
    title: str
    type: str
    type_label: str
    priority: int
    priority_label: str
    asked_by: str
    service: str
    assignee: Face | None
    assignee_id: int | None
    active: str
    active_at: str
    is_unread: bool
    bucket: str
    clock: TimeLeft | None
    due_at: str
    is_unroutable: bool
    cells: tuple[Cell, ...] = ()


class Told(NamedTuple):
    """All that a row tells of a request: one that was told before is not written anew."""

    pk: int
    title: str
    type: str
    status: str
    pending_reason: str
    priority: int
    is_major: bool
    used_mark: int
    due_at: datetime | None
    updated_at: datetime
    requester_spoke_at: datetime | None
    desk_spoke_at: datetime | None
    unroutable_at: datetime | None
    assignee: int | None
    assignee_name: str
    requester_name: str
    organisation_name: str | None
    service: str
    # the hours its promise runs in: as they are in this edition of this calendar
    edition: str
    calendar: int


AS_READ = itemgetter(
    *("id", "title", "type", "status", "pending_reason", "priority", "is_major", "used_mark"),
    *("due_at", "updated_at", "requester_spoke_at", "desk_spoke_at", "unroutable_at"),
    *("assignee_id", "assignee_name", "requester_name", "organisation_name"),
)


def rows_of(found: list[SupportRequest], shape: Shape) -> list[Row]:
    """Return requests as the rows of a list of this shape, as they are this ten seconds."""
    language = for_the_reader()["language"]
    written = _writer(tenth(now()), language, timezone.get_current_timezone())
    rows = [written(_told(each, language)) for each in found]
    if shape.group is None and not shape.columns:
        return rows
    return [
        replace(row, bucket=shape.bucket(each) or row.bucket, cells=shape.cells(each))
        for row, each in zip(rows, found, strict=True)
    ]


def _told(each: SupportRequest, language: str) -> Told:
    told = vars(each)
    service = (told["service_names"] or {}).get(language) or told["service_name"] or ""
    hours = told["due_hours"] or NO_HOURS
    return Told._make((*AS_READ(told), service, hours["edition"], hours["calendar"]))


def face_of(person: Person | None) -> Face | None:
    """Return how somebody is shown; None for nobody."""
    return _face(person.pk, person.name) if person else None


def _face(number: int, name: str) -> Face:
    return Face(name, initials_of(name), hue_of(number))


class _Writer:
    """Writes the rows of ten seconds for all who read one language in one zone."""

    def __init__(self, moment: datetime) -> None:
        self._moment, self._says, reader = moment, says(), for_the_reader()
        self._label: Callable[[str, object], str] = cache(label)
        self._say: Callable[[str], str] = cache(gettext)
        self._moment_of = cache(lambda at: words.moment_in_short(at, **reader))
        self._ago = cache(lambda at: words.ago(at, now=moment, **reader))

    def row(self, each: Told) -> Row:
        """Return a request as a row."""
        clock = time_left(each, _hours_of(each), self._moment, self._says)
        return Row(
            number=each.pk,
            reference=f"R-{each.pk}",
            title=each.title,
            type=each.type,
            type_label=self._label("request_type", each.type),
            priority=each.priority,
            priority_label=self._label("priority", each.priority),
            asked_by=", ".join(filter(None, (each.requester_name, each.organisation_name))),
            service=each.service or self._say(gettext_noop("No service yet")),
            assignee=_face(each.assignee, each.assignee_name) if each.assignee else None,
            assignee_id=each.assignee,
            active=" · ".join(filter(None, (self._waiting(each), self._ago(each.updated_at)))),
            active_at=self._moment_of(each.updated_at),
            is_unread=_is_unread(each),
            bucket=self._say(bucket_of(each)),
            clock=clock,
            due_at=self._moment_of(clock.due_at) if clock and clock.due_at else "",
            is_unroutable=each.status == "classified" and each.unroutable_at is not None,
        )

    def _waiting(self, each: Told) -> str:
        if each.status == "pending":
            return self._label("pending", each.pending_reason)
        if each.status == "in_progress":
            return ""
        return self._label("request_status", each.status)


@lru_cache(maxsize=WRITERS)
def _writer(moment: datetime, _language: str, _zone: tzinfo) -> Callable[[Told], Row]:
    """Return what writes rows for the one who reads, whose language and zone these are.

    The writer does not know that its rows are kept, so that they go as soon as it does.
    """
    return lru_cache(maxsize=ROWS)(_Writer(moment).row)


def _hours_of(each: Told) -> Calendar | None:
    hours: Edition = {"edition": each.edition, "calendar": each.calendar}
    return hours_in({each.pk: hours})[each.pk] if each.edition else None


def bucket_of(each: Told) -> str:
    """Return the group a request stands in, in the words that are translated."""
    if each.status == "pending":
        return gettext_noop("Waiting")
    if each.status == "resolved":
        return gettext_noop("Solved, to be confirmed")
    if each.status in ("closed", "rejected", "cancelled", "merged"):
        return gettext_noop("Over")
    is_first = each.is_major or effective_priority(each.priority, each.used_mark) <= 2
    if is_first:
        return gettext_noop("Critical, high or short of time")
    return gettext_noop("Medium and lower")


def _is_unread(each: Told) -> bool:
    spoke, answered = each.requester_spoke_at, each.desk_spoke_at
    return spoke is not None and (answered is None or spoke > answered) and each.status in OPEN
