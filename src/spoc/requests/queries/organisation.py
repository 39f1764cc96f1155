"""What was asked in the organisations somebody answers for: filtered, counted, and as a file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from spoc.catalogue.models import Service
from spoc.kit.keyset import page
from spoc.kit.text import one_line
from spoc.people.access import reach
from spoc.people.models import Organisation, Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.counts import capped, capped_count
from spoc.requests.queries.own import NUMBER, Listed, Row, row_of
from spoc.requests.queries.view_export import BYTE_ORDER_MARK, defused
from spoc.requests.rules import OPEN
from spoc.requests.words import STATUS

PAGE_SIZE = 20
LONGEST = 100
MOST_TAKEN = 5_000
# open; those that go on once somebody of theirs answers; over; all there are
SHOWS = ("open", "waiting", "over", "all")
STILL_OPEN = [str(status) for status in OPEN]
WAITS = Q(status="resolved") | Q(status="pending", pending_reason="customer")
SHOWN_WITH = ("requester", "assignee", "merged_into", "service", "organisation")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: which requests, with which words, about which service."""

    show: str = "open"
    words: str = ""
    service: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A request of the organisation's: as every list shows it, with what it is about and since."""

    row: Row
    service: str
    organisation: str


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Return the organisations somebody answers for, by name."""
    far = reach(person, "request", "R").organisations
    return Organisation.objects.filter(pk__in=far).order_by("name")


def organisation_rows(person: Person, asked: Asked) -> QuerySet[SupportRequest]:
    """Return what was asked in the organisations somebody answers for, as far as they may see."""
    rows = _all(person)
    if asked.service is not None:
        rows = rows.filter(service=asked.service)
    if said := one_line(asked.words, LONGEST).strip():
        rows = rows.filter(_with_words(said))
    return {
        "open": rows.filter(status__in=STILL_OPEN),
        "waiting": rows.filter(WAITS),
        "over": rows.exclude(status__in=STILL_OPEN),
    }.get(asked.show, rows)


def organisation_page(person: Person, asked: Asked, after: str | None) -> Listed:
    """Return a page of them, the newest first, in words that fit whoever did not ask."""
    rows = organisation_rows(person, asked).select_related(*SHOWN_WITH)
    found = page(rows, ("-pk",), size=PAGE_SIZE, after=after)
    return Listed([told(each).row for each in found.rows], found.next)


def counts_of(person: Person) -> dict[str, str]:
    """Return how many are open, and how many wait for somebody of theirs; no more than is shown."""
    rows = _all(person)
    return {
        "open": capped(capped_count(rows.filter(status__in=STILL_OPEN).order_by())),
        "waiting": capped(capped_count(rows.filter(WAITS).order_by())),
    }


def services_asked_about(person: Person) -> list[tuple[int, str]]:
    """Return the services that requests of the organisation are about, by name."""
    keys = _all(person).filter(service__isnull=False).order_by().values("service")
    rows = Service.objects.filter(pk__in=keys)
    return sorted(((each.pk, str(each)) for each in rows), key=lambda pair: pair[1])


def as_csv(person: Person, asked: Asked) -> Iterator[str]:
    """Write them as a table, at most so many, that no spreadsheet takes for formulas."""
    heads = (
        *(_("Number"), _("Title"), _("Who asked"), _("Organisation"), _("Service")),
        *(_("Status"), _("Asked on")),
    )
    yield BYTE_ORDER_MARK + _line(heads)
    rows = organisation_rows(person, asked).select_related(*SHOWN_WITH).order_by("-pk")
    for each in rows[:MOST_TAKEN].iterator(chunk_size=500):
        shown = told(each)
        yield _line(
            (
                *(shown.row.reference, shown.row.title, shown.row.requester),
                *(shown.organisation, shown.service, shown.row.standing),
                shown.row.asked_at.date().isoformat(),
            )
        )


def told(support_request: SupportRequest) -> Told:
    """Return a request as those who did not ask read it: nobody is told to answer themselves."""
    row = row_of(support_request)
    plain = Row(
        number=row.number,
        reference=row.reference,
        title=row.title,
        status=row.status,
        standing=str(STATUS[row.status]),
        next_step=row.next_step,
        asked_at=row.asked_at,
        requester=row.requester,
    )
    service, organisation = support_request.service, support_request.organisation
    return Told(plain, str(service or ""), str(organisation or ""))


def _all(person: Person) -> QuerySet[SupportRequest]:
    organisations = reach(person, "request", "R").organisations
    return access.visible_to(person).filter(organisation__in=organisations)


def _with_words(said: str) -> Q:
    number = NUMBER.fullmatch(said)
    named = Q(pk=int(number[1])) if number else Q(pk__in=[])
    return named | Q(title__icontains=said) | Q(requester__name__icontains=said)


def _line(cells: tuple[str, ...]) -> str:
    text = StringIO()
    csv.writer(text).writerow([defused(cell) for cell in cells])
    return text.getvalue()
