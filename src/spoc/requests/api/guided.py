"""What was answered to the guided questions about a request, and answering them."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.requests import activities
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.requests.models import SupportRequest
from spoc.site.machines import Key, PageIn, Walk, answers, page_of
from spoc.site.tokens import caller

router = Router()

MOST = 50


class GuidedAnswerOut(Schema):
    """A guided question and its answer; no answer means that it was not known."""

    id: int
    question: RecordOut
    answer: RecordOut | None
    by: RecordOut
    at: datetime


class GuidedAnswerIn(Schema):
    """A guided question and its answer; no answer means that it is not known."""

    question: Key
    answer: Key | None = None


class GuidedAnswersIn(Schema):
    """The answers on the way through the questions, from the first one on."""

    answers: list[GuidedAnswerIn] = Field(min_length=1, max_length=MOST)


class GuidedAnswersOut(Schema):
    """A page of guided answers in the order they were given, and the mark of the next page."""

    items: list[GuidedAnswerOut]
    next: str | None


@router.get("/requests/{int:number}/guided-answers", response=answers(GuidedAnswersOut))
def list_guided_answers(request: HttpRequest, number: int, walk: Walk) -> GuidedAnswersOut:
    """List what was answered to the guided questions about a request."""
    return _answered(found(request, number), walk)


@router.put("/requests/{int:number}/guided-answers", response=answers(GuidedAnswersOut))
def answer_guided_questions(
    request: HttpRequest, number: int, asked: GuidedAnswersIn
) -> GuidedAnswersOut:
    """Answer the guided questions about a request, in place of what was answered before."""
    row = found(request, number)
    said = {each.question: each.answer for each in asked.answers}
    activities.guide(row, by=caller(request), answers=said)
    return _answered(row, PageIn(limit=MOST, cursor=""))


def _answered(support_request: SupportRequest, walk: PageIn) -> GuidedAnswersOut:
    rows = support_request.guided_answers.select_related("question", "answer", "by")
    shown, mark = page_of(rows, ("id",), walk)
    items = [
        GuidedAnswerOut(
            id=row.pk,
            question=RecordOut(id=row.question_id, name=str(row.question)),
            answer=record_out(row.answer),
            by=RecordOut(id=row.by_id, name=str(row.by)),
            at=row.at,
        )
        for row in shown
    ]
    return GuidedAnswersOut(items=items, next=mark)
