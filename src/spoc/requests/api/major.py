"""Major incidents as machines read them, and declaring and telling of them."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.activities.major import Declaration, Word
from spoc.requests.api.shapes import RecordOut, found
from spoc.requests.models import MajorIncident
from spoc.requests.queries.major import (
    SHOWN_WITH,
    Reached,
    affected_by,
    leaders,
    reached_by,
    updates_of,
)
from spoc.requests.rules.major import CRITERIA, STATES
from spoc.site.machines import Key, OneOf, PageIn, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

MOST_UPDATES = 200

StateCode = Annotated[str, OneOf(STATES)]
CriterionCode = Annotated[str, OneOf(CRITERIA)]
Text = Annotated[str, Field(max_length=10_000)]


class MajorOut(Schema):
    """A major incident, or what is proposed as one; its number is that of its request."""

    number: int
    title: str
    state: StateCode
    criteria: list[CriterionCode]
    reason: str
    service: RecordOut | None
    coordinator: RecordOut | None
    decision_reason: str
    next_update_at: datetime | None
    restored_at: datetime | None
    review_due_at: datetime | None
    affected: int


class MajorsOut(Schema):
    """A page of major incidents, and the mark of the next page."""

    items: list[MajorOut]
    next: str | None


class MajorsIn(PageIn):
    """What narrows the list; newest first."""

    state: StateCode | None = None


class UpdateOut(Schema):
    """Word that was given: what those affected read, by language, and how many it reached."""

    id: int
    at: datetime
    words: dict[str, str]
    internal: str
    told: int
    waits: int


class UpdatesOut(Schema):
    """Word that was given, the newest first."""

    items: list[UpdateOut]


class DeclarationIn(Schema):
    """Why it is a major incident, and who leads it: whoever is on duty where nobody is named."""

    reason: str = Field(min_length=1, max_length=300)
    coordinator: Key | None = None
    cadence_minutes: int | None = Field(None, ge=5, le=1440)


class WordIn(Schema):
    """Words to all affected, by language such as `en`, and words for the desk alone."""

    words: dict[str, Text] = Field({}, max_length=20)
    internal: Text = ""


@router.get("/majors", response=answers(MajorsOut))
def list_majors(request: HttpRequest, asked: Annotated[MajorsIn, Query()]) -> MajorsOut:
    """List the major incidents the caller may see, proposals among them."""
    rows = access.majors_visible_to(caller(request)).select_related(*SHOWN_WITH)
    if asked.state:
        rows = rows.filter(state=asked.state)
    shown, mark = page_of(rows, ("-pk",), asked)
    return MajorsOut(items=[_out(major) for major in shown], next=mark)


@router.get("/majors/{int:number}", response=answers(MajorOut))
def read_major(request: HttpRequest, number: int) -> MajorOut:
    """Read a major incident."""
    return _now(caller(request), number)


@router.get("/majors/{int:number}/updates", response=answers(UpdatesOut))
def list_major_updates(request: HttpRequest, number: int) -> UpdatesOut:
    """List the word that was given of a major incident."""
    major = find(access.majors_visible_to(caller(request)), number)
    rows = list(updates_of([major.pk])[:MOST_UPDATES])
    reached = reached_by(rows)
    return UpdatesOut(
        items=[
            UpdateOut(
                id=each.pk,
                at=each.at,
                words=each.words,
                internal=each.internal,
                told=reached.get(each.pk, Reached()).told,
                waits=reached.get(each.pk, Reached()).waits,
            )
            for each in rows
        ]
    )


@router.post("/requests/{int:number}/major", response=answers(MajorOut, 201))
def declare_major(request: HttpRequest, number: int, asked: DeclarationIn) -> Status[MajorOut]:
    """Declare a request a major incident."""
    by, row = caller(request), found(request, number)
    lead = named(leaders(), asked.coordinator, "coordinator")
    declaration = Declaration(asked.reason, lead, cadence_minutes=asked.cadence_minutes)
    activities.declare_major(row, by=by, declaration=declaration)
    return Status(201, _now(by, number))


@router.post("/majors/{int:number}/updates", response=answers(MajorOut, 201))
def update_major(request: HttpRequest, number: int, asked: WordIn) -> Status[MajorOut]:
    """Give word to all affected, each in their own request."""
    by = caller(request)
    major = find(access.majors_visible_to(by).select_related("support_request"), number)
    word = Word(asked.words, asked.internal)
    activities.update_major(major.support_request, by=by, word=word)
    return Status(201, _now(by, number))


def _now(by: Person, number: int) -> MajorOut:
    return _out(find(access.majors_visible_to(by).select_related(*SHOWN_WITH), number))


def _out(major: MajorIncident) -> MajorOut:
    support_request, lead = major.support_request, major.coordinator
    service = support_request.service
    return MajorOut(
        number=major.pk,
        title=support_request.title,
        state=major.state,
        criteria=major.criteria,
        reason=major.reason,
        service=RecordOut(id=service.pk, name=service.name) if service else None,
        coordinator=RecordOut(id=lead.pk, name=lead.name) if lead else None,
        decision_reason=major.decision_reason,
        next_update_at=major.next_update_at,
        restored_at=major.restored_at,
        review_due_at=major.review_due_at,
        affected=affected_by(support_request).count(),
    )
