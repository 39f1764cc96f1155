"""Complaints: listed, read, written down, and moved, each move a noun one posts to."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.feedback import access, activities
from spoc.feedback.activities import Grievance, Response
from spoc.feedback.api.shapes import (
    ONE,
    SHOWN_WITH,
    ComplaintDescriptionIn,
    ComplaintIn,
    ComplaintOut,
    ComplaintsOut,
    ComplaintWordsIn,
    OwnerIn,
    ResponseIn,
    complaint_of,
    complaint_out,
)
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Walk, answers, named, page_of
from spoc.site.tokens import caller

router = Router()


@router.get("/complaints", response=answers(ComplaintsOut))
def list_complaints(request: HttpRequest, walk: Walk) -> ComplaintsOut:
    """List the complaints the caller may read: their own, and those in their reach."""
    rows = access.visible_to(caller(request)).select_related(*SHOWN_WITH)
    found, mark = page_of(rows, ("id",), walk)
    return ComplaintsOut(items=[complaint_out(row) for row in found], next=mark)


@router.post("/complaints", response=answers(ComplaintOut, 201))
def complain(request: HttpRequest, asked: ComplaintIn) -> Status[ComplaintOut]:
    """Complain, or write down what somebody complains of."""
    by = caller(request)
    about = named(access.requests_shown(by), asked.request, "request")
    grievance = Grievance(asked.words, asked.category, asked.severity, about)
    who = _person(by, asked.person, "person") or by
    made = activities.receive_complaint(who, by=by, grievance=grievance)
    return Status(201, complaint_out(made))


@router.get(ONE, response=answers(ComplaintOut))
def read_complaint(request: HttpRequest, complaint: int) -> ComplaintOut:
    """Read a complaint."""
    return complaint_out(complaint_of(request, complaint))


@router.patch(ONE, response=answers(ComplaintOut))
def describe_complaint(
    request: HttpRequest, complaint: int, asked: ComplaintDescriptionIn
) -> ComplaintOut:
    """Say what it is about, how serious it is, and who answers it."""
    row, by = complaint_of(request, complaint), caller(request)
    owner = _person(by, asked.owner, "owner")
    done = activities.describe_complaint(
        row, by=by, owner=owner, category=asked.category, severity=asked.severity
    )
    return complaint_out(done)


@router.post(f"{ONE}/acknowledgement", response=answers(ComplaintOut))
def acknowledge_complaint(request: HttpRequest, complaint: int, asked: OwnerIn) -> ComplaintOut:
    """Tell who complained that we have it, and who answers it."""
    row, by = complaint_of(request, complaint), caller(request)
    owner = _person(by, asked.owner, "owner")
    return complaint_out(activities.acknowledge_complaint(row, by=by, owner=owner))


@router.post(f"{ONE}/investigation", response=answers(ComplaintOut))
def investigate_complaint(request: HttpRequest, complaint: int) -> ComplaintOut:
    """Begin to look into what happened."""
    row = complaint_of(request, complaint)
    return complaint_out(activities.investigate_complaint(row, by=caller(request)))


@router.post(f"{ONE}/response", response=answers(ComplaintOut))
def respond_to_complaint(request: HttpRequest, complaint: int, asked: ResponseIn) -> ComplaintOut:
    """Write to who complained what was found and what is done about it."""
    row = complaint_of(request, complaint)
    response = Response(asked.words, asked.findings, asked.remedy, asked.improvement)
    done = activities.respond_to_complaint(row, by=caller(request), response=response)
    return complaint_out(done)


@router.post(f"{ONE}/acceptance", response=answers(ComplaintOut))
def accept_response(request: HttpRequest, complaint: int) -> ComplaintOut:
    """Close it, since who complained accepts the response."""
    row = complaint_of(request, complaint)
    return complaint_out(activities.accept_response(row, by=caller(request)))


@router.post(f"{ONE}/escalation", response=answers(ComplaintOut))
def escalate_complaint(
    request: HttpRequest, complaint: int, asked: ComplaintWordsIn
) -> ComplaintOut:
    """Bring it before the management, since who complained does not accept the response."""
    row = complaint_of(request, complaint)
    done = activities.escalate_complaint(row, by=caller(request), words=asked.words)
    return complaint_out(done)


@router.post(f"{ONE}/settlement", response=answers(ComplaintOut))
def settle_complaint(request: HttpRequest, complaint: int, asked: ComplaintWordsIn) -> ComplaintOut:
    """Have the last word on it."""
    row = complaint_of(request, complaint)
    done = activities.settle_complaint(row, by=caller(request), words=asked.words)
    return complaint_out(done)


def _person(by: Person, pk: int | None, field: str) -> Person | None:
    found: Person | None = named(people_visible_to(by), pk, field)
    return found
