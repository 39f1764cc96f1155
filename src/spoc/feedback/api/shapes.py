"""Surveys, thanks and complaints as machines read and write them, and finding the one named."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.feedback import access
from spoc.feedback.models import Complaint, Compliment, Survey
from spoc.feedback.rules import CATEGORIES, SEVERITIES, SURVEY_STATES, State, moves_from
from spoc.site.machines import Key, OneOf, find
from spoc.site.tokens import caller

ONE = "/complaints/{int:complaint}"
SHOWN_WITH = ("person", "owner", "support_request")
Words = Annotated[str, Field(min_length=1, max_length=20_000)]
Category = Annotated[str, OneOf(CATEGORIES)]
Severity = Annotated[str, OneOf(SEVERITIES)]


class ComplaintOut(Schema):
    """A complaint; `moves` are what its state allows, `due_at` by when it is acknowledged."""

    id: int
    reference: str
    state: Annotated[str, OneOf(tuple(State))]
    category: Category
    severity: Severity
    person: int
    request: int | None
    owner: int | None
    words: str
    findings: str
    remedy: str
    response: str
    objection: str
    settlement: str
    ending: str
    received_at: datetime
    due_at: datetime
    acknowledged_at: datetime | None
    responded_at: datetime | None
    closed_at: datetime | None
    version: int
    moves: list[str]


class ComplaintsOut(Schema):
    """A page of complaints, and the mark of the next page."""

    items: list[ComplaintOut]
    next: str | None


class ComplaintIn(Schema):
    """What somebody complains of: the caller themselves where nobody is named."""

    words: Words
    category: Category = "other"
    severity: Severity = "normal"
    person: Key | None = None
    request: Key | None = None


class ComplaintDescriptionIn(Schema):
    """What a complaint is about, how serious it is, and who answers it."""

    category: Category | None = None
    severity: Severity | None = None
    owner: Key | None = None


class OwnerIn(Schema):
    """Who answers it; whoever may, where nobody is named."""

    owner: Key | None = None


class ResponseIn(Schema):
    """What a complaint is answered with; the improvement is for the desk alone."""

    words: Words
    findings: Words
    remedy: Words
    improvement: str = Field("", max_length=300)


class ComplaintWordsIn(Schema):
    """Words."""

    words: Words


class SurveyOut(Schema):
    """How it was: asked once about a request, answered or not."""

    id: int
    request: int
    person: int
    state: Annotated[str, OneOf(SURVEY_STATES)]
    score: int | None
    comment: str
    sent_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    follow_up: int | None


class SurveysOut(Schema):
    """A page of surveys, and the mark of the next page."""

    items: list[SurveyOut]
    next: str | None


class ComplimentOut(Schema):
    """Thanks, and whom they are for."""

    id: int
    request: int | None
    person: int
    agent: int | None
    words: str
    at: datetime


class ComplimentsOut(Schema):
    """A page of thanks, and the mark of the next page."""

    items: list[ComplimentOut]
    next: str | None


class ComplimentIn(Schema):
    """The caller's thanks, about a request or in general."""

    words: str = Field(min_length=1, max_length=5_000)
    request: Key | None = None


def complaint_of(request: HttpRequest, pk: int) -> Complaint:
    """Return the complaint an address names, if the caller may read it."""
    rows = access.visible_to(caller(request)).select_related(*SHOWN_WITH)
    found: Complaint = find(rows, pk)
    return found


def complaint_out(row: Complaint) -> ComplaintOut:
    """Write a complaint out."""
    names = (
        *("reference", "state", "category", "severity", "words", "findings", "remedy"),
        *("response", "objection", "settlement", "ending", "received_at", "due_at"),
        *("acknowledged_at", "responded_at", "closed_at", "version"),
    )
    return ComplaintOut(
        id=row.pk,
        person=row.person_id,
        owner=row.owner_id,
        request=row.support_request_id,
        moves=[each.verb for each in moves_from(row.state) if each.verb != "lapse"],
        **{name: getattr(row, name) for name in names},
    )


def survey_out(row: Survey) -> SurveyOut:
    """Write a survey out."""
    names = ("state", "score", "comment", "sent_at", "expires_at", "answered_at")
    return SurveyOut(
        id=row.pk,
        request=row.support_request_id,
        person=row.person_id,
        follow_up=row.follow_up_id,
        **{name: getattr(row, name) for name in names},
    )


def compliment_out(row: Compliment) -> ComplimentOut:
    """Write thanks out."""
    return ComplimentOut(
        id=row.pk,
        request=row.support_request_id,
        person=row.person_id,
        agent=row.agent_id,
        words=row.words,
        at=row.at,
    )
