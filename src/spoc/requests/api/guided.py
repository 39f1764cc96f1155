"""What was answered to the guided questions about a request."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.site.machines import Walk, answers, page_of

router = Router()


class GuidedAnswerOut(Schema):
    """A guided question and its answer; no answer means that it was not known."""

    id: int
    question: RecordOut
    answer: RecordOut | None
    by: RecordOut
    at: datetime


class GuidedAnswersOut(Schema):
    """A page of guided answers in the order they were given, and the mark of the next page."""

    items: list[GuidedAnswerOut]
    next: str | None


@router.get("/requests/{int:number}/guided-answers", response=answers(GuidedAnswersOut))
def list_guided_answers(request: HttpRequest, number: int, walk: Walk) -> GuidedAnswersOut:
    """List what was answered to the guided questions about a request."""
    rows = found(request, number).guided_answers.select_related("question", "answer", "by")
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
