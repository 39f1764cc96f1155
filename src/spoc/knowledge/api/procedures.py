"""Procedures: listed, read, written, approved, put into force, and acknowledged by readers."""

from django.http import HttpRequest
from ninja import Router, Status

from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities import acknowledging, procedures, procedures_in_force
from spoc.knowledge.api.procedure_shapes import (
    ProcedureIn,
    ProcedureOut,
    ProcedureReaderIn,
    ProcedureReaderOut,
    ProcedureReasonIn,
    ProceduresOut,
    ProcedureTermsIn,
    ProcedureTextIn,
    procedure_out,
    procedures_out,
    reader_out,
    terms_of,
    text_of,
)
from spoc.knowledge.models import Procedure
from spoc.knowledge.queries.procedures import capacity_of, readers_of
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/procedures/{int:procedure}"


@router.get("/procedures", response=answers(ProceduresOut))
def list_procedures(request: HttpRequest, walk: Walk) -> ProceduresOut:
    """List the procedures the caller may read."""
    by = caller(request)
    found, mark = page_of(access.visible_to(by), ("id",), walk)
    return ProceduresOut(items=procedures_out(found, by), next=mark)


@router.post("/procedures", response=answers(ProcedureOut, 201))
def write_procedure(request: HttpRequest, asked: ProcedureIn) -> Status[ProcedureOut]:
    """Begin a procedure: its first version is a draft."""
    by = caller(request)
    made = procedures.write_procedure(text_of(asked), by=by, terms=terms_of(by, asked))
    return Status(201, procedure_out(made, by))


@router.get(ONE, response=answers(ProcedureOut))
def read_procedure(request: HttpRequest, procedure: int) -> ProcedureOut:
    """Read a procedure."""
    by = caller(request)
    return procedure_out(_found(by, procedure), by)


@router.patch(ONE, response=answers(ProcedureOut))
def revise_procedure(request: HttpRequest, procedure: int, asked: ProcedureTextIn) -> ProcedureOut:
    """Write what comes next; what was approved is a draft again."""
    by = caller(request)
    row = _found(by, procedure)
    procedures.revise_procedure(row, by=by, text=text_of(asked))
    return procedure_out(row, by)


@router.put(f"{ONE}/terms", response=answers(ProcedureOut))
def describe_procedure(
    request: HttpRequest, procedure: int, asked: ProcedureTermsIn
) -> ProcedureOut:
    """Say anew about what it is, for whom, whose, and who reads what comes into force."""
    by = caller(request)
    row = _found(by, procedure)
    procedures.describe_procedure(row, by=by, terms=terms_of(by, asked))
    return procedure_out(row, by)


@router.post(f"{ONE}/approval", response=answers(ProcedureOut))
def approve_procedure(request: HttpRequest, procedure: int) -> ProcedureOut:
    """Approve the draft: never whoever wrote it."""
    by = caller(request)
    row = _found(by, procedure)
    procedures_in_force.approve_procedure(row, by=by)
    return procedure_out(row, by)


@router.post(f"{ONE}/publication", response=answers(ProcedureOut))
def publish_procedure(request: HttpRequest, procedure: int) -> ProcedureOut:
    """Put the approved version into force, in place of the one before it."""
    by = caller(request)
    row = _found(by, procedure)
    procedures_in_force.publish_procedure(row, by=by)
    return procedure_out(row, by)


@router.post(f"{ONE}/withdrawal", response=answers(ProcedureOut))
def withdraw_procedure(
    request: HttpRequest, procedure: int, asked: ProcedureReasonIn
) -> ProcedureOut:
    """Take a procedure out of force, with nothing in its place."""
    by = caller(request)
    row = _found(by, procedure)
    procedures_in_force.withdraw_procedure(row, by=by, reason=asked.reason)
    return procedure_out(row, by)


@router.get(f"{ONE}/readers", response=answers(list[ProcedureReaderOut]))
def list_procedure_readers(request: HttpRequest, procedure: int) -> list[ProcedureReaderOut]:
    """List who was asked to read the version in force, as far as the caller may know."""
    by = caller(request)
    found = _found(by, procedure).in_force
    return [reader_out(each) for each in readers_of(found, by)] if found else []


@router.post(f"{ONE}/readers", response=answers(ProcedureReaderOut, 201))
def ask_to_read(
    request: HttpRequest, procedure: int, asked: ProcedureReaderIn
) -> Status[ProcedureReaderOut]:
    """Ask somebody by name to read the version in force."""
    by = caller(request)
    row = _found(by, procedure)
    who: Person = named(people_visible_to(by), asked.person, "person")
    capacity = asked.capacity or capacity_of(who)
    made = acknowledging.ask_to_read(row, by=by, person=who, capacity=capacity)
    return Status(201, reader_out(made))


@router.post(f"{ONE}/acknowledgement", response=answers(ProcedureReaderOut))
def acknowledge_procedure(request: HttpRequest, procedure: int) -> ProcedureReaderOut:
    """Say that the caller has read the version in force."""
    by = caller(request)
    return reader_out(acknowledging.acknowledge_procedure(_found(by, procedure), by=by))


def _found(by: Person, pk: int) -> Procedure:
    found: Procedure = find(access.visible_to(by), pk)
    return found
