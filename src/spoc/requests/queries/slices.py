"""The lists behind the figures of the live board, each named in one word of an address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractHour
from django.utils import timezone
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.rules.board import AGES, span_of
from spoc.requests.rules.tally import SOON_MARK
from spoc.requests.rules.triage import PAUSING
from spoc.requests.rules.words import PENDING_REASONS
from spoc.suppliers.access import visible_to as handovers_visible_to
from spoc.suppliers.rules import WITH_SUPPLIER

Rows = QuerySet[SupportRequest]
# a moment, or the place of one in a query that is worded once
Moment = Any


def sliced(rows: Rows, person: Person, only: str) -> Rows:
    """Return the rows a figure counts; all of them where the word names no figure."""
    name, _dash, rest = only.partition("-")
    cut = CUTS.get(name)
    return cut(rows, person, rest) if cut else rows


def slice_words(only: str) -> str:
    """Return what a figure counts, in the reader's words; empty where the word names none."""
    name, _dash, rest = only.partition("-")
    if name == "waits" and rest in PENDING_REASONS:
        return _("Waits for: %(reason)s") % {"reason": label("pending", rest)}
    hour = {"hour": f"{int(rest):02d}"} if rest.isdecimal() and int(rest) < 24 else None
    words = {
        "overdue": _("Overdue"),
        "soon": _("Due soon"),
        "due": _("With a promise running"),
        "in": _("Came in today, at %(hour)s") % hour if hour else _("Came in today"),
        "solved": _("Solved today, at %(hour)s") % hour if hour else _("Solved today"),
        "called": _("Called about today"),
        "new": _("Not classified"),
        "person": _("Of one person"),
        "out": _("With a supplier"),
    }
    return words.get(name, "")


def today() -> tuple[datetime, datetime]:
    """Return when the reader's day began, and when it ends."""
    return day_of(timezone.localtime(now()))


def day_of(here: datetime) -> tuple[datetime, datetime]:
    """Return when the day of a moment begins and ends, by the clock the moment is told by."""
    begins = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return begins, begins + timedelta(days=1)


def came(rows: Rows, begins: Moment, ends: Moment) -> Rows:
    """Return what was registered in a span of time."""
    return rows.filter(created_at__gte=begins, created_at__lt=ends)


def solved(rows: Rows, begins: Moment, ends: Moment) -> Rows:
    """Return what was solved in a span of time, and is so still."""
    return rows.filter(resolved_at__gte=begins, resolved_at__lt=ends)


def called(rows: Rows, begins: Moment, ends: Moment) -> Rows:
    """Return what somebody called about in a span of time, once for each call."""
    return rows.filter(
        contacts__interaction__channel="phone",
        contacts__interaction__is_incoming=True,
        contacts__interaction__started_at__gte=begins,
        contacts__interaction__started_at__lt=ends,
    )


def due() -> Q:
    """Return what has a promise running: what waits for the requester rests."""
    return Q(due_at__isnull=False) & ~Q(status="pending", pending_reason__in=PAUSING)


def overdue(moment: Moment | None = None) -> Q:
    """Return what is past its promise, now or at a moment."""
    # what fits fewest is asked first, here and below: all that is open is counted by it
    return Q(due_at__lt=moment or now()) & due()


def soon(moment: Moment | None = None) -> Q:
    """Return what has most of its time behind it, and some left."""
    return Q(used_mark__gte=SOON_MARK) & Q(due_at__gte=moment or now()) & due()


def unclassified(begins: Moment | None, ends: Moment) -> Q:
    """Return what nobody has classified since it was registered in a span of time."""
    since = Q(created_at__gt=begins) if begins else Q()
    return since & Q(created_at__lte=ends) & Q(status="new")


def _at_hour(rows: Rows, field: str, hour: str) -> Rows:
    if not hour.isdecimal():
        return rows
    here = timezone.get_current_timezone()
    return rows.alias(hour=ExtractHour(field, tzinfo=here)).filter(hour=int(hour[:2]))


def _with_supplier(rows: Rows, person: Person, key: str) -> Rows:
    states = [state.value for state in WITH_SUPPLIER]
    out = handovers_visible_to(person).filter(noun="request", state__in=states)
    chosen = out.filter(supplier__key=key) if key else out
    return rows.filter(pk__in=chosen.values("subject_id"))


def _digits(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


CUTS: dict[str, Callable[[Rows, Person, str], Rows]] = {
    "overdue": lambda rows, person, rest: rows.filter(overdue()),
    "soon": lambda rows, person, rest: rows.filter(soon()),
    "due": lambda rows, person, rest: rows.filter(due()),
    "in": lambda rows, person, rest: _at_hour(came(rows, *today()), "created_at", rest),
    "solved": lambda rows, person, rest: _at_hour(solved(rows, *today()), "resolved_at", rest),
    # a call may be the second about the same request: each is in the list once
    "called": lambda rows, person, rest: rows.filter(pk__in=called(rows, *today()).values("pk")),
    "waits": lambda rows, person, rest: rows.filter(status="pending", pending_reason=rest),
    "new": lambda rows, person, rest: rows.filter(
        unclassified(*span_of(rest, now())) if rest in AGES else Q(status="new")
    ),
    "person": lambda rows, person, rest: rows.filter(assignee=_digits(rest)),
    "out": _with_supplier,
}
