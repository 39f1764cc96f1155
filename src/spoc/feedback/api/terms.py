"""The terms of surveys and complaints, for whoever decides them."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from spoc.feedback import access, activities
from spoc.feedback.models import FeedbackTerms
from spoc.feedback.queries import terms
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.site.machines import Whole, answers
from spoc.site.tokens import caller

router = Router()

AT = "/settings/feedback-terms"
Number = Annotated[Whole, Field(ge=0, le=10_000)]


class FeedbackTermsIn(Schema):
    """How many are asked how it was, how often, and how long a complaint may take.

    `share` is of a hundred; what is left out stays.
    """

    share: Number | None = None
    days_between: Number | None = None
    open_days: Number | None = None
    low_score: Number | None = None
    follow_up_weekdays: Number | None = None
    acknowledge_weekdays: Number | None = None
    silence_weekdays: Number | None = None


class FeedbackTermsOut(FeedbackTermsIn):
    """The terms of surveys and complaints."""


@router.get(AT, response=answers(FeedbackTermsOut))
def read_feedback_terms(request: HttpRequest) -> FeedbackTermsOut:
    """Read when people are asked how it was, and how long a complaint may take."""
    _shaper(request)
    return _out(terms())


@router.patch(AT, response=answers(FeedbackTermsOut))
def change_feedback_terms(request: HttpRequest, asked: FeedbackTermsIn) -> FeedbackTermsOut:
    """Set when people are asked how it was, and how long a complaint may take."""
    by, numbers = _shaper(request), asked.dict(exclude_unset=True)
    return _out(activities.change_feedback_terms(terms(), by=by, numbers=numbers))


def _shaper(request: HttpRequest) -> Person:
    by = caller(request)
    words = _("These terms are set by whoever manages the service.")
    demand(access.may_keep_settings(by), words)
    return by


def _out(row: FeedbackTerms) -> FeedbackTermsOut:
    return FeedbackTermsOut(**{name: getattr(row, name) for name in FeedbackTermsIn.model_fields})
