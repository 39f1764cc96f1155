"""What is found out about a request: what only its type has, the diagnosis, and who may read it."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.intake.suggesting import refuse as refuse_suggestions
from spoc.intake.suggesting import suggestion_of
from spoc.people.access import demand
from spoc.people.access import visible_to as people_visible_to
from spoc.requests import access, activities
from spoc.requests.activities.describe import EXTENSION, TypeFields
from spoc.requests.api.shapes import RecordOut, TypeCode, found
from spoc.requests.api.work import TypeFieldsIn
from spoc.requests.models import Diagnosis, SupportRequest
from spoc.site.machines import Key, Walk, all_named, answers, page_of
from spoc.site.tokens import caller

router = Router()

ONE = "/requests/{int:number}"
# what is emptied by a word that says nothing, and by nothing at all; the rest always has a value
BY_WORD = (
    *("feature", "fix", "verification", "degree", "workaround", "cause", "wanted"),
    *("cost_centre", "need", "affected_process", "benefit"),
)
BY_NOTHING = (
    *("occurred_at", "detected_at", "restored_at", "is_reproduced", "helped", "delivered_at"),
    "beneficiaries",
)


class TypeFieldsOut(Schema):
    """What only requests of this type have, by name."""

    type: TypeCode
    fields: dict[str, Any]


class DiagnosisIn(Schema):
    """A step of finding out: what was thought, how it was tried, what came of it."""

    hypothesis: str = Field(min_length=1, max_length=300)
    test: str = Field("", max_length=300)
    result: str = Field("", max_length=300)


class DiagnosisOut(DiagnosisIn):
    """A step of finding out, and by whom."""

    id: int
    by: RecordOut
    at: datetime


class DiagnosesOut(Schema):
    """A page of the diagnosis, oldest first, and the mark of the next page."""

    items: list[DiagnosisOut]
    next: str | None


class ReadersIn(Schema):
    """Who alone may read it, beside those who asked and oneself; none opens it again."""

    readers: list[Key] = Field(max_length=100)


class ReadersOut(Schema):
    """Whether it is closed to all but named readers, and who they are."""

    is_restricted: bool
    readers: list[RecordOut]


class SuggestionOut(Schema):
    """What history suggests a field of a request is, and the words that speak for it."""

    field: str
    value: str
    words: list[str]
    strength: int


@router.get(f"{ONE}/type-fields", response=answers(TypeFieldsOut))
def read_type_fields(request: HttpRequest, number: int) -> TypeFieldsOut:
    """Read what only requests of this type have."""
    row = found(request, number)
    access.demand_inside(caller(request), row)
    return _type_fields(row)


@router.patch(f"{ONE}/type-fields", response=answers(TypeFieldsOut))
def describe_request_type(request: HttpRequest, number: int, asked: TypeFieldsIn) -> TypeFieldsOut:
    """Fill in what only requests of this type have; what another type has is left out."""
    row = found(request, number)
    activities.describe_type(row, by=caller(request), fields=_told(asked))
    return _type_fields(row)


@router.get(f"{ONE}/diagnoses", response=answers(DiagnosesOut))
def list_diagnoses(request: HttpRequest, number: int, walk: Walk) -> DiagnosesOut:
    """List how far one has found out what is wrong."""
    row = found(request, number)
    access.demand_inside(caller(request), row)
    incident = getattr(row, "incident", None)
    if incident is None:
        return DiagnosesOut(items=[], next=None)
    shown, mark = page_of(incident.diagnoses.select_related("by"), ("id",), walk)
    return DiagnosesOut(items=[_diagnosis(each) for each in shown], next=mark)


@router.post(f"{ONE}/diagnoses", response=answers(DiagnosisOut, 201))
def diagnose_request(request: HttpRequest, number: int, asked: DiagnosisIn) -> Status[DiagnosisOut]:
    """Add a step of finding out."""
    row = found(request, number)
    return Status(201, _diagnosis(activities.diagnose(row, by=caller(request), **asked.dict())))


@router.get(f"{ONE}/readers", response=answers(ReadersOut))
def list_readers(request: HttpRequest, number: int) -> ReadersOut:
    """List who alone may read a request."""
    row = found(request, number)
    access.demand_inside(caller(request), row)
    return _readers(row)


@router.put(f"{ONE}/readers", response=answers(ReadersOut))
def restrict_request(request: HttpRequest, number: int, asked: ReadersIn) -> ReadersOut:
    """Close a request to all but named readers, or open it again."""
    by, row = caller(request), found(request, number)
    known = people_visible_to(by).filter(is_active=True)
    activities.restrict(row, by=by, readers=all_named(known, asked.readers, "readers"))
    return _readers(row)


@router.get(f"{ONE}/suggestions", response=answers(list[SuggestionOut]))
def list_suggestions(request: HttpRequest, number: int) -> list[SuggestionOut]:
    """List what history suggests a request is, as long as nobody took or refused it."""
    row = found(request, number)
    demand(access.may_classify(caller(request), row))
    is_open = row.status == "new" and row.type == "unclassified"
    suggestion = suggestion_of(row) if is_open else None
    made = suggestion.by_history if suggestion else {}
    return [
        SuggestionOut(field=name, value=each.value, words=list(each.words), strength=each.strength)
        for name, each in made.items()
    ]


@router.post(f"{ONE}/suggestion-refusal", response=answers(None, 204))
def refuse_request_suggestions(request: HttpRequest, number: int) -> Status[None]:
    """Say that a request is nothing of what it seems to be."""
    refuse_suggestions(found(request, number), by=caller(request))
    return Status(204, None)


def _told(asked: TypeFieldsIn) -> TypeFields:
    """Return what a machine says of a type; what it leaves out stays, null empties it."""
    given = asked.dict(exclude_unset=True)
    said = {name: value for name, value in given.items() if value is not None}
    emptied = {name: "" if name in BY_WORD else None for name in given.keys() - said.keys()}
    known = {name: value for name, value in emptied.items() if name in (*BY_WORD, *BY_NOTHING)}
    return cast(TypeFields, said | known)


def _type_fields(row: SupportRequest) -> TypeFieldsOut:
    extension = getattr(row, EXTENSION[row.type], None) if row.type in EXTENSION else None
    names = [name for name in TypeFieldsIn.model_fields if hasattr(extension, name)]
    return TypeFieldsOut(type=row.type, fields={name: getattr(extension, name) for name in names})


def _diagnosis(row: Diagnosis) -> DiagnosisOut:
    return DiagnosisOut(
        id=row.pk,
        hypothesis=row.hypothesis,
        test=row.test,
        result=row.result,
        by=RecordOut(id=row.by_id, name=str(row.by)),
        at=row.at,
    )


def _readers(row: SupportRequest) -> ReadersOut:
    named_ones = row.readers.select_related("person").order_by("id")
    return ReadersOut(
        is_restricted=row.is_restricted,
        readers=[RecordOut(id=each.person_id, name=str(each.person)) for each in named_ones],
    )
