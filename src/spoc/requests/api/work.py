"""The end of the work and what it took: resolving, and the log of minutes."""

from datetime import datetime
from typing import Annotated, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access, activities
from spoc.requests.activities import ClosureCheck, Resolution
from spoc.requests.activities.describe import TypeFields
from spoc.requests.api.shapes import (
    ClassificationIn,
    ClosureCode,
    MethodCode,
    RecordOut,
    RequestOut,
    classification_of,
    found,
    request_now,
)
from spoc.requests.models import SupportRequest
from spoc.requests.rules.guards import DEGREES, RECEIPTS, VERIFICATIONS
from spoc.site.machines import Key, Moment, OneOf, Walk, Whole, answers, find, named, page_of
from spoc.site.tokens import caller
from spoc.suppliers.access import suppliers_visible_to
from spoc.suppliers.models import Supplier
from spoc.suppliers.queries import handovers_of
from spoc.work.activities import LONGEST, correct_work, log_work
from spoc.work.models import WorkLog
from spoc.work.queries import logs_of

router = Router()

Minutes = Annotated[Whole, Field(ge=0, le=LONGEST)]
Number = Annotated[Whole, Field(ge=0, le=1_000_000)]
Small = Annotated[Whole, Field(ge=1, le=30_000)]


class TypeFieldsIn(Schema):
    """What only one of the four types has; the others are left out."""

    occurred_at: Moment | None = None
    detected_at: Moment | None = None
    feature: str | None = Field(None, max_length=200)
    is_reproduced: bool | None = None
    fix: str | None = Field(None, max_length=100_000)
    restored_at: Moment | None = None
    verification: Annotated[str, OneOf(VERIFICATIONS)] | None = None
    degree: Annotated[str, OneOf(DEGREES)] | None = None
    users_affected: Number | None = None
    workaround: str | None = Field(None, max_length=100_000)
    cause: str | None = Field(None, max_length=200)
    is_security: bool | None = None
    is_safety: bool | None = None
    is_legal: bool | None = None
    is_gap: bool | None = None
    helped: bool | None = None
    receipt: Annotated[str, OneOf(RECEIPTS)] | None = None
    wanted: str | None = Field(None, max_length=200)
    quantity: Small | None = None
    cost_centre: str | None = Field(None, max_length=40)
    delivered_at: Moment | None = None
    need: str | None = Field(None, max_length=100_000)
    affected_process: str | None = Field(None, max_length=200)
    benefit: str | None = Field(None, max_length=300)
    beneficiaries: Number | None = None


class ResolutionIn(Schema):
    """How the need was met: what the requester reads, how, with what result, in what time.

    `classification` answers what is new in one step; `category` is what it turned out to be.
    """

    text: str = Field(max_length=100_000)
    method: MethodCode
    closure_code: ClosureCode
    minutes: Minutes | None = None
    type_fields: TypeFieldsIn | None = None
    classification: ClassificationIn | None = None
    category: Key | None = None
    no_problem_reason: str = Field("", max_length=300)
    first_tier_could: bool | None = None


class WorkIn(Schema):
    """Minutes that work took, and on what; `supplier` says whose they are when not one's own."""

    minutes: Minutes
    activity: str = Field("", max_length=200)
    supplier: Key | None = None


class WorkCorrectionIn(Schema):
    """The minutes as they should have been; what was done stays as it was when it is left out."""

    minutes: Minutes
    activity: str | None = Field(None, max_length=200)


class WorkOut(Schema):
    """Minutes somebody spent: the person who logged them, or the supplier they speak for."""

    id: int
    person: RecordOut
    supplier: str
    tier: int | None
    minutes: int
    activity: str
    at: datetime


class WorksOut(Schema):
    """A page of the log of work, and the mark of the next page."""

    items: list[WorkOut]
    next: str | None


@router.post("/requests/{int:number}/resolution", response=answers(RequestOut))
def resolve_request(request: HttpRequest, number: int, asked: ResolutionIn) -> RequestOut:
    """Say how the need was met; the requester is asked to confirm."""
    by = caller(request)
    given = asked.type_fields.dict(exclude_none=True) if asked.type_fields else {}
    resolution = Resolution(
        text=asked.text,
        method=asked.method,
        closure_code=asked.closure_code,
        minutes=asked.minutes,
        type_fields=cast(TypeFields, given) if given else None,
        check=ClosureCheck(
            named(categories_visible_to(by), asked.category, "category"),
            asked.no_problem_reason,
            asked.first_tier_could,
        ),
    )
    wanted = asked.classification
    classification = classification_of(wanted, by) if wanted else None
    activities.resolve(
        found(request, number), by=by, resolution=resolution, classification=classification
    )
    return request_now(number, by)


@router.get("/requests/{int:number}/work-logs", response=answers(WorksOut))
def list_work(request: HttpRequest, number: int, walk: Walk) -> WorksOut:
    """List the work logged on a request."""
    row = found(request, number)
    demand(access.may_read_inside(caller(request), row), _("The log of work is the desk's own."))
    rows, mark = page_of(logs_of(row), ("id",), walk)
    return WorksOut(items=[work_out(log) for log in rows], next=mark)


@router.post("/requests/{int:number}/work-logs", response=answers(WorkOut, 201))
def log_request_work(request: HttpRequest, number: int, asked: WorkIn) -> Status[WorkOut]:
    """Log minutes of work on a request."""
    by, row = caller(request), found(request, number)
    demand(access.may_work(by, row))
    supplier = named(_suppliers(row, by), asked.supplier, "supplier")
    whose = supplier.name if supplier else ""
    log = log_work(row, by=by, minutes=asked.minutes, activity=asked.activity, supplier=whose)
    return Status(201, work_out(log))


@router.patch("/requests/{int:number}/work-logs/{int:log}", response=answers(WorkOut))
def correct_request_work(
    request: HttpRequest, number: int, log: int, asked: WorkCorrectionIn
) -> WorkOut:
    """Correct what one logged oneself, within seven days."""
    by, row = caller(request), found(request, number)
    demand(access.may_read_inside(by, row), _("The log of work is the desk's own."))
    logged = find(logs_of(row), log)
    return work_out(correct_work(logged, by=by, minutes=asked.minutes, activity=asked.activity))


def _suppliers(row: SupportRequest, by: Person) -> QuerySet[Supplier]:
    """Return the suppliers it was handed over to."""
    given = handovers_of(row, by).order_by().values("supplier")
    return suppliers_visible_to(by).filter(pk__in=given)


def work_out(log: WorkLog) -> WorkOut:
    """Return minutes of work as machines read them."""
    return WorkOut(
        id=log.pk,
        person=RecordOut(id=log.person_id, name=str(log.person)),
        supplier=log.supplier,
        tier=log.tier,
        minutes=log.minutes,
        activity=log.activity,
        at=log.at,
    )
