"""What people say of how it was, and their thanks."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.feedback import access, activities
from spoc.feedback.api.shapes import (
    ComplimentIn,
    ComplimentOut,
    ComplimentsOut,
    SurveyOut,
    SurveysOut,
    compliment_out,
    survey_out,
)
from spoc.site.machines import Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()


@router.get("/surveys", response=answers(SurveysOut))
def list_surveys(request: HttpRequest, walk: Walk) -> SurveysOut:
    """List who was asked how it was, and what they said."""
    found, mark = page_of(access.surveys_visible_to(caller(request)), ("id",), walk)
    return SurveysOut(items=[survey_out(row) for row in found], next=mark)


@router.get("/surveys/{int:survey}", response=answers(SurveyOut))
def read_survey(request: HttpRequest, survey: int) -> SurveyOut:
    """Read what somebody said of how it was."""
    return survey_out(find(access.surveys_visible_to(caller(request)), survey))


@router.get("/compliments", response=answers(ComplimentsOut))
def list_compliments(request: HttpRequest, walk: Walk) -> ComplimentsOut:
    """List the thanks."""
    found, mark = page_of(access.compliments_visible_to(caller(request)), ("id",), walk)
    return ComplimentsOut(items=[compliment_out(row) for row in found], next=mark)


@router.post("/compliments", response=answers(ComplimentOut, 201))
def praise(request: HttpRequest, asked: ComplimentIn) -> Status[ComplimentOut]:
    """Give thanks, about a request or in general."""
    by = caller(request)
    about = named(access.requests_shown(by), asked.request, "request")
    made = activities.praise(by, by=by, words=asked.words, support_request=about)
    return Status(201, compliment_out(made))
