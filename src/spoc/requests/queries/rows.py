"""The requests of a queue, narrowed and paged: one query for all that its rows show."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import ExpressionWrapper, F, Q, QuerySet

from spoc.kit import keyset
from spoc.kit.quick import Known
from spoc.people.models import Person
from spoc.records.queries import watched
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.dispatch import UNROUTABLE
from spoc.requests.queries.queue_row import Row, rows_of
from spoc.requests.queries.reminders import put_off
from spoc.requests.queries.shape import Order, Shape
from spoc.requests.queries.slices import sliced
from spoc.requests.rules.lifecycle import OPEN, WORKED, Status
from spoc.service_levels.queries.clocks import hours_due

ORDER = SupportRequest.TRIAGE
TRIAGE, AS_EVERY_QUEUE = Order(), Shape()
PAGE = 50
SHOWN = (
    *("id", "title", "type", "status", "priority", "queue_rank", "pending_reason", "created_at"),
    *("updated_at", "requester_spoke_at", "desk_spoke_at", "used_mark", "due_at", "due_rank"),
    *("criticality", "vip_rank", "is_major", "unroutable_at", "assignee"),
)
# what is told of the records a request points at: a row needs their names, not the records
NAMED = {
    "requester_name": F("requester__name"),
    "organisation_name": F("organisation__name"),
    "assignee_name": F("assignee__name"),
    "service_name": F("service__name"),
    "service_names": ExpressionWrapper(F("service__names"), output_field=Known()),
    "due_hours": hours_due("request", "pk", "due_at"),
}


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

    @property
    def many(self) -> int:
        """How many rows it has."""
        return len(self.rows)


STATES = {
    "open": [str(status) for status in OPEN],
    "worked": [str(status) for status in WORKED],
    "waiting": ["pending"],
    "resolved": ["resolved"],
    "ended": ["closed", "rejected", "cancelled", "merged"],
    "any": [str(status) for status in Status],
}
# places whose requests are all in one state, and open
IN_ONE_STATE = ("new", "unroutable")


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
    if place in IN_ONE_STATE and filters.state == "open":
        # said twice, the database takes it for so much rarer that it sorts instead of stopping
        filters = replace(filters, state="any")
    return narrowed(rows, person, filters)


def narrowed(
    rows: QuerySet[SupportRequest], person: Person, filters: Filters
) -> QuerySet[SupportRequest]:
    """Return what the filters leave of the rows."""
    # what is in any state is not asked for it: an index that knows no state may have the rest
    if filters.state != "any":
        rows = rows.filter(status__in=STATES.get(filters.state, STATES["open"]))
    if filters.whose == "mine":
        rows = rows.filter(assignee=person)
    elif filters.whose == "unassigned":
        rows = rows.filter(assignee=None)
    exact = {"type": filters.type, "community__key": filters.community}
    exact |= {"service__key": filters.service, "priority": _digit(filters.priority)}
    exact |= {"team__tier": _digit(filters.tier)}
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
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
    read = named(rows, shape)
    page = keyset.page(order.on(read), order.names, size=max(PAGE, least), after=after)
    return QueuePage(rows_of(page.rows, shape), page.next, rows.count() if count is None else count)


def named(
    rows: QuerySet[SupportRequest], shape: Shape = AS_EVERY_QUEUE
) -> QuerySet[SupportRequest]:
    """Return the rows with what is told of the records they point at."""
    return read_for(rows, shape).annotate(**NAMED)


def read_for(rows: QuerySet[SupportRequest], shape: Shape) -> QuerySet[SupportRequest]:
    """Return the rows with all that a list of this shape shows of them, and no more."""
    shown = rows.select_related(*shape.joined) if shape.joined else rows
    return shown.only(*SHOWN, *shape.reads).prefetch_related(*shape.along)


def _digit(text: str) -> Any:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def neighbours(
    rows: QuerySet[SupportRequest], number: int, order: Order = TRIAGE
) -> tuple[int | None, int | None]:
    """Return the requests before and after this one in a queue, by its order."""
    here = place_of_row(number, order)
    if here is None:
        return None, None
    names, keys = order.names, order.on(rows).values_list("pk", flat=True)
    back, at = keyset.backwards(names), list(here.values())
    after = keys.filter(keyset.beyond(names, at)).order_by(*names).first()
    before = keys.filter(keyset.beyond(back, at)).order_by(*back).first()
    return before, after


def place_in(rows: QuerySet[SupportRequest], number: int, order: Order = TRIAGE) -> int:
    """Return how many rows of a queue stand before this request, whether it is in it or not."""
    here = place_of_row(number, order)
    if here is None:
        return 0
    before = keyset.beyond(keyset.backwards(order.names), list(here.values()))
    return order.on(rows).filter(before).order_by().count()


def place_of_row(number: int, order: Order) -> dict[str, Any] | None:
    """Return what the order asks of a request; None where there is none of this number."""
    names = [name.removeprefix("-") for name in order.names]
    return order.on(SupportRequest.objects.filter(pk=number)).values(*names).first()
