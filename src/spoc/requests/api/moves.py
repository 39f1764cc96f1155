"""The moves of a request's life, each a noun one posts to; the law is the activity's own."""

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.requests import access, activities
from spoc.requests.activities import Checklist
from spoc.requests.api.shapes import (
    CancelReason,
    ClassificationIn,
    PendingReason,
    RequestOut,
    classification_of,
    found,
    request_now,
)
from spoc.site.machines import Key, Moment, answers, named
from spoc.site.tokens import caller

router = Router()

ONE = "/requests/{int:number}"


class AssignmentIn(Schema):
    """Who is to work on it: a team, a person, or a person in a team."""

    team: Key | None = None
    assignee: Key | None = None


class TakingIn(Schema):
    """Who was seen to have it; nobody when it is left out."""

    had: Key | None = None


class OwnershipIn(Schema):
    """Who keeps it in sight."""

    owner: Key


class PauseIn(Schema):
    """What it waits for: the requester, who is asked the question, or a moment."""

    reason: PendingReason
    question: str = Field("", max_length=100_000)
    wake_at: Moment | None = None


class ReopeningIn(Schema):
    """What is still wrong."""

    reason: str = Field(min_length=1, max_length=100_000)


class ConfirmationIn(Schema):
    """What the requester says of it: all is as it should be again, and they tried it."""

    is_normal_again: bool = True
    is_verified: bool = True


class CancellationIn(Schema):
    """Why it is no longer needed."""

    reason: CancelReason


class DeclineIn(Schema):
    """Why it is not ours to support, and who can help."""

    reason: str = Field(min_length=1, max_length=300)
    referral: str = Field(min_length=1, max_length=300)


class MergeIn(Schema):
    """The number of the request that goes on."""

    into: Key


class SplitIn(Schema):
    """The message that was about something else."""

    entry: Key
    title: str = Field("", max_length=200)


class PriorityIn(Schema):
    """A priority other than the matrix gives, and why; null goes back to the matrix."""

    priority: int | None = Field(ge=1, le=5)
    reason: str = Field("", max_length=300)


@router.post(f"{ONE}/classification", response=answers(RequestOut))
def classify_request(request: HttpRequest, number: int, asked: ClassificationIn) -> RequestOut:
    """Say which type it is, which service, and how much it hurts."""
    by, row = caller(request), found(request, number)
    activities.classify(row, by=by, classification=classification_of(asked, by))
    return request_now(number, by)


@router.post(f"{ONE}/decline", response=answers(RequestOut))
def decline_request(request: HttpRequest, number: int, asked: DeclineIn) -> RequestOut:
    """Say that it is not ours to support, and who can help."""
    by, row = caller(request), found(request, number)
    activities.decline(row, by=by, reason=asked.reason, referral=asked.referral)
    return request_now(number, by)


@router.post(f"{ONE}/priority", response=answers(RequestOut))
def override_request_priority(request: HttpRequest, number: int, asked: PriorityIn) -> RequestOut:
    """Set a priority by hand, or go back to the matrix."""
    by, row = caller(request), found(request, number)
    activities.override_priority(row, by=by, priority=asked.priority, reason=asked.reason)
    return request_now(number, by)


@router.post(f"{ONE}/assignment", response=answers(RequestOut))
def assign_request(request: HttpRequest, number: int, asked: AssignmentIn) -> RequestOut:
    """Give it to a team and a person."""
    by, row = caller(request), found(request, number)
    activities.assign(
        row,
        by=by,
        team=named(teams_visible_to(by), asked.team, "team"),
        assignee=named(people_visible_to(by), asked.assignee, "assignee"),
    )
    return request_now(number, by)


@router.post(f"{ONE}/taking", response=answers(RequestOut))
def take_request(request: HttpRequest, number: int, asked: TakingIn | None = None) -> RequestOut:
    """Have it oneself; where somebody else was quicker, the answer says who (409)."""
    by, row = caller(request), found(request, number)
    activities.take(row, by=by, had=asked.had if asked else None)
    return request_now(number, by)


@router.post(f"{ONE}/giving-back", response=answers(RequestOut))
def give_request_back(request: HttpRequest, number: int, asked: AssignmentIn) -> RequestOut:
    """Let those have it again who had it before one gave it on oneself, as long as it stands so."""
    by, row = caller(request), found(request, number)
    activities.give_back(
        row,
        by=by,
        team=named(teams_visible_to(by), asked.team, "team"),
        assignee=named(people_visible_to(by), asked.assignee, "assignee"),
    )
    return request_now(number, by)


@router.post(f"{ONE}/ownership", response=answers(RequestOut))
def own_request(request: HttpRequest, number: int, asked: OwnershipIn) -> RequestOut:
    """Name who keeps it in sight to its end, whoever works on it."""
    by, row = caller(request), found(request, number)
    activities.own(row, by=by, owner=named(people_visible_to(by), asked.owner, "owner"))
    return request_now(number, by)


@router.post(f"{ONE}/start", response=answers(RequestOut))
def start_request(request: HttpRequest, number: int) -> RequestOut:
    """Begin work, as its assignee."""
    by, row = caller(request), found(request, number)
    activities.start(row, by=by)
    return request_now(number, by)


@router.post(f"{ONE}/pause", response=answers(RequestOut))
def pause_request(request: HttpRequest, number: int, asked: PauseIn) -> RequestOut:
    """Let it wait for the requester or a moment."""
    by, row = caller(request), found(request, number)
    activities.pause(
        row,
        by=by,
        reason=asked.reason,
        question=asked.question,
        wake_at=asked.wake_at,
    )
    return request_now(number, by)


@router.post(f"{ONE}/resumption", response=answers(RequestOut))
def resume_request(request: HttpRequest, number: int) -> RequestOut:
    """Go on with it."""
    by, row = caller(request), found(request, number)
    activities.resume(row, by=by)
    return request_now(number, by)


@router.post(f"{ONE}/confirmation", response=answers(RequestOut))
def confirm_request(
    request: HttpRequest, number: int, asked: ConfirmationIn | None = None
) -> RequestOut:
    """Say that the need is met: it is closed. Without a body, yes to all of it."""
    by, row = caller(request), found(request, number)
    said = Checklist(**asked.dict()) if asked else None
    activities.confirm(row, by=by, checklist=said)
    return request_now(number, by)


@router.post(f"{ONE}/reopening", response=answers(RequestOut))
def reopen_request(request: HttpRequest, number: int, asked: ReopeningIn) -> RequestOut:
    """Say that the need is not met."""
    by, row = caller(request), found(request, number)
    activities.reopen(row, by=by, reason=asked.reason)
    return request_now(number, by)


@router.post(f"{ONE}/cancellation", response=answers(RequestOut))
def cancel_request(request: HttpRequest, number: int, asked: CancellationIn) -> RequestOut:
    """End what nobody needs any more."""
    by, row = caller(request), found(request, number)
    activities.cancel(row, by=by, reason=asked.reason)
    return request_now(number, by)


@router.post(f"{ONE}/merge", response=answers(RequestOut))
def merge_request(request: HttpRequest, number: int, asked: MergeIn) -> RequestOut:
    """Let all of it go on in another request of the same requester."""
    by, row = caller(request), found(request, number)
    into = named(access.visible_to(by), asked.into, "into")
    activities.merge(row, by=by, into=into)
    return request_now(number, by)


@router.post(f"{ONE}/unmerge", response=answers(RequestOut))
def unmerge_request(request: HttpRequest, number: int) -> RequestOut:
    """Undo a merge while the other request is open."""
    by, row = caller(request), found(request, number)
    activities.unmerge(row, by=by)
    return request_now(number, by)


@router.post(f"{ONE}/split", response=answers(RequestOut, 201))
def split_request(request: HttpRequest, number: int, asked: SplitIn) -> Status[RequestOut]:
    """Make a request of its own of one message; the new one comes back."""
    by, row = caller(request), found(request, number)
    entries = access.entries_visible_to(by).filter(support_request=row)
    entry = named(entries, asked.entry, "entry")
    new = activities.split(row, by=by, entry=entry, title=asked.title)
    return Status(201, request_now(new.pk, by))
