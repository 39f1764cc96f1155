"""Articles used for a request, and what came of each, for machines."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.knowledge.activities.judge import judge_uses
from spoc.knowledge.api.said import UseOut, use_out
from spoc.knowledge.queries.uses import used_for
from spoc.knowledge.rules import OUTCOMES
from spoc.requests.access import readable_inside
from spoc.requests.models import SupportRequest
from spoc.site.machines import Key, OneOf, answers, find
from spoc.site.tokens import caller

router = Router()
ONE = "/requests/{int:number}/article-uses"


class OutcomeIn(Schema):
    """What came of one use."""

    use: Key
    outcome: Annotated[str, OneOf(OUTCOMES)]


class OutcomesIn(Schema):
    """What came of the uses; of what is not named, nothing is said."""

    uses: Annotated[list[OutcomeIn], Field(max_length=50)]


class RequestUsesOut(Schema):
    """The articles used for a request, the oldest use first."""

    items: list[UseOut]


@router.get(ONE, response=answers(RequestUsesOut))
def list_request_articles(request: HttpRequest, number: int) -> RequestUsesOut:
    """List the articles used for a request, to who reads it inside."""
    return _told(request, _found(request, number))


@router.put(f"{ONE}/outcomes", response=answers(RequestUsesOut))
def judge_request_articles(request: HttpRequest, number: int, asked: OutcomesIn) -> RequestUsesOut:
    """Say what came of the articles used for a request."""
    row, by = _found(request, number), caller(request)
    outcomes = {each.use: each.outcome for each in asked.uses}
    if set(outcomes) - {each.pk for each in used_for(row, by)}:
        words = _("There is none with this number that you may see.")
        raise NotPossible(words, fields={"uses": words})
    judge_uses(row, by=by, outcomes=outcomes)
    return _told(request, row)


def _found(request: HttpRequest, number: int) -> SupportRequest:
    row: SupportRequest = find(readable_inside(caller(request)), number)
    return row


def _told(request: HttpRequest, row: SupportRequest) -> RequestUsesOut:
    return RequestUsesOut(items=[use_out(each) for each in used_for(row, caller(request))])
