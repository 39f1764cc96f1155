"""Support requests: making, listing, reading and describing them."""

import hashlib
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Header, Query, Router, Schema, Status
from pydantic import Field

from spoc.people.access import one_visible_to
from spoc.people.models import Language, Person
from spoc.requests import access, activities, view_access
from spoc.requests.activities import Registration
from spoc.requests.api.shapes import (
    SHOWN_WITH,
    RequestOut,
    StatusCode,
    TypeCode,
    found,
    request_now,
    request_told,
    requests_out,
)
from spoc.requests.models import SupportRequest
from spoc.requests.queries.by_custom import with_values
from spoc.requests.queries.view_question import asked_for
from spoc.search.queries import numbers_matching
from spoc.site.machines import Key, Moment, OneOf, PageIn, answers, named, page_of, there
from spoc.site.tokens import caller

router = Router()

NEWEST = ("-id",)
LANGUAGES = tuple(Language.values)


class RequestIn(Schema):
    """What somebody needs. Without a requester it is the caller who asks."""

    description: str = Field(min_length=1, max_length=100_000)
    title: str = Field("", max_length=200)
    requester: Key | None = None
    language: Annotated[str, OneOf(("", *LANGUAGES))] = ""
    is_complaint: bool = False
    custom: dict[str, Any] = Field({}, max_length=100, description="Custom fields by key.")


class RequestsIn(PageIn):
    """What narrows the list; newest first."""

    status: list[StatusCode] = []
    type: TypeCode | None = None
    team: Key | None = None
    assignee: Key | None = None
    requester: Key | None = None
    service: Key | None = None
    priority: int | None = Field(None, ge=1, le=5)
    q: str = Field("", max_length=200, description="Words to be found in it.")
    custom: list[Annotated[str, Field(max_length=300, pattern="^[a-z0-9_-]+:.+$")]] = Field(
        [], max_length=10, description="Custom fields by key and value, such as `room:B12`."
    )
    created_after: Moment | None = None
    updated_after: Moment | None = None
    view: Key | None = Field(None, description="A view whose requests are listed, newest first.")


class RequestsOut(Schema):
    """A page of requests, and the mark of the next page."""

    items: list[RequestOut]
    next: str | None


class DescriptionIn(Schema):
    """What is to be changed; `version` is the one that was read, so that nothing is lost."""

    title: str | None = Field(None, min_length=1, max_length=200)
    is_complaint: bool | None = None
    version: int | None = None


@router.get("/requests", response=answers(RequestsOut))
def list_requests(request: HttpRequest, asked: Annotated[RequestsIn, Query()]) -> RequestsOut:
    """List the requests the caller may see."""
    by = caller(request)
    view = named(view_access.visible_to(by), asked.view, "view")
    rows = asked_for(view.conditions, by) if view else access.visible_to(by)
    rows = _narrowed(rows, asked)
    if asked.q.strip():
        rows = rows.filter(pk__in=numbers_matching(by, asked.q, noun="request"))
    rows = with_values(rows, asked.custom, by)
    shown, mark = page_of(rows.select_related(*SHOWN_WITH), NEWEST, asked)
    return RequestsOut(items=requests_out(shown, by), next=mark)


@router.post("/requests", response={**answers(RequestOut, 201), 200: RequestOut})
def register_request(
    request: HttpRequest,
    asked: RequestIn,
    idempotency_key: Annotated[
        str, Header(alias="Idempotency-Key", max_length=200, pattern=r"^[\x21-\x7e]*$")
    ] = "",
) -> Status[RequestOut]:
    """Make a request. Sent again with the same Idempotency-Key within a day, it is the same one."""
    by = caller(request)
    made, is_new = register_asked(asked, by, idempotency_key)
    # what was just made is known as it stands
    return Status(201, request_told(made, by)) if is_new else Status(200, request_now(made.pk, by))


def register_asked(asked: RequestIn, by: Person, key: str) -> tuple[SupportRequest, bool]:
    """Make a request; return it, and whether it is new: with a key it is made once."""
    known = asked.requester and there(one_visible_to(by, asked.requester), "requester")
    requester = known or by
    registration = Registration(
        description=asked.description,
        title=asked.title,
        channel="api",
        language=asked.language,
        is_complaint=asked.is_complaint,
        custom=asked.custom,
    )
    if not key:
        return activities.register(requester, by=by, registration=registration), True
    digest = hashlib.sha256(asked.model_dump_json().encode()).hexdigest()
    return activities.register_once(
        requester, by=by, registration=registration, key=key, digest=digest
    )


@router.get("/requests/{int:number}", response=answers(RequestOut))
def read_request(request: HttpRequest, number: int) -> RequestOut:
    """Read a request."""
    return request_now(number, caller(request))


@router.patch("/requests/{int:number}", response=answers(RequestOut))
def describe_request(request: HttpRequest, number: int, asked: DescriptionIn) -> RequestOut:
    """Change the title, or whether it is a complaint."""
    by = caller(request)
    activities.describe(found(request, number), by=by, **asked.dict())
    return request_now(number, by)


def _narrowed(rows: QuerySet[SupportRequest], asked: RequestsIn) -> QuerySet[SupportRequest]:
    if asked.status:
        rows = rows.filter(status__in=asked.status)
    wanted = {
        "type": asked.type,
        "team": asked.team,
        "assignee": asked.assignee,
        "requester": asked.requester,
        "service": asked.service,
        "priority": asked.priority,
        "created_at__gt": asked.created_after,
        "updated_at__gt": asked.updated_after,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value is not None})
