"""The library for machines: contributed, decided on, and cited by articles."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.knowledge import access, activities
from spoc.knowledge.activities import Citation
from spoc.knowledge.api.article_shapes import ONE, Keys, article_of
from spoc.knowledge.models import Reference
from spoc.knowledge.rules import REFERENCE_KINDS, REFERENCE_STATES
from spoc.site.machines import OneOf, PageIn, Walk, Whole, all_named, answers, find, page_of
from spoc.site.tokens import caller

router = Router()
NEWEST = ("-contributed_at", "-id")
BOOK = "/references/{int:reference}"
Kind = Annotated[str, OneOf(REFERENCE_KINDS)]
State = Annotated[str, OneOf(REFERENCE_STATES)]
Line = Annotated[str, Field(max_length=300)]


class ReferenceIn(Schema):
    """What others wrote: what it is, whose, where it is found, and what it is good for."""

    kind: Kind
    title: Annotated[str, Field(min_length=1, max_length=300)]
    authors: Line = ""
    publisher: Annotated[str, Field(max_length=200)] = ""
    year: Annotated[Whole, Field(ge=1, le=9999)] | None = None
    identifier: Annotated[str, Field(max_length=80)] = ""
    address: Annotated[str, Field(max_length=500)] = ""
    why: Annotated[str, Field(max_length=2_000)] = ""
    services: Keys = []


class ReferenceOut(Schema):
    """One of the library, or proposed for it; declined, it says why."""

    id: int
    kind: Kind
    title: str
    authors: str
    publisher: str
    year: int | None
    identifier: str
    address: str
    why: str
    state: State
    contributed_by: int
    contributed_at: datetime
    reason: str


class ReferencesIn(PageIn):
    """Which of them."""

    state: State | None = None
    kind: Kind | None = None


class ReferencesOut(Schema):
    """A page of the library, the newest first, and the mark of the next page."""

    items: list[ReferenceOut]
    next: str | None


class ReferenceDecisionIn(Schema):
    """Whether it is taken into the library, and why not."""

    is_approved: bool
    reason: Line = ""


@router.get("/references", response=answers(ReferencesOut))
def list_references(request: HttpRequest, asked: Annotated[ReferencesIn, Query()]) -> ReferencesOut:
    """List the library, and one's own proposals for it."""
    rows = access.references_visible_to(caller(request))
    rows = rows.filter(state=asked.state) if asked.state else rows
    return _listed(rows.filter(kind=asked.kind) if asked.kind else rows, asked)


@router.post("/references", response=answers(ReferenceOut, 201))
def contribute_reference(request: HttpRequest, asked: ReferenceIn) -> Status[ReferenceOut]:
    """Propose something for the library."""
    by, said = caller(request), asked.model_dump(exclude={"services"})
    services = tuple(all_named(access.services_shown(by), asked.services, "services"))
    citation = Citation(**said, services=services)
    return Status(201, _out(activities.contribute_reference(by, by=by, citation=citation)))


@router.get(BOOK, response=answers(ReferenceOut))
def read_reference(request: HttpRequest, reference: int) -> ReferenceOut:
    """Read what is known of one of the library."""
    return _out(_found(request, reference))


@router.post(f"{BOOK}/decision", response=answers(ReferenceOut))
def decide_reference(
    request: HttpRequest, reference: int, asked: ReferenceDecisionIn
) -> ReferenceOut:
    """Take it into the library, or say why not."""
    row, by = _found(request, reference), caller(request)
    done = activities.decide_reference(
        row, by=by, is_approved=asked.is_approved, reason=asked.reason
    )
    return _out(done)


@router.get(f"{ONE}/references", response=answers(ReferencesOut))
def list_article_references(request: HttpRequest, article: int, walk: Walk) -> ReferencesOut:
    """List what an article leans on."""
    row = article_of(request, article)
    return _listed(access.references_visible_to(caller(request)).filter(articles=row), walk)


@router.put(f"{ONE}/references/{{int:reference}}", response=answers(None, 204))
def cite_reference(request: HttpRequest, article: int, reference: int) -> Status[None]:
    """Let an article lean on it."""
    return _cite(request, article, reference, is_cited=True)


@router.delete(f"{ONE}/references/{{int:reference}}", response=answers(None, 204))
def uncite_reference(request: HttpRequest, article: int, reference: int) -> Status[None]:
    """Let an article lean on it no longer."""
    return _cite(request, article, reference, is_cited=False)


def _cite(request: HttpRequest, article: int, reference: int, *, is_cited: bool) -> Status[None]:
    row, by = article_of(request, article), caller(request)
    book = _found(request, reference)
    activities.cite_reference(row, by=by, reference=book, is_cited=is_cited)
    return Status(204, None)


def _found(request: HttpRequest, pk: int) -> Reference:
    row: Reference = find(access.references_visible_to(caller(request)), pk)
    return row


def _listed(rows: QuerySet[Reference], asked: PageIn) -> ReferencesOut:
    found, mark = page_of(rows, NEWEST, asked)
    return ReferencesOut(items=[_out(each) for each in found], next=mark)


def _out(row: Reference) -> ReferenceOut:
    names = ("kind", "title", "authors", "publisher", "year", "identifier", "address", "why")
    said = {name: getattr(row, name) for name in (*names, "state", "contributed_at", "reason")}
    return ReferenceOut(id=row.pk, contributed_by=row.contributed_by_id, **said)
