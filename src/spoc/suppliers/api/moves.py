"""The moves of a handover, each a noun one posts to; the law is the activity's own."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.site.machines import answers
from spoc.site.tokens import caller
from spoc.suppliers import activities
from spoc.suppliers.api.shapes import (
    ONE,
    AnswerIn,
    HandoverNoteIn,
    HandoverOut,
    HandoverReasonIn,
    LetterIn,
    ReceiptIn,
    SaidOut,
    SupplierSaidIn,
    handover_of,
    handover_out,
    said_out,
)

router = Router()


@router.post(f"{ONE}/sending", response=answers(HandoverOut))
def send_handover(request: HttpRequest, number: int, handover: int) -> HandoverOut:
    """Send it to the supplier."""
    row = handover_of(request, number, handover)
    return handover_out(activities.send_handover(row, by=caller(request)))


@router.post(f"{ONE}/receipt", response=answers(HandoverOut))
def acknowledge_handover(
    request: HttpRequest, number: int, handover: int, asked: ReceiptIn
) -> HandoverOut:
    """Say that the supplier has it."""
    row, by = handover_of(request, number, handover), caller(request)
    reference = asked.their_reference
    return handover_out(activities.acknowledge_handover(row, by=by, reference=reference))


@router.post(f"{ONE}/work", response=answers(HandoverOut))
def begin_handover(request: HttpRequest, number: int, handover: int) -> HandoverOut:
    """Say that the supplier works on it."""
    row = handover_of(request, number, handover)
    return handover_out(activities.begin_handover(row, by=caller(request)))


@router.post(f"{ONE}/question", response=answers(HandoverOut))
def ask_about_handover(
    request: HttpRequest, number: int, handover: int, asked: SupplierSaidIn
) -> HandoverOut:
    """Say that the supplier needs something: its time stands still."""
    row = handover_of(request, number, handover)
    return handover_out(activities.ask_back(row, by=caller(request), text=asked.text))


@router.post(f"{ONE}/answer", response=answers(HandoverOut))
def answer_handover(
    request: HttpRequest, number: int, handover: int, asked: AnswerIn
) -> HandoverOut:
    """Say that the supplier has done it."""
    row, by = handover_of(request, number, handover), caller(request)
    return handover_out(activities.answer_handover(row, by=by, text=asked.text, cost=asked.cost))


@router.post(f"{ONE}/acceptance", response=answers(HandoverOut))
def accept_handover(request: HttpRequest, number: int, handover: int) -> HandoverOut:
    """Accept the answer."""
    row = handover_of(request, number, handover)
    return handover_out(activities.accept_answer(row, by=caller(request)))


@router.post(f"{ONE}/return", response=answers(HandoverOut))
def return_handover(
    request: HttpRequest, number: int, handover: int, asked: HandoverReasonIn
) -> HandoverOut:
    """Return the answer, with the reason."""
    row = handover_of(request, number, handover)
    return handover_out(activities.return_answer(row, by=caller(request), reason=asked.reason))


@router.post(f"{ONE}/withdrawal", response=answers(HandoverOut))
def withdraw_handover(
    request: HttpRequest, number: int, handover: int, asked: HandoverReasonIn
) -> HandoverOut:
    """Take it back, with the reason."""
    row = handover_of(request, number, handover)
    return handover_out(activities.withdraw_handover(row, by=caller(request), reason=asked.reason))


@router.post(f"{ONE}/letters", response=answers(SaidOut, 201))
def write_to_supplier(
    request: HttpRequest, number: int, handover: int, asked: LetterIn
) -> Status[SaidOut]:
    """Write to the supplier."""
    row, by = handover_of(request, number, handover), caller(request)
    entry = activities.write_to_supplier(row, by=by, text=asked.text, files=asked.files)
    return Status(201, said_out(entry))


@router.post(f"{ONE}/notes", response=answers(SaidOut, 201))
def note_handover(
    request: HttpRequest, number: int, handover: int, asked: HandoverNoteIn
) -> Status[SaidOut]:
    """Add a note for the desk alone."""
    row = handover_of(request, number, handover)
    return Status(201, said_out(activities.note_handover(row, by=caller(request), text=asked.text)))
