"""The guided questions and their answers, for whoever answers for how the desk decides."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue import access, activities
from spoc.catalogue.api.wording import Name, Names
from spoc.catalogue.models import Answer, Question
from spoc.catalogue.rules import TYPES
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.site.machines import Key, OneOf, Walk, Whole, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ALL = "/guided-questions"
ONE = f"{ALL}/{{int:question}}"
EndType = Annotated[str, OneOf(("", *TYPES))]


class GuideAnswerChangeIn(Schema):
    """What is to be changed of an answer; what is left out stays, and what is null is none."""

    name: Name | None = None
    names: Names | None = None
    next: Key | None = Field(None, description="The question that follows.")
    type: EndType | None = Field(None, description="Empty where a question follows.")
    service: Key | None = None
    category: Key | None = None
    is_complaint: bool | None = None
    rank: Annotated[Whole, Field(ge=0, le=1000)] | None = None
    is_live: bool | None = None


class GuideAnswerIn(GuideAnswerChangeIn):
    """What may be answered: on to a further question, or to a type and a category."""

    name: Name


class GuideAnswerOut(Schema):
    """An answer to a guided question."""

    id: int
    question: int
    name: str
    names: dict[str, str]
    next: int | None
    type: str
    service: int | None
    category: int | None
    is_complaint: bool
    rank: int
    is_live: bool


class GuideQuestionChangeIn(Schema):
    """What is to be changed of a question; what is left out stays."""

    name: Name | None = None
    names: Names | None = None
    unknown_next: Key | None = Field(None, description="Where not knowing leads; null: a person.")
    is_first: bool | None = Field(None, description="Every walk begins with it.")
    is_live: bool | None = None


class GuideQuestionIn(GuideQuestionChangeIn):
    """A question that is to be asked."""

    name: Name


class GuideQuestionOut(Schema):
    """A guided question with its answers in order, those out of use too."""

    id: int
    name: str
    names: dict[str, str]
    unknown_next: int | None
    is_first: bool
    is_live: bool
    answers: list[GuideAnswerOut]


class GuideQuestionsOut(Schema):
    """A page of questions, and the mark of the next page."""

    items: list[GuideQuestionOut]
    next: str | None


@router.get(ALL, response=answers(GuideQuestionsOut))
def list_questions(request: HttpRequest, walk: Walk) -> GuideQuestionsOut:
    """List the guided questions, those out of use too."""
    rows, mark = page_of(_questions(_guide(request)), ("id",), walk)
    return GuideQuestionsOut(items=[_question(row) for row in rows], next=mark)


@router.post(ALL, response=answers(GuideQuestionOut, 201))
def add_question(request: HttpRequest, asked: GuideQuestionIn) -> Status[GuideQuestionOut]:
    """Write down a question; it is asked once an answer leads to it."""
    by = _guide(request)
    wanted = _wanted_of_question(asked, by)
    return Status(201, _question(activities.add_question(wanted.pop("name"), by=by, **wanted)))


@router.get(ONE, response=answers(GuideQuestionOut))
def read_question(request: HttpRequest, question: int) -> GuideQuestionOut:
    """Read a guided question."""
    return _question(_found(request, question))


@router.patch(ONE, response=answers(GuideQuestionOut))
def change_question(
    request: HttpRequest, question: int, asked: GuideQuestionChangeIn
) -> GuideQuestionOut:
    """Change a question, make it the first, or retire it."""
    by, row = _guide(request), _found(request, question)
    wanted = {"name": row.name, **_wanted_of_question(asked, by)}
    activities.change_question(row, by=by, **wanted)
    return _question(_found(request, question))


@router.post(f"{ONE}/answers", response=answers(GuideAnswerOut, 201))
def add_answer(request: HttpRequest, question: int, asked: GuideAnswerIn) -> Status[GuideAnswerOut]:
    """Let a question be answered so."""
    by, row = _guide(request), _found(request, question)
    wanted = _wanted_of_answer(asked, by)
    return Status(201, _answer(activities.add_answer(row, by=by, **wanted)))


@router.patch("/guided-answers/{int:answer}", response=answers(GuideAnswerOut))
def change_answer(request: HttpRequest, answer: int, asked: GuideAnswerChangeIn) -> GuideAnswerOut:
    """Change what an answer says or where it leads, or retire it."""
    by = _guide(request)
    row: Answer = find(access.answers_shaped_by(by).select_related("question"), answer)
    wanted = {"name": row.name, **_wanted_of_answer(asked, by)}
    return _answer(activities.change_answer(row, by=by, **wanted))


def _guide(request: HttpRequest) -> Person:
    """Return the caller, if the guided questions are theirs to change."""
    by = caller(request)
    demand(access.may_guide(by))
    return by


def _questions(by: Person) -> QuerySet[Question]:
    return access.questions_shaped_by(by).prefetch_related("answers")


def _found(request: HttpRequest, pk: int) -> Question:
    row: Question = find(_questions(_guide(request)), pk)
    return row


def _wanted_of_question(asked: GuideQuestionChangeIn, by: Person) -> dict[str, Any]:
    wanted = asked.dict(exclude_none=True)
    if "unknown_next" in asked.model_fields_set:
        rows = access.questions_shaped_by(by)
        wanted["unknown_next"] = named(rows, asked.unknown_next, "unknown_next")
    return wanted


def _wanted_of_answer(asked: GuideAnswerChangeIn, by: Person) -> dict[str, Any]:
    rows: dict[str, QuerySet[Any]] = {
        "next": access.questions_shaped_by(by),
        "service": access.services_named_by(by),
        "category": access.categories_named_by(by),
    }
    said = {name: rows[name] for name in rows if name in asked.model_fields_set}
    records = {name: named(seen, getattr(asked, name), name) for name, seen in said.items()}
    return asked.dict(exclude_none=True) | records


def _question(row: Question) -> GuideQuestionOut:
    plain = ("name", "names", "is_first", "is_live")
    shown = sorted(row.answers.all(), key=lambda each: (each.rank, each.pk))
    return GuideQuestionOut(
        id=row.pk,
        **{name: getattr(row, name) for name in plain},
        unknown_next=row.unknown_next_id,
        answers=[_answer(each) for each in shown],
    )


def _answer(row: Answer) -> GuideAnswerOut:
    plain = ("name", "names", "type", "is_complaint", "rank", "is_live")
    keys = {
        name: getattr(row, f"{name}_id") for name in ("question", "next", "service", "category")
    }
    return GuideAnswerOut(id=row.pk, **{name: getattr(row, name) for name in plain}, **keys)
