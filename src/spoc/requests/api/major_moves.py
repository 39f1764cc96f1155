"""The steps of a major incident from its proposal to its end, each a noun one posts to."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.requests import access, activities
from spoc.requests.activities.major import Action, Restoration, Review, Word
from spoc.requests.api.major_shapes import (
    CoordinatorIn,
    DisturbanceOut,
    MajorLinkIn,
    MajorOut,
    MajorReasonIn,
    MajorReviewIn,
    MajorReviewOut,
    RestorationIn,
    major_now,
    major_seen,
    review_out,
)
from spoc.requests.api.shapes import RequestOut, found, request_now
from spoc.requests.queries.banners import banners_for
from spoc.requests.queries.major import leaders
from spoc.rota.access import at_desk
from spoc.site.machines import answers, find, named, nowhere
from spoc.site.tokens import caller

router = Router()

ONE = "/majors/{int:number}"


@router.post(f"{ONE}/decline", response=answers(MajorOut))
def decline_major(request: HttpRequest, number: int, asked: MajorReasonIn) -> MajorOut:
    """Decide that what was proposed is no major incident."""
    by = caller(request)
    activities.decline_major(major_seen(by, number).support_request, by=by, reason=asked.reason)
    return major_now(by, number)


@router.post(f"{ONE}/coordination", response=answers(MajorOut))
def coordinate_major(request: HttpRequest, number: int, asked: CoordinatorIn) -> MajorOut:
    """Let somebody else lead it."""
    by = caller(request)
    row, lead = major_seen(by, number), named(leaders(), asked.coordinator, "coordinator")
    activities.coordinate_major(row.support_request, by=by, coordinator=lead)
    return major_now(by, number)


@router.post(f"{ONE}/restoration", response=answers(MajorOut))
def restore_major(request: HttpRequest, number: int, asked: RestorationIn) -> MajorOut:
    """Say that the service is back: all affected are told, and their requests resolved."""
    by = caller(request)
    restoration = Restoration(
        word=Word(asked.words, asked.internal),
        restored_at=asked.restored_at,
        verification=asked.verification,
        method=asked.method,
        closure_code=asked.closure_code,
    )
    row = major_seen(by, number).support_request
    activities.restore_major(row, by=by, restoration=restoration)
    return major_now(by, number)


@router.post(f"{ONE}/downgrade", response=answers(MajorOut))
def downgrade_major(request: HttpRequest, number: int, asked: MajorReasonIn) -> MajorOut:
    """Decide that it is no major incident any more."""
    by = caller(request)
    activities.downgrade_major(major_seen(by, number).support_request, by=by, reason=asked.reason)
    return major_now(by, number)


@router.get(f"{ONE}/review", response=answers(MajorReviewOut))
def read_major_review(request: HttpRequest, number: int) -> MajorReviewOut:
    """Read what was found when those who were there looked back."""
    review = getattr(major_seen(caller(request), number), "review", None)
    if review is None:
        raise nowhere()
    return review_out(review)


@router.post(f"{ONE}/review", response=answers(MajorReviewOut, 201))
def review_major(request: HttpRequest, number: int, asked: MajorReviewIn) -> Status[MajorReviewOut]:
    """Keep the review, once the service is back."""
    by = caller(request)
    row = major_seen(by, number).support_request
    actions = [
        Action(each.words, named(at_desk(), each.owner, "actions"), each.due_on)
        for each in asked.actions
    ]
    said = Review(**asked.dict(exclude={"actions"}))
    return Status(
        201, review_out(activities.review_major(row, by=by, review=said, actions=actions))
    )


@router.post(f"{ONE}/closing", response=answers(MajorOut))
def close_major(request: HttpRequest, number: int) -> MajorOut:
    """End a major incident that was reviewed."""
    by = caller(request)
    activities.close_major(major_seen(by, number).support_request, by=by)
    return major_now(by, number)


@router.post("/requests/{int:number}/major-link", response=answers(RequestOut))
def link_to_major(request: HttpRequest, number: int, asked: MajorLinkIn) -> RequestOut:
    """Say that a request is part of a major incident: what is told of that one reaches it."""
    by, row = caller(request), found(request, number)
    above = named(access.visible_to(by), asked.major, "major")
    activities.link_to_major(row, by=by, major=above)
    return request_now(number, by)


@router.get("/disturbances", response=answers(list[DisturbanceOut]))
def list_disturbances(request: HttpRequest) -> list[DisturbanceOut]:
    """List the disturbances that go on and concern the caller, as the portal tells of them."""
    names = ("number", "title", "words", "since", "next_update_at", "own")
    return [
        DisturbanceOut(**{name: getattr(each, name) for name in names})
        for each in banners_for(caller(request))
    ]


@router.post("/disturbances/{int:number}/own-request", response=answers(RequestOut))
def have_too(request: HttpRequest, number: int) -> RequestOut:
    """Say that one has it too: one request of one's own is linked, or made where there is none."""
    by = caller(request)
    find(access.majors_concerning(by), number)
    return request_now(activities.have_too(by, by=by, number=number).pk, by)
