"""Templates of requests for machines, and registering from one."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import visible_to as people_visible_to
from spoc.requests import activities
from spoc.requests.api.shapes import RecordOut, RequestOut, record_out, request_now
from spoc.requests.field_access import templates_usable_by
from spoc.requests.models import RequestTemplate
from spoc.site.machines import Key, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
SHOWN_WITH = ("service", "category", "team")


class TemplateOut(Schema):
    """What a request that is made again and again begins with; what is empty is said each time."""

    id: int
    name: str
    title: str
    words: str
    type: str
    service: RecordOut | None
    category: RecordOut | None
    team: RecordOut | None
    impact: int | None
    urgency: int | None
    custom: dict[str, Any]
    tasks: list[str]


class TemplatesOut(Schema):
    """A page of templates, and the mark of the next page."""

    items: list[TemplateOut]
    next: str | None


class FromTemplateIn(Schema):
    """What is said beyond the template. Without a requester it is the caller who asks."""

    requester: Key | None = None
    description: str = Field("", max_length=100_000)
    custom: dict[str, Any] = Field({}, max_length=100, description="Custom fields by key.")


@router.get("/request-templates", response=answers(TemplatesOut))
def list_request_templates(request: HttpRequest, walk: Walk) -> TemplatesOut:
    """List the templates in use, to whoever registers requests for others."""
    rows = templates_usable_by(caller(request)).select_related(*SHOWN_WITH)
    shown, mark = page_of(rows, ("name", "id"), walk)
    return TemplatesOut(items=[_out(row) for row in shown], next=mark)


@router.post("/request-templates/{int:pk}/requests", response=answers(RequestOut, 201))
def register_from_template(
    request: HttpRequest, pk: int, asked: FromTemplateIn
) -> Status[RequestOut]:
    """Register a request as a template has it."""
    by = caller(request)
    template = find(templates_usable_by(by).select_related(*SHOWN_WITH), pk)
    requester = named(people_visible_to(by), asked.requester, "requester") or by
    made = activities.register_from(
        requester,
        by=by,
        template=template,
        channel="api",
        words=asked.description,
        custom=asked.custom,
    )
    return Status(201, request_now(made.pk, by))


def _out(row: RequestTemplate) -> TemplateOut:
    return TemplateOut(
        id=row.pk,
        name=str(row),
        title=row.title,
        words=row.words,
        type=row.type,
        service=record_out(row.service),
        category=record_out(row.category),
        team=record_out(row.team),
        impact=row.impact,
        urgency=row.urgency,
        custom=row.custom,
        tasks=row.tasks,
    )
