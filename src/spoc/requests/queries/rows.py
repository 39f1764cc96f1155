"""The rows of a queue, ready to be drawn: one query, words already in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit import keyset
from spoc.people.models import Person
from spoc.records.queries import watched
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.dispatch import UNROUTABLE
from spoc.requests.queries.reminders import put_off
from spoc.requests.queries.shape import Cell, Order, Shape
from spoc.requests.queries.slices import sliced
from spoc.requests.queries.time_left import TimeLeft, times_left
from spoc.requests.rules.lifecycle import OPEN, WORKED, Status
from spoc.requests.rules.triage import effective_priority

ORDER = SupportRequest.TRIAGE
TRIAGE, AS_EVERY_QUEUE = Order(), Shape()
PAGE = 50
SHOWN = (
    *("id", "title", "type", "status", "priority", "queue_rank", "pending_reason", "created_at"),
    *("updated_at", "requester_spoke_at", "desk_spoke_at", "requester__name", "is_complaint"),
    *("used_mark", "due_at", "due_rank", "criticality", "vip_rank", "is_major", "unroutable_at"),
    *("requester__is_vip", "organisation__name", "assignee_id", "assignee__name", "is_restricted"),
)


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
    requester: str
    organisation: str
    service: str
    waiting: str
    assignee: Face | None
    assignee_id: int | None
    active_at: datetime
    created_at: datetime
    is_unread: bool
    bucket: str
    clock: TimeLeft | None
    is_major: bool
    is_unroutable: bool
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a queue; empty means any."""

    whose: str = "all"
    state: str = "open"
    type: str = ""
    community: str = ""
    service: str = ""
    priority: str = ""
    words: str = ""
    only: str = ""
    tier: str = ""
    sort: str = ""

    def chosen(self) -> dict[str, str]:
        """Return what differs from the plain queue, as an address has it."""
        plain = Filters()
        names = self.__dataclass_fields__
        return {n: getattr(self, n) for n in names if getattr(self, n) != getattr(plain, n)}


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Some rows of a queue in their buckets, the mark of the next page, and how many there are."""

    rows: list[Row]
    next: str | None
    count: int


STATES = {
    "open": [str(status) for status in OPEN],
    "worked": [str(status) for status in WORKED],
    "waiting": ["pending"],
    "resolved": ["resolved"],
    "ended": ["closed", "rejected", "cancelled", "merged"],
    "any": [str(status) for status in Status],
}


def queue(
    person: Person, place: str, team: int | None, filters: Filters
) -> QuerySet[SupportRequest]:
    """Return the requests of a queue: mine, watching, all, new, or a team's; within reach."""
    rows = access.workable_by(person) | access.readable_inside(person)
    if place == "watching":
        followed = watched("request", person).values("subject_id")
        rows = access.visible_to(person).filter(pk__in=followed)
    elif place == "mine":
        rows = rows.filter(assignee=person).exclude(pk__in=put_off(person))
    elif place == "snoozed":
        rows = access.visible_to(person).filter(pk__in=put_off(person))
    elif place == "new":
        rows = rows.filter(status="new")
    elif place == "unroutable":
        rows = rows.filter(UNROUTABLE)
    elif team is not None:
        rows = rows.filter(team=team)
    return narrowed(rows, person, filters)


def narrowed(
    rows: QuerySet[SupportRequest], person: Person, filters: Filters
) -> QuerySet[SupportRequest]:
    """Return what the filters leave of the rows."""
    rows = rows.filter(status__in=STATES.get(filters.state, STATES["open"]))
    if filters.whose == "mine":
        rows = rows.filter(assignee=person)
    elif filters.whose == "unassigned":
        rows = rows.filter(assignee=None)
    exact = {"type": filters.type, "community__key": filters.community}
    exact |= {"service__key": filters.service, "priority": _digit(filters.priority)}
    exact |= {"team__tier": _digit(filters.tier)}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    rows = sliced(rows, person, filters.only)
    if words := filters.words.strip()[:100]:
        rows = rows.filter(
            Q(title__icontains=words)
            | Q(requester__name__icontains=words)
            | Q(pk=_digit(words.upper().removeprefix("R-")) or 0)
        )
    return rows


def page_of(
    rows: QuerySet[SupportRequest],
    *,
    after: str | None,
    least: int = 0,
    count: int | None = None,
    shape: Shape = AS_EVERY_QUEUE,
) -> QueuePage:
    """Return one page of a queue in its order: with at least so many rows, if there are.

    The rows are counted unless somebody has.
    """
    order = shape.order
    page = keyset.page(
        order.on(read_for(rows, shape)), order.names, size=max(PAGE, least), after=after
    )
    clocks = times_left(page.rows)
    listed = [_row(each, clocks.get(each.pk), shape) for each in page.rows]
    return QueuePage(listed, page.next, rows.count() if count is None else count)


def read_for(rows: QuerySet[SupportRequest], shape: Shape) -> QuerySet[SupportRequest]:
    """Return the rows with all that a list of this shape shows of them, and no more."""
    joined = {"requester", "organisation", "assignee", "service", *shape.joined}
    shown = (*SHOWN, "service__name", "service__names", *shape.reads)
    return rows.select_related(*joined).only(*shown).prefetch_related(*shape.along)


def _row(each: SupportRequest, clock: TimeLeft | None, shape: Shape) -> Row:
    return Row(
        number=each.pk,
        reference=each.reference,
        title=each.title,
        type=each.type,
        type_label=label("request_type", each.type),
        priority=each.priority,
        priority_label=label("priority", each.priority),
        requester=each.requester.name,
        organisation=each.organisation.name if each.organisation else "",
        service=str(each.service) if each.service else _("No service yet"),
        waiting=_waiting(each),
        assignee=face_of(each.assignee),
        assignee_id=each.assignee_id,
        active_at=each.updated_at,
        created_at=each.created_at,
        is_unread=_is_unread(each),
        bucket=shape.bucket(each) or bucket_of(each),
        clock=clock,
        is_major=each.is_major,
        is_unroutable=each.status == "classified" and each.unroutable_at is not None,
        cells=shape.cells(each),
    )


def face_of(person: Person | None) -> Face | None:
    """Return how somebody is shown; None for nobody."""
    return Face(person.name, person.initials, person.hue) if person else None


def bucket_of(each: SupportRequest) -> str:
    """Return the words of the group a request stands in."""
    if each.status == "pending":
        return _("Waiting")
    if each.status == "resolved":
        return _("Solved, to be confirmed")
    if each.status in ("closed", "rejected", "cancelled", "merged"):
        return _("Over")
    is_first = each.is_major or effective_priority(each.priority, each.used_mark) <= 2
    return _("Critical, high or short of time") if is_first else _("Medium and lower")


def _waiting(each: SupportRequest) -> str:
    if each.status == "pending":
        return label("pending", each.pending_reason)
    return label("request_status", each.status) if each.status != "in_progress" else ""


def _is_unread(each: SupportRequest) -> bool:
    spoke, answered = each.requester_spoke_at, each.desk_spoke_at
    return spoke is not None and (answered is None or spoke > answered) and each.is_open


def _digit(text: str) -> Any:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def neighbours(
    rows: QuerySet[SupportRequest], number: int, order: Order = TRIAGE
) -> tuple[int | None, int | None]:
    """Return the requests before and after this one in a queue, by its order."""
    here = _here(number, order)
    if here is None:
        return None, None
    names, rows = order.names, order.on(rows)
    after = _beyond(rows, here, names).order_by(*names).values_list("pk", flat=True).first()
    back = [name[1:] if name.startswith("-") else f"-{name}" for name in names]
    before = _beyond(rows, here, back).order_by(*back).values_list("pk", flat=True).first()
    return before, after


def place_in(rows: QuerySet[SupportRequest], number: int, order: Order = TRIAGE) -> int:
    """Return how many rows of a queue stand before this request, whether it is in it or not."""
    here = _here(number, order)
    back = [name[1:] if name.startswith("-") else f"-{name}" for name in order.names]
    return _beyond(order.on(rows), here, back).order_by().count() if here else 0


def _here(number: int, order: Order) -> dict[str, Any] | None:
    names = [name.removeprefix("-") for name in order.names]
    return order.on(SupportRequest.objects.filter(pk=number)).values(*names).first()


def _beyond(
    rows: QuerySet[SupportRequest], here: dict[str, Any], order: Sequence[str]
) -> QuerySet[SupportRequest]:
    """Narrow to what comes after a place: further on at the first part that differs."""
    beyond, same = Q(pk__in=[]), Q()
    for each in order:
        name, side = each.removeprefix("-"), "lt" if each.startswith("-") else "gt"
        beyond |= same & Q(**{f"{name}__{side}": here[name]})
        same &= Q(**{name: here[name]})
    return rows.filter(beyond)
