"""Processes for machines: drawn, wired and published as on their pages."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.site.machines import Key, OneOf, Walk, answers, find, page_of
from spoc.site.tokens import caller
from spoc.workflow import access, activities
from spoc.workflow.activities import (
    Description,
    Drawing,
    add_process,
    draw_version,
    last_drawing,
    publish_version,
    retire_process,
    wire_version,
)
from spoc.workflow.models import Definition, DefinitionVersion
from spoc.workflow.models.process import VERSION_STATES
from spoc.workflow.rules.wiring import parse_wiring

router = Router()

NEWEST = ("-id",)
ONE = "/processes/{int:process}"
VERSION = "/process-versions/{int:version}"
Words = Annotated[str, Field(max_length=300)]
Source = Annotated[str, Field(max_length=1_000_000)]


class ProcessOut(Schema):
    """A process: what new cases run by, where a version is in use."""

    id: int
    key: str
    name: str
    names: dict[str, str]
    purpose: str
    is_live: bool
    published: int | None


class ProcessesOut(Schema):
    """A page of processes, the newest first, and the mark of the next page."""

    items: list[ProcessOut]
    next: str | None


class ProcessStepIn(Schema):
    """One step of a list: `sort` is task, approval, action, activity or wait."""

    sort: Annotated[str, OneOf(("task", "approval", "action", "activity", "wait"))] = "task"
    name: Annotated[str, Field(max_length=200)]
    names: dict[str, str] = {}
    team: Key | None = None
    is_beside: bool = False
    when: Words = ""
    duration: Annotated[str, Field(max_length=40)] = ""
    key: Annotated[str, Field(max_length=60)] = ""
    inputs: dict[str, str] = {}
    approvers: list[str] = []
    rule: Annotated[str, OneOf(("all", "any", "sequence", "quorum"))] = "all"
    quorum: Annotated[int, Field(ge=0, le=12)] = 0
    days: Annotated[int, Field(ge=1, le=60)] = 10


class DrawingIn(Schema):
    """A BPMN 2.0 file, or the steps of a list; with neither, the last version once more."""

    source: Source = ""
    steps: list[ProcessStepIn] | None = None
    note: Words = ""


class ProcessDescriptionIn(Schema):
    """What a process is called, in each language, and what it is for."""

    name: Annotated[str, Field(max_length=120)]
    names: dict[str, str] = {}
    purpose: Annotated[str, Field(max_length=2_000)] = ""


class ProcessIn(DrawingIn, ProcessDescriptionIn):
    """A process with its first version."""


class WiringIn(Schema):
    """The team of each lane, by its name, and how each step is done, by its key in the file."""

    lanes: dict[str, Key] = {}
    steps: dict[str, dict[str, str | int | bool | list[str] | dict[str, str]]] = {}


class PublishIn(Schema):
    """With whose rights machines act in it; the caller's own unless said otherwise."""

    runs_as: Key | None = None


class ProcessVersionOut(Schema):
    """A version of a process."""

    id: int
    process: int
    number: int
    state: Annotated[str, OneOf(VERSION_STATES)]
    note: str
    made_at: datetime
    published_at: datetime | None


class WholeProcessVersionOut(ProcessVersionOut):
    """A version with its file, and how its steps are done."""

    source: str
    wiring: dict[str, object]


class ProcessVersionsOut(Schema):
    """A page of versions, the newest first, and the mark of the next page."""

    items: list[ProcessVersionOut]
    next: str | None


@router.get("/processes", response=answers(ProcessesOut))
def list_processes(request: HttpRequest, walk: Walk) -> ProcessesOut:
    """List the processes."""
    rows, mark = page_of(access.visible_to(caller(request)), NEWEST, walk)
    return ProcessesOut(items=[_out(row) for row in rows], next=mark)


@router.post("/processes", response=answers(ProcessVersionOut, 201))
def create_process(request: HttpRequest, asked: ProcessIn) -> Status[ProcessVersionOut]:
    """Add a process with its first version, as a draft."""
    description = Description(asked.name, asked.names, asked.purpose)
    made = add_process(description, by=caller(request), drawing=_drawing(asked))
    return Status(201, _version(made))


@router.get(ONE, response=answers(ProcessOut))
def read_process(request: HttpRequest, process: int) -> ProcessOut:
    """Read a process."""
    return _out(_found(request, process))


@router.put(f"{ONE}/description", response=answers(ProcessOut))
def describe_process(request: HttpRequest, process: int, asked: ProcessDescriptionIn) -> ProcessOut:
    """Say anew what a process is called and what it is for."""
    by, row = caller(request), _found(request, process)
    said = Description(asked.name, asked.names, asked.purpose)
    return _out(activities.describe_process(row, by=by, description=said))


@router.post(f"{ONE}/retirement", response=answers(ProcessOut))
def retire_a_process(request: HttpRequest, process: int) -> ProcessOut:
    """Let no new case begin by it."""
    by = caller(request)
    return _out(retire_process(_found(request, process), by=by))


@router.get(f"{ONE}/versions", response=answers(ProcessVersionsOut))
def list_process_versions(request: HttpRequest, process: int, walk: Walk) -> ProcessVersionsOut:
    """List the versions of a process."""
    rows = access.versions_visible_to(caller(request)).filter(definition=_found(request, process))
    found, mark = page_of(rows.defer("source", "called"), NEWEST, walk)
    return ProcessVersionsOut(items=[_version(row) for row in found], next=mark)


@router.post(f"{ONE}/versions", response=answers(ProcessVersionOut, 201))
def create_process_version(
    request: HttpRequest, process: int, asked: DrawingIn
) -> Status[ProcessVersionOut]:
    """Draw a further version, as a draft."""
    by, row = caller(request), _found(request, process)
    is_said = asked.source or asked.steps is not None
    drawing = _drawing(asked) if is_said else last_drawing(row, asked.note)
    return Status(201, _version(draw_version(row, by=by, drawing=drawing)))


@router.get(VERSION, response=answers(WholeProcessVersionOut))
def read_process_version(request: HttpRequest, version: int) -> WholeProcessVersionOut:
    """Read a version with its BPMN file."""
    row = _found_version(request, version)
    told = _version(row).model_dump()
    return WholeProcessVersionOut(**told, source=row.source, wiring=row.wiring)


@router.put(f"{VERSION}/drawing", response=answers(ProcessVersionOut))
def redraw_process_version(
    request: HttpRequest, version: int, asked: DrawingIn
) -> ProcessVersionOut:
    """Change the file or the steps of a draft."""
    by, row = caller(request), _found_version(request, version)
    return _version(activities.redraw_version(row, by=by, drawing=_drawing(asked)))


@router.put(f"{VERSION}/wiring", response=answers(ProcessVersionOut))
def wire_process_version(request: HttpRequest, version: int, asked: WiringIn) -> ProcessVersionOut:
    """Say who or what does the steps of a draft."""
    by, row = caller(request), _found_version(request, version)
    return _version(wire_version(row, by=by, wiring=parse_wiring(asked.model_dump())))


@router.post(f"{VERSION}/publication", response=answers(ProcessVersionOut))
def publish_process_version(
    request: HttpRequest, version: int, asked: PublishIn
) -> ProcessVersionOut:
    """Let new cases run by it."""
    by, row = caller(request), _found_version(request, version)
    runs_as = by if asked.runs_as is None else find(access.stand_ins_for(by), asked.runs_as)
    return _version(publish_version(row, by=by, runs_as=runs_as))


def _drawing(asked: DrawingIn) -> Drawing:
    steps = None if asked.steps is None else [each.model_dump() for each in asked.steps]
    return Drawing(asked.source, steps, asked.note)


def _found(request: HttpRequest, pk: int) -> Definition:
    row: Definition = find(access.visible_to(caller(request)), pk)
    return row


def _found_version(request: HttpRequest, pk: int) -> DefinitionVersion:
    rows = access.versions_visible_to(caller(request)).select_related("definition")
    row: DefinitionVersion = find(rows, pk)
    return row


def _out(row: Definition) -> ProcessOut:
    published = row.published
    return ProcessOut(
        id=row.pk,
        key=row.key,
        name=row.name,
        names=row.names,
        purpose=row.purpose,
        is_live=row.is_live,
        published=published.pk if published else None,
    )


def _version(row: DefinitionVersion) -> ProcessVersionOut:
    return ProcessVersionOut(
        id=row.pk,
        process=row.definition_id,
        number=row.number,
        state=row.state,
        note=row.note,
        made_at=row.made_at,
        published_at=row.published_at,
    )
