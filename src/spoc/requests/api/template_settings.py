"""Keeping templates of requests by machines: writing, changing and retiring them."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.people.access import demand, teams_visible_to
from spoc.people.models import Language, Person
from spoc.requests import activities
from spoc.requests.api.shapes import Level
from spoc.requests.field_access import may_open_templates, templates_shaped_by
from spoc.requests.models import RequestTemplate
from spoc.requests.rules import TYPES
from spoc.site.machines import Key, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
Name = Annotated[str, Field(max_length=120)]
PLAIN = (
    *("name", "names", "title", "words", "type", "impact", "urgency", "custom", "tasks"),
    "is_live",
)


class TemplateIn(Schema):
    """What a request that is made again and again begins with; what is empty is said each time."""

    name: str = Field(min_length=1, max_length=120)
    names: dict[Annotated[str, OneOf(tuple(Language.values))], Name] = {}
    title: str = Field(min_length=1, max_length=200)
    words: str = Field("", max_length=10_000)
    type: Annotated[str, OneOf(("", *TYPES[1:]))] = ""
    service: Key | None = None
    category: Key | None = None
    team: Key | None = Field(None, description="Otherwise it is dispatched as others are.")
    impact: Level | None = None
    urgency: Level | None = None
    custom: dict[str, Any] = Field({}, max_length=100, description="Custom fields by key.")
    tasks: list[Annotated[str, Field(max_length=200)]] = Field(
        [], max_length=50, description="Each becomes a task of the request."
    )
    is_live: bool = True


class KeptTemplateOut(TemplateIn):
    """A template as it is kept."""

    id: int


class KeptTemplatesOut(Schema):
    """A page of templates by name, and the mark of the next page."""

    items: list[KeptTemplateOut]
    next: str | None


@router.get("/settings/request-templates", response=answers(KeptTemplatesOut))
def list_kept_templates(request: HttpRequest, walk: Walk) -> KeptTemplatesOut:
    """List the templates as they are kept, those out of use too, to whoever keeps them."""
    rows, mark = page_of(templates_shaped_by(_keeper(request)), ("name", "id"), walk)
    return KeptTemplatesOut(items=[_out(row) for row in rows], next=mark)


@router.post("/settings/request-templates", response=answers(KeptTemplateOut, 201))
def add_template(request: HttpRequest, asked: TemplateIn) -> Status[KeptTemplateOut]:
    """Write a template."""
    by = _keeper(request)
    said = _particulars(asked, by)
    return Status(201, _out(activities.add_template(said.pop("name"), by=by, **said)))


@router.get("/settings/request-templates/{int:template}", response=answers(KeptTemplateOut))
def read_kept_template(request: HttpRequest, template: int) -> KeptTemplateOut:
    """Read a template as it is kept."""
    return _out(find(templates_shaped_by(_keeper(request)), template))


@router.put("/settings/request-templates/{int:template}", response=answers(KeptTemplateOut))
def change_template(request: HttpRequest, template: int, asked: TemplateIn) -> KeptTemplateOut:
    """Change a template: what is not sent is as in a new one."""
    by = _keeper(request)
    row: RequestTemplate = find(templates_shaped_by(by), template)
    return _out(activities.change_template(row, by=by, **_particulars(asked, by)))


@router.delete("/settings/request-templates/{int:template}", response=answers(None, 204))
def retire_template(request: HttpRequest, template: int) -> Status[None]:
    """Take a template out of use, once no request comes back from it."""
    by = _keeper(request)
    row: RequestTemplate = find(templates_shaped_by(by), template)
    activities.change_template(row, by=by, name=row.name, title=row.title, is_live=False)
    return Status(204, None)


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they keep templates."""
    by = caller(request)
    words = _("Templates are kept by coordinators and managers of the desk: ask them.")
    demand(may_open_templates(by), words)
    return by


def _particulars(asked: TemplateIn, by: Person) -> dict[str, Any]:
    return {
        **{name: getattr(asked, name) for name in PLAIN},
        "service": named(services_visible_to(by), asked.service, "service"),
        "category": named(categories_visible_to(by), asked.category, "category"),
        "team": named(teams_visible_to(by), asked.team, "team"),
    }


def _out(row: RequestTemplate) -> KeptTemplateOut:
    return KeptTemplateOut(
        **{name: getattr(row, name) for name in PLAIN},
        id=row.pk,
        service=row.service_id,
        category=row.category_id,
        team=row.team_id,
    )
