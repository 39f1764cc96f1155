"""The lists behind the figures of the live board, each named in one word of an address."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractHour
from django.utils import timezone
from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.time_left import SOON_MARK
from spoc.requests.rules.board import AGES, span_of
from spoc.requests.rules.triage import PAUSING
from spoc.requests.rules.words import PENDING_REASONS
from spoc.suppliers.access import visible_to as handovers_visible_to
from spoc.suppliers.rules import WITH_SUPPLIER

Rows = QuerySet[SupportRequest]


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


def today() -> datetime:
    """Return when the reader's day began."""
    return timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)


def came_today(rows: Rows) -> Rows:
    """Return what was registered today; whatever was, was changed today: that has an index."""
    return rows.filter(updated_at__gte=today(), created_at__gte=today())


def solved_today(rows: Rows) -> Rows:
    """Return what was solved today, found as what came in is."""
    return rows.filter(updated_at__gte=today(), resolved_at__gte=today())


def called_today(rows: Rows) -> Rows:
    """Return what somebody called about today, once for each call."""
    return rows.filter(
        contacts__interaction__channel="phone",
        contacts__interaction__is_incoming=True,
        contacts__interaction__started_at__gte=today(),
    )


def due() -> Q:
    """Return what has a promise running: what waits for the requester rests."""
    return Q(due_at__isnull=False) & ~Q(status="pending", pending_reason__in=PAUSING)


def overdue() -> Q:
    """Return what is past its promise."""
    return due() & Q(due_at__lt=now())


def soon() -> Q:
    """Return what has most of its time behind it, and some left."""
    return due() & Q(due_at__gte=now(), used_mark__gte=SOON_MARK)


def unclassified(age: str) -> Q:
    """Return what nobody has classified for so long."""
    begins, ends = span_of(age, now())
    since = Q(created_at__gt=begins) if begins else Q()
    return Q(status="new", created_at__lte=ends) & since


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
    "in": lambda rows, person, rest: _at_hour(came_today(rows), "created_at", rest),
    "solved": lambda rows, person, rest: _at_hour(solved_today(rows), "resolved_at", rest),
    # a call may be the second about the same request: each is in the list once
    "called": lambda rows, person, rest: rows.filter(pk__in=called_today(rows).values("pk")),
    "waits": lambda rows, person, rest: rows.filter(status="pending", pending_reason=rest),
    "new": lambda rows, person, rest: rows.filter(
        unclassified(rest) if rest in AGES else Q(status="new")
    ),
    "person": lambda rows, person, rest: rows.filter(assignee=_digits(rest)),
    "out": _with_supplier,
}
