"""Procedures: listed, read, written, approved, put into force, and acknowledged by readers."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities import acknowledging, procedures, procedures_in_force
from spoc.knowledge.activities.procedures import Terms, Text
from spoc.knowledge.models import Acknowledgement, Procedure, ProcedureVersion
from spoc.knowledge.queries.procedures import capacity_of, readers_of
from spoc.knowledge.rules.procedure import AUDIENCES, CAPACITIES, PROCESSES, State, moves_from
from spoc.people.access import communities_visible_to, teams_visible_to
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.site.machines import Key, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE = "/procedures/{int:procedure}"
Title = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(min_length=1, max_length=30_000)]


class WordsOut(Schema):
    """A title and words in one language."""

    title: str
    words: str


class VersionOut(Schema):
    """One version; `moves` are what its state allows, `told` further languages."""

    number: int
    state: Annotated[str, OneOf(tuple(State))]
    title: str
    words: str
    told: dict[str, WordsOut]
    change: str
    author: int
    approver: int | None
    written_at: datetime
    approved_at: datetime | None
    published_at: datetime | None
    superseded_at: datetime | None
    review_on: date | None
    moves: list[str]


class ProcedureOut(Schema):
    """A procedure, with the versions the caller may read, the newest last."""

    id: int
    reference: str
    process: Annotated[str, OneOf(PROCESSES)]
    audience: Annotated[str, OneOf(AUDIENCES)]
    owner: int
    version: int
    versions: list[VersionOut]


class ProceduresOut(Schema):
    """A page of procedures, and the mark of the next page."""

    items: list[ProcedureOut]
    next: str | None


class WordsIn(Schema):
    """A title and words in one further language."""

    title: Title
    words: Words


class TextIn(Schema):
    """What a version says, in its first language and in Swedish."""

    title: Title
    words: Words
    sv: WordsIn | None = None
    change: str = Field("", max_length=300)


class ProcedureIn(TextIn):
    """A procedure: what it says, about which process, and for whom."""

    process: Annotated[str, OneOf(PROCESSES)]
    audience: Annotated[str, OneOf(AUDIENCES)] = "desk"
    communities: list[Key] = Field([], max_length=50)
    teams: list[Key] = Field([], max_length=50)
    governing: list[Key] = Field([], max_length=50)
    owner: Key | None = None
    review_months: int = Field(12, ge=1, le=60)
    days_to_read: int = Field(14, ge=1, le=90)


class ReasonIn(Schema):
    """Why something is no longer in force."""

    reason: str = Field(min_length=1, max_length=300)


class ReaderIn(Schema):
    """Who is asked to read what is in force, and in what capacity."""

    person: Key
    capacity: Annotated[str, OneOf(CAPACITIES)] | None = None


class ReaderOut(Schema):
    """Who was asked to read the version in force, and when they said they have."""

    person: int
    capacity: Annotated[str, OneOf(CAPACITIES)]
    asked_at: datetime
    due_on: date
    at: datetime | None


@router.get("/procedures", response=answers(ProceduresOut))
def list_procedures(request: HttpRequest, walk: Walk) -> ProceduresOut:
    """List the procedures the caller may read."""
    by = caller(request)
    found, mark = page_of(access.visible_to(by), ("id",), walk)
    return ProceduresOut(items=_written(found, by), next=mark)


@router.post("/procedures", response=answers(ProcedureOut, 201))
def write_procedure(request: HttpRequest, asked: ProcedureIn) -> Status[ProcedureOut]:
    """Begin a procedure: its first version is a draft."""
    by = caller(request)
    made = procedures.write_procedure(_text(asked), by=by, terms=_terms(by, asked))
    return Status(201, _out(made, by))


@router.get(ONE, response=answers(ProcedureOut))
def read_procedure(request: HttpRequest, procedure: int) -> ProcedureOut:
    """Read a procedure."""
    by = caller(request)
    return _out(_found(by, procedure), by)


@router.patch(ONE, response=answers(ProcedureOut))
def revise_procedure(request: HttpRequest, procedure: int, asked: TextIn) -> ProcedureOut:
    """Write what comes next; what was approved is a draft again."""
    by = caller(request)
    row = _found(by, procedure)
    procedures.revise_procedure(row, by=by, text=_text(asked))
    return _out(row, by)


@router.post(f"{ONE}/approval", response=answers(ProcedureOut))
def approve_procedure(request: HttpRequest, procedure: int) -> ProcedureOut:
    """Approve the draft: never whoever wrote it."""
    by = caller(request)
    row = _found(by, procedure)
    procedures_in_force.approve_procedure(row, by=by)
    return _out(row, by)


@router.post(f"{ONE}/publication", response=answers(ProcedureOut))
def publish_procedure(request: HttpRequest, procedure: int) -> ProcedureOut:
    """Put the approved version into force, in place of the one before it."""
    by = caller(request)
    row = _found(by, procedure)
    procedures_in_force.publish_procedure(row, by=by)
    return _out(row, by)


@router.post(f"{ONE}/withdrawal", response=answers(ProcedureOut))
def withdraw_procedure(request: HttpRequest, procedure: int, asked: ReasonIn) -> ProcedureOut:
    """Take a procedure out of force, with nothing in its place."""
    by = caller(request)
    row = _found(by, procedure)
    procedures_in_force.withdraw_procedure(row, by=by, reason=asked.reason)
    return _out(row, by)


@router.get(f"{ONE}/readers", response=answers(list[ReaderOut]))
def list_procedure_readers(request: HttpRequest, procedure: int) -> list[ReaderOut]:
    """List who was asked to read the version in force, as far as the caller may know."""
    by = caller(request)
    found = _found(by, procedure).in_force
    return [_reader_out(each) for each in readers_of(found, by)] if found else []


@router.post(f"{ONE}/readers", response=answers(ReaderOut, 201))
def ask_to_read(request: HttpRequest, procedure: int, asked: ReaderIn) -> Status[ReaderOut]:
    """Ask somebody by name to read the version in force."""
    by = caller(request)
    row = _found(by, procedure)
    who: Person = named(people_visible_to(by), asked.person, "person")
    capacity = asked.capacity or capacity_of(who)
    made = acknowledging.ask_to_read(row, by=by, person=who, capacity=capacity)
    return Status(201, _reader_out(made))


@router.post(f"{ONE}/acknowledgement", response=answers(ReaderOut))
def acknowledge_procedure(request: HttpRequest, procedure: int) -> ReaderOut:
    """Say that the caller has read the version in force."""
    by = caller(request)
    return _reader_out(acknowledging.acknowledge_procedure(_found(by, procedure), by=by))


def _found(by: Person, pk: int) -> Procedure:
    found: Procedure = find(access.visible_to(by), pk)
    return found


def _text(asked: TextIn) -> Text:
    told = {"sv": {"title": asked.sv.title, "words": asked.sv.words}} if asked.sv else {}
    return Text(asked.title, asked.words, told, asked.change)


def _terms(by: Person, asked: ProcedureIn) -> Terms:
    people, teams = people_visible_to(by), teams_visible_to(by)
    communities = communities_visible_to(by)
    return Terms(
        process=asked.process,
        audience=asked.audience,
        owner=named(people, asked.owner, "owner"),
        communities=tuple(named(communities, each, "communities") for each in asked.communities),
        teams=tuple(named(teams, each, "teams") for each in asked.teams),
        governing=tuple(named(people, each, "governing") for each in asked.governing),
        review_months=asked.review_months,
        days_to_read=asked.days_to_read,
    )


def _out(row: Procedure, by: Person) -> ProcedureOut:
    return _written([row], by)[0]


def _written(found: list[Procedure], by: Person) -> list[ProcedureOut]:
    """Write procedures out, each with the versions the caller may read."""
    rows = access.versions_visible_to(by).filter(procedure__in=found).order_by("number")
    versions: dict[int, list[VersionOut]] = {}
    for each in rows:
        versions.setdefault(each.procedure_id, []).append(_version_out(each))
    return [
        ProcedureOut(
            id=row.pk,
            reference=row.reference,
            process=row.process,
            audience=row.audience,
            owner=row.owner_id,
            version=row.version,
            versions=versions.get(row.pk, []),
        )
        for row in found
    ]


def _version_out(row: ProcedureVersion) -> VersionOut:
    names = (
        *("number", "state", "title", "words", "change", "written_at", "approved_at"),
        *("published_at", "superseded_at", "review_on"),
    )
    return VersionOut(
        told={language: WordsOut(**said) for language, said in row.told.items()},
        author=row.author_id,
        approver=row.approver_id,
        moves=[each for each in moves_from(row.state) if each != "supersede"],
        **{name: getattr(row, name) for name in names},
    )


def _reader_out(row: Acknowledgement) -> ReaderOut:
    return ReaderOut(
        person=row.person_id,
        capacity=row.capacity,
        asked_at=row.asked_at,
        due_on=row.due_on,
        at=row.at,
    )
