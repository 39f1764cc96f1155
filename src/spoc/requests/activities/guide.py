"""`guide`: what the requester answered to the guided questions, or did not know."""

from collections.abc import Mapping

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Answer, Question
from spoc.catalogue.queries import walked_by
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.touch import put, save
from spoc.requests.models import GuidedAnswer, SupportRequest


@activity
def guide(
    support_request: SupportRequest, *, by: Person, answers: Mapping[int, int | None]
) -> SupportRequest:
    """Keep the answers that stand on the way, by question; None says that it is not known.

    They decide nothing by themselves but that it is a complaint, where an answer says so.
    Answered again, the new answers take the place of the old: the facts keep both.
    """
    is_theirs = by.pk == support_request.requester_id
    demand(is_theirs or access.may_register(by) or access.may_classify(by, support_request))
    walked = walked_by(answers)
    if not walked.steps:
        return support_request
    support_request.guided_answers.all().delete()
    moment = now()
    GuidedAnswer.objects.bulk_create(
        GuidedAnswer(
            support_request=support_request,
            question_id=question,
            answer_id=answer,
            by=by,
            at=moment,
        )
        for question, answer in walked.steps
    )
    complains = walked.is_complaint or support_request.is_complaint
    changes = put(support_request, {"is_complaint": complains})
    save(support_request, changes)
    said = _said(dict(walked.steps))
    record("request.guided", support_request, by=by, answers=said, changes=changes or None)
    return support_request


def _said(steps: dict[int, int | None]) -> list[list[str | None]]:
    """Return the questions and answers in the words they have now: words may change later."""
    questions = Question.objects.in_bulk(steps)
    answers = Answer.objects.in_bulk([pk for pk in steps.values() if pk])
    return [
        [questions[question].name, answers[answer].name if answer else None]
        for question, answer in steps.items()
    ]
