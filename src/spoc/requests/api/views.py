"""Views for machines, and the tags that requests carry."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand, teams_visible_to
from spoc.people.models import Person
from spoc.requests import access, activities, view_access
from spoc.requests.activities import ViewParticulars
from spoc.requests.api.shapes import RecordOut, found, record_out
from spoc.requests.models import SupportRequest, View
from spoc.requests.rules.view import AUDIENCES
from spoc.site.machines import Key, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

Audience = Annotated[str, OneOf(AUDIENCES)]
TREE = (
    'A tree such as `{"all": [{"field": "status", "is": "one_of", "value": ["new"]}]}`:'
    " `all` or `any` of a list of conditions, and of groups of conditions."
)


class ViewIn(Schema):
    """A view: which requests it asks for, and how it is drawn."""

    name: str = Field(min_length=1, max_length=80)
    audience: Audience = "mine"
    team: Key | None = Field(None, description="Whose view it is, where it is a team's.")
    conditions: dict[str, Any] = Field(description=TREE)
    columns: list[str] = Field([], max_length=10, description="None: those of every queue.")
    grouping: str = Field("", max_length=60)
    order: list[str] = Field([], max_length=3, description="Fields; a minus sign for falling.")


class ViewOut(Schema):
    """A view as it is kept."""

    id: int
    name: str
    owner: RecordOut
    audience: Audience
    team: RecordOut | None
    conditions: dict[str, Any]
    columns: list[str]
    grouping: str
    order: list[str]


class ViewsOut(Schema):
    """A page of views by name, and the mark of the next page."""

    items: list[ViewOut]
    next: str | None


class TagsIn(Schema):
    """The tags a request is to carry: these and no others."""

    tags: list[Annotated[str, Field(max_length=200)]] = Field(max_length=50)


class TagsOut(Schema):
    """The tags a request carries."""

    tags: list[str]


@router.get("/views", response=answers(ViewsOut))
def list_views(request: HttpRequest, walk: Walk) -> ViewsOut:
    """List the views the caller may open: their own, their teams', and everybody's."""
    rows = view_access.visible_to(_keeper(request)).select_related("owner", "team")
    shown, mark = page_of(rows, ("name", "id"), walk)
    return ViewsOut(items=[_out(row) for row in shown], next=mark)


@router.post("/views", response=answers(ViewOut, 201))
def add_view(request: HttpRequest, asked: ViewIn) -> Status[ViewOut]:
    """Make a view."""
    by = _keeper(request)
    view = activities.add_view(by, by=by, particulars=_particulars(asked, by))
    return Status(201, _out(view))


@router.get("/views/{int:view}", response=answers(ViewOut))
def read_view(request: HttpRequest, view: int) -> ViewOut:
    """Read a view; what it shows is at `/requests?view=`."""
    return _out(find(view_access.visible_to(_keeper(request)), view))


@router.put("/views/{int:view}", response=answers(ViewOut))
def change_view(request: HttpRequest, view: int, asked: ViewIn) -> ViewOut:
    """Change a view: what is not sent is as in a new one."""
    by = _keeper(request)
    row: View = find(view_access.visible_to(by), view)
    return _out(activities.change_view(row, by=by, particulars=_particulars(asked, by)))


@router.delete("/views/{int:view}", response=answers(None, 204))
def delete_view(request: HttpRequest, view: int) -> Status[None]:
    """Delete a view, for all who have it."""
    by = _keeper(request)
    activities.delete_view(find(view_access.visible_to(by), view), by=by)
    return Status(204, None)


@router.get("/requests/{int:number}/tags", response=answers(TagsOut))
def read_tags(request: HttpRequest, number: int) -> TagsOut:
    """Read the tags of a request: the desk's own words."""
    row = found(request, number)
    demand(access.may_read_inside(caller(request), row))
    return _tags(row)


@router.put("/requests/{int:number}/tags", response=answers(TagsOut))
def set_tags(request: HttpRequest, number: int, asked: TagsIn) -> TagsOut:
    """Let a request carry exactly these tags."""
    row = activities.tag(found(request, number), by=caller(request), names=asked.tags)
    return _tags(row)


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they may have views."""
    by = caller(request)
    demand(view_access.may_keep_views(by))
    return by


def _particulars(asked: ViewIn, by: Person) -> ViewParticulars:
    team = named(teams_visible_to(by), asked.team, "team")
    return ViewParticulars(**{**asked.dict(), "team": team})


def _out(view: View) -> ViewOut:
    return ViewOut(
        id=view.pk,
        name=view.name,
        owner=RecordOut(id=view.owner_id, name=view.owner.name),
        audience=view.audience,
        team=record_out(view.team),
        conditions=view.conditions,
        columns=view.columns,
        grouping=view.grouping,
        order=view.order,
    )


def _tags(row: SupportRequest) -> TagsOut:
    return TagsOut(tags=sorted(str(each.tag) for each in row.tagged.select_related("tag")))
