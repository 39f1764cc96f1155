"""What is handed over to suppliers of a request, and what was said about it."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.site.machines import Walk, answers, page_of
from spoc.site.tokens import caller
from spoc.suppliers import access, activities
from spoc.suppliers.api.shapes import (
    ALL,
    ONE,
    HandoverIn,
    HandoverOut,
    HandoversOut,
    ThreadOut,
    handover_of,
    handover_out,
    known,
    order_of,
    request_of,
    said_out,
)
from spoc.suppliers.queries import thread_of

router = Router()


@router.get(ALL, response=answers(HandoversOut))
def list_handovers(request: HttpRequest, number: int, walk: Walk) -> HandoversOut:
    """List what was handed over of a request."""
    rows = access.visible_to(caller(request)).filter(noun="request", subject_id=known(number))
    if not rows.exists():
        request_of(request, number)
    found, mark = page_of(rows.select_related("supplier"), ("id",), walk)
    return HandoversOut(items=[handover_out(row) for row in found], next=mark)


@router.post(ALL, response=answers(HandoverOut, 201))
def write_handover(request: HttpRequest, number: int, asked: HandoverIn) -> Status[HandoverOut]:
    """Write what a supplier is to do; it is sent by a call of its own."""
    by, parent = caller(request), request_of(request, number)
    made = activities.hand_over(parent, by=by, order=order_of(request, asked))
    return Status(201, handover_out(made))


@router.get(ONE, response=answers(HandoverOut))
def read_handover(request: HttpRequest, number: int, handover: int) -> HandoverOut:
    """Read a handover."""
    return handover_out(handover_of(request, number, handover))


@router.put(ONE, response=answers(HandoverOut))
def change_handover(
    request: HttpRequest, number: int, handover: int, asked: HandoverIn
) -> HandoverOut:
    """Change what a draft asks."""
    row = handover_of(request, number, handover)
    order = order_of(request, asked)
    return handover_out(activities.rewrite_handover(row, by=caller(request), order=order))


@router.get(f"{ONE}/thread", response=answers(ThreadOut))
def list_handover_thread(request: HttpRequest, number: int, handover: int, walk: Walk) -> ThreadOut:
    """List what was said to and by the supplier; notes are the desk's own."""
    rows = thread_of(handover_of(request, number, handover), caller(request))
    found, mark = page_of(rows.order_by(), ("id",), walk)
    return ThreadOut(items=[said_out(row) for row in found], next=mark)
