"""A person's own requests as they read them, and those of the organisation they answer for."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from spoc.kit.keyset import Page, cut, page
from spoc.kit.text import one_line
from spoc.people.access import reach
from spoc.people.models import Person
from spoc.records.queries import watched
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.standing import next_step, standing
from spoc.requests.rules import OPEN

PAGE_SIZE = 20
AT_HOME = 5
ALIKE_FROM = 0.45
MOST_ALIKE = 3
MOST_FOUND = 5
COMPARED = 300
# with its letter or without, and never longer than a key
NUMBER = re.compile(r"(?:R-?)?(\d{1,18})", re.IGNORECASE)
# those still open first
BY_OPENNESS = ("is_over", "-pk")
STILL_OPEN = [str(status) for status in OPEN]


@dataclass(frozen=True, slots=True)
class Row:
    """A request in a list of the requester's: which, how it stands, and what comes next."""

    number: int
    reference: str
    title: str
    status: str
    standing: str
    next_step: str
    asked_at: datetime
    requester: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Some rows, and the mark the next ones follow; None at the end."""

    rows: list[Row]
    next: str | None


def own(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests that are the person's affair: theirs, for them, or copied to them."""
    copied = watched("request", person).filter(is_copied=True).values_list("subject_id", flat=True)
    theirs = Q(requester=person) | Q(on_behalf_of=person) | Q(pk__in=list(copied))
    return access.visible_to(person).filter(theirs)


def own_listed(person: Person, *, after: str | None = None, size: int = PAGE_SIZE) -> Listed:
    """Return a page of the person's own requests, those still open first."""
    return _listed(page(_by_openness(own(person)), BY_OPENNESS, size=size, after=after))


def rows_at_home(own_ones: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    """Return the first of somebody's own requests as the front page lists them, and one more."""
    return _by_openness(own_ones).order_by(*BY_OPENNESS)[: AT_HOME + 1]


def listed_at_home(found: list[SupportRequest]) -> Listed:
    """Return what was read for the front page as its list."""
    return _listed(cut(found, BY_OPENNESS, AT_HOME))


def answers_for_organisation(person: Person) -> bool:
    """Tell whether the person may read what others of an organisation asked."""
    return bool(reach(person, "request", "R").organisations)


def alike(person: Person, words: str) -> list[Row]:
    """Return the person's own open requests whose title is like the words."""
    said = one_line(words, COMPARED)
    if len(said) < 3:
        return []
    close = Greatest(TrigramSimilarity("title", said), TrigramWordSimilarity(said, "title"))
    rows = _told(own(person)).filter(status__in=STILL_OPEN).annotate(close=close)
    return [row_of(r) for r in rows.filter(close__gte=ALIKE_FROM).order_by("-close")[:MOST_ALIKE]]


def found(person: Person, words: str, *, limit: int = MOST_FOUND) -> list[Row]:
    """Return the person's own requests that have this number, or words like these in the title."""
    said = one_line(words, COMPARED)
    rows = _told(own(person))
    if number := NUMBER.fullmatch(said.strip()):
        return [row_of(each) for each in rows.filter(pk=int(number[1]))]
    if len(said) < 3:
        return []
    close = Greatest(TrigramSimilarity("title", said), TrigramWordSimilarity(said, "title"))
    near = rows.annotate(close=close).filter(Q(close__gte=ALIKE_FROM) | Q(title__icontains=said))
    return [row_of(each) for each in near.order_by("-close", "-pk")[:limit]]


def needing(person: Person, *, limit: int = MOST_FOUND) -> QuerySet[SupportRequest]:
    """Return the person's own requests that go on once they answer, or say that it works."""
    theirs = Q(requester=person) | Q(on_behalf_of=person)
    waits = Q(status="resolved") | Q(status="pending", pending_reason="customer")
    rows = access.visible_to(person).filter(theirs, waits)
    return _told(rows).order_by("-pk")[:limit]


def row_of(support_request: SupportRequest) -> Row:
    """Return a request as one line of a list."""
    return Row(
        number=support_request.pk,
        reference=support_request.reference,
        title=support_request.title,
        status=support_request.status,
        standing=standing(support_request),
        next_step=next_step(support_request),
        asked_at=support_request.created_at,
        requester=support_request.requester.name,
    )


def _listed(found: Page[SupportRequest]) -> Listed:
    return Listed([row_of(support_request) for support_request in found.rows], found.next)


def _by_openness(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    is_over = Case(When(status__in=STILL_OPEN, then=Value(0)), default=Value(1))
    return _told(rows).annotate(is_over=is_over)


def _told(rows: QuerySet[SupportRequest]) -> QuerySet[SupportRequest]:
    return rows.select_related("requester", "assignee", "merged_into")
