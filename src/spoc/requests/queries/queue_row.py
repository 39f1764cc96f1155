"""A row of a queue as its reader reads it: words in their language, moments as they say them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext, gettext_noop

from spoc.audit.activities import label
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.models.person import hue_of, initials_of
from spoc.requests.models import SupportRequest
from spoc.requests.queries.shape import Cell, Shape
from spoc.requests.queries.time_left import TimeLeft, times_left_by
from spoc.requests.rules.triage import effective_priority
from spoc.service_levels.queries.clocks import hours_in
from spoc.ui import words
from spoc.ui.environment import for_the_reader


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


def rows_of(found: list[SupportRequest], shape: Shape) -> list[Row]:
    """Return requests as the rows of a list of this shape; what many say is looked up once."""
    editions = {each.pk: vars(each)["due_hours"] for each in found}
    hours = hours_in({number: edition for number, edition in editions.items() if edition})
    clocks = times_left_by(found, hours)
    writer = _Writer(shape)
    return [writer.row(each, clocks.get(each.pk)) for each in found]


def face_of(person: Person | None) -> Face | None:
    """Return how somebody is shown; None for nobody."""
    return _face(person.pk, person.name) if person else None


def _face(number: int, name: str) -> Face:
    return Face(name, initials_of(name), hue_of(number))


class _Writer:
    """Writes the rows of one page."""

    def __init__(self, shape: Shape) -> None:
        self._shape, self._moment = shape, now()
        self._reader = for_the_reader()
        self._label: Callable[[str, object], str] = cache(label)
        self._say: Callable[[str], str] = cache(gettext)
        self._moment_of = cache(lambda at: words.moment_in_short(at, **self._reader))
        self._ago = cache(lambda at: words.ago(at, now=self._moment, **self._reader))
        self._face = cache(lambda pk, name: _face(pk, name) if pk else None)

    def row(self, each: SupportRequest, clock: TimeLeft | None) -> Row:
        """Return a request as a row."""
        told = vars(each)
        names = told["service_names"] or {}
        service = names.get(self._reader["language"], told["service_name"])
        asked_by = (told["requester_name"], told["organisation_name"])
        return Row(
            number=each.pk,
            reference=each.reference,
            title=each.title,
            type=each.type,
            type_label=self._label("request_type", each.type),
            priority=each.priority,
            priority_label=self._label("priority", each.priority),
            asked_by=", ".join(filter(None, asked_by)),
            service=service or self._say(gettext_noop("No service yet")),
            assignee=self._face(each.assignee_id, told["assignee_name"]),
            assignee_id=each.assignee_id,
            active=" · ".join(filter(None, (self._waiting(each), self._ago(each.updated_at)))),
            active_at=self._moment_of(each.updated_at),
            is_unread=_is_unread(each),
            bucket=self._shape.bucket(each) or self._say(bucket_of(each)),
            clock=clock,
            due_at=self._moment_of(clock.due_at) if clock and clock.due_at else "",
            is_unroutable=each.status == "classified" and each.unroutable_at is not None,
            cells=self._shape.cells(each),
        )

    def _waiting(self, each: SupportRequest) -> str:
        if each.status == "pending":
            return self._label("pending", each.pending_reason)
        if each.status == "in_progress":
            return ""
        return self._label("request_status", each.status)


def bucket_of(each: SupportRequest) -> str:
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


def _is_unread(each: SupportRequest) -> bool:
    spoke, answered = each.requester_spoke_at, each.desk_spoke_at
    return spoke is not None and (answered is None or spoke > answered) and each.is_open
