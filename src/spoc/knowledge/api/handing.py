"""Knowledge handed to people who prove that they have it, and the gaps that are filled."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.knowledge import access, activities
from spoc.knowledge.activities import Asked
from spoc.knowledge.api.article_shapes import ONE, article_of
from spoc.knowledge.models import Miss, Transfer
from spoc.knowledge.rules import TRANSFER_STATES
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Language
from spoc.site.machines import (
    Day,
    Key,
    OneOf,
    PageIn,
    Walk,
    all_named,
    answers,
    find,
    named,
    page_of,
)
from spoc.site.tokens import caller

router = Router()
TRANSFER = "/transfers/{int:transfer}"
State = Annotated[str, OneOf(TRANSFER_STATES)]


class TransferIn(Schema):
    """Whom an article is handed to, and the question whose answer shows that they know it."""

    people: Annotated[list[Key], Field(min_length=1, max_length=50)]
    question: Annotated[str, Field(max_length=300)]
    due_on: Day


class ProofIn(Schema):
    """That one has read it, and the answer to the question."""

    answer: Annotated[str, Field(max_length=2_000)]
    has_read: bool


class TransferOut(Schema):
    """An article handed to somebody; the answer once it is given."""

    id: int
    article: int
    person: int
    asked_by: int
    question: str
    state: State
    asked_at: datetime
    due_on: date
    answer: str
    proven_at: datetime | None


class TransfersIn(PageIn):
    """Which of them: in this state, handed to this person."""

    state: State | None = None
    person: Key | None = None


class TransfersOut(Schema):
    """A page of what was handed on, the newest first, and the mark of the next page."""

    items: list[TransferOut]
    next: str | None


class MissOut(Schema):
    """Words somebody sought by in vain, how often, and which article answers them now."""

    id: int
    words: str
    language: Annotated[str, OneOf(tuple(Language.values))]
    times: int
    last_at: datetime
    article: int | None


class MissesOut(Schema):
    """A page of gaps, those sought most often first, and the mark of the next page."""

    items: list[MissOut]
    next: str | None


class FillIn(Schema):
    """Which article answers it; none, and it is asked for again."""

    article: Key | None = None


@router.post(f"{ONE}/transfers", response=answers(TransfersOut, 201))
def transfer_article(request: HttpRequest, article: int, asked: TransferIn) -> Status[TransfersOut]:
    """Hand an article to people of the desk; whom it waits for already is not asked twice."""
    row, by = article_of(request, article), caller(request)
    people = tuple(all_named(people_visible_to(by), asked.people, "people"))
    question = Asked(asked.question, asked.due_on)
    made = activities.transfer_article(row, by=by, people=people, asked=question)
    return Status(201, TransfersOut(items=[_transfer(each) for each in made], next=None))


@router.get("/transfers", response=answers(TransfersOut))
def list_transfers(request: HttpRequest, asked: Annotated[TransfersIn, Query()]) -> TransfersOut:
    """List what was handed to whom: one's own, all to who hands knowledge on."""
    rows = access.transfers_visible_to(caller(request))
    rows = rows.filter(state=asked.state) if asked.state else rows
    rows = rows.filter(person=asked.person) if asked.person else rows
    found, mark = page_of(rows, ("-id",), asked)
    return TransfersOut(items=[_transfer(each) for each in found], next=mark)


@router.post(f"{TRANSFER}/proof", response=answers(TransferOut))
def prove_transfer(request: HttpRequest, transfer: int, asked: ProofIn) -> TransferOut:
    """Say that one has read it, and answer what was asked."""
    row, by = _found(request, transfer), caller(request)
    done = activities.prove_transfer(row, by=by, answer=asked.answer, has_read=asked.has_read)
    return _transfer(done)


@router.post(f"{TRANSFER}/withdrawal", response=answers(TransferOut))
def withdraw_transfer(request: HttpRequest, transfer: int) -> TransferOut:
    """Ask somebody no longer to prove that they know it."""
    by = caller(request)
    return _transfer(activities.withdraw_transfer(_found(request, transfer), by=by))


@router.get("/misses", response=answers(MissesOut))
def list_misses(request: HttpRequest, walk: Walk) -> MissesOut:
    """List the words that found nothing; nobody is named."""
    found, mark = page_of(access.misses_visible_to(caller(request)), ("-times", "-id"), walk)
    return MissesOut(items=[_miss(each) for each in found], next=mark)


@router.put("/misses/{int:gap}/article", response=answers(MissOut))
def fill_miss(request: HttpRequest, gap: int, asked: FillIn) -> MissOut:
    """Say which article answers words that found nothing."""
    by = caller(request)
    row: Miss = find(access.misses_visible_to(by), gap)
    article = named(access.visible_to(by), asked.article, "article")
    return _miss(activities.fill_miss(row, by=by, article=article))


def _found(request: HttpRequest, pk: int) -> Transfer:
    rows = access.transfers_visible_to(caller(request)).select_related("article", "person")
    row: Transfer = find(rows, pk)
    return row


def _transfer(row: Transfer) -> TransferOut:
    return TransferOut(
        id=row.pk,
        article=row.article_id,
        person=row.person_id,
        asked_by=row.asked_by_id,
        question=row.question,
        state=row.state,
        asked_at=row.asked_at,
        due_on=row.due_on,
        answer=row.answer,
        proven_at=row.proven_at,
    )


def _miss(row: Miss) -> MissOut:
    return MissOut(
        id=row.pk,
        words=row.words,
        language=row.language,
        times=row.times,
        last_at=row.last_at,
        article=row.article_id,
    )
