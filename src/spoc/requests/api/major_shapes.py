"""Major incidents as machines read and write them: the decision, the word given, the review."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.api.shapes import ClosureCode, MethodCode, RecordOut
from spoc.requests.models import MajorIncident, MajorReview
from spoc.requests.queries.major import SHOWN_WITH, affected_counts
from spoc.requests.rules.guards import VERIFICATIONS
from spoc.requests.rules.major import CRITERIA, STATES
from spoc.site.machines import Day, Key, Moment, OneOf, PageIn, Whole, find

StateCode = Annotated[str, OneOf(STATES)]
CriterionCode = Annotated[str, OneOf(CRITERIA)]
Text = Annotated[str, Field(max_length=10_000)]
Long = Annotated[str, Field(min_length=1, max_length=20_000)]
Reason = Annotated[str, Field(min_length=1, max_length=300)]
MOST_ACTIONS = 20


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


class MajorUpdateOut(Schema):
    """Word that was given: what those affected read, by language, and how many it reached."""

    id: int
    at: datetime
    words: dict[str, str]
    internal: str
    told: int
    waits: int


class MajorUpdatesOut(Schema):
    """Word that was given, the newest first."""

    items: list[MajorUpdateOut]


class MajorWordIn(Schema):
    """Words to all affected, by language such as `en`, and words for the desk alone."""

    words: dict[str, Text] = Field({}, max_length=20)
    internal: Text = ""


class DeclarationIn(MajorWordIn):
    """Why it is a major incident, who leads it, whom it concerns, and the first word given.

    Whoever is on duty leads it where nobody is named; all are concerned where no community is.
    """

    reason: Reason
    coordinator: Key | None = None
    communities: list[Key] = Field([], max_length=100)
    cadence_minutes: Annotated[Whole, Field(ge=5, le=1440)] | None = None


class MajorReasonIn(Schema):
    """Why."""

    reason: Reason


class CoordinatorIn(Schema):
    """Who leads it from now on."""

    coordinator: Key


class RestorationIn(MajorWordIn):
    """Since when the service is back, who saw it, how it was mended, and the words to all."""

    restored_at: Moment | None = None
    verification: Annotated[str, OneOf(VERIFICATIONS)]
    method: MethodCode = "fix"
    closure_code: ClosureCode = "solved"


class MajorActionIn(Schema):
    """Something to do from now on: what, by whom, until when."""

    words: Reason
    owner: Key
    due_on: Day


class MajorReviewIn(Schema):
    """What was found when those who were there looked back, and what is done about it."""

    happened: Long
    timeline: Long
    cause: Long
    learnt: Long
    attended: str = Field(min_length=1, max_length=600)
    actions: list[MajorActionIn] = Field([], max_length=MOST_ACTIONS)


class MajorActionOut(Schema):
    """Something a review decided to do."""

    words: str
    owner: RecordOut
    due_on: date


class MajorReviewOut(Schema):
    """The review of a major incident."""

    happened: str
    timeline: str
    cause: str
    learnt: str
    attended: str
    by: RecordOut
    at: datetime
    actions: list[MajorActionOut]


class MajorLinkIn(Schema):
    """The number of the major incident it is part of."""

    major: Key


class DisturbanceOut(Schema):
    """A disturbance that concerns the caller; `own` is their own request about it."""

    number: int
    title: str
    words: str
    since: datetime | None
    next_update_at: datetime | None
    own: int | None


def major_seen(by: Person, number: int) -> MajorIncident:
    """Return the major incident of this number, if somebody may see it."""
    found: MajorIncident = find(
        access.majors_visible_to(by).select_related(*SHOWN_WITH, "review__by"), number
    )
    return found


def major_now(by: Person, number: int) -> MajorOut:
    """Return a major incident as it is after something was done with it."""
    major = major_seen(by, number)
    return major_out(major, affected_counts([major.pk]))


def major_out(major: MajorIncident, affected: Mapping[int, int]) -> MajorOut:
    """Return a major incident as machines read it, with how many requests are below it."""
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
        affected=affected.get(major.pk, 0),
    )


def review_out(review: MajorReview) -> MajorReviewOut:
    """Return a review as machines read it."""
    names = ("happened", "timeline", "cause", "learnt", "attended", "at")
    return MajorReviewOut(
        **{name: getattr(review, name) for name in names},
        by=RecordOut(id=review.by_id, name=review.by.name),
        actions=[
            MajorActionOut(
                words=each.words,
                owner=RecordOut(id=each.owner_id, name=each.owner.name),
                due_on=each.due_on,
            )
            for each in review.actions.select_related("owner").order_by("id")
        ],
    )
