"""The tools that look: what the person it acts for may see, and nothing else."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.api.entries import EntryOut, entry_out
from spoc.requests.api.shapes import (
    SHOWN_WITH,
    RecordOut,
    RequestOut,
    StatusCode,
    TypeCode,
    request_now,
    requests_out,
)
from spoc.search.queries import numbers_matching
from spoc.site.machines import Key, PageIn, page_of
from spoc.site.mcp.toolbox import Asked, tool

MOST_ENTRIES = 50
Cursor = Annotated[
    str, Field("", max_length=1000, description="What `next` of the page before said.")
]
Next = Annotated[str | None, Field(description="Send it as `cursor`; null on the last page.")]


class SearchIn(Asked):
    """What to look for; without words, the newest requests that fit the rest."""

    words: str = Field("", max_length=200, description="Words to be found in it.")
    status: list[StatusCode] = Field([], max_length=20, description="Any of these; none means all.")
    type: TypeCode | None = None
    assigned_to_me: bool = False
    limit: int = Field(20, ge=1, le=50)
    cursor: Cursor


class FoundOut(Schema):
    """A page of requests, newest first."""

    items: list[RequestOut]
    next: Next


class ReadIn(Asked):
    """Which request, and which page of what was said about it."""

    number: Key = Field(description="The number without R-.")
    cursor: Cursor


class WholeOut(Schema):
    """A request with what was said about it, oldest first."""

    request: RequestOut
    entries: list[EntryOut]
    next: Next


class ServicesIn(Asked):
    """Nothing is asked."""


class ServiceOut(Schema):
    """A service requests may be about, and its categories."""

    id: int
    name: str
    categories: list[RecordOut]


class ServicesOut(Schema):
    """The services the person may see."""

    items: list[ServiceOut]


@tool("Search requests", scope="read")
def search(by: Person, asked: SearchIn) -> FoundOut:
    """Search the support requests the person may see.

    What was resolved before says in `resolution` how.
    """
    rows = access.visible_to(by)
    if asked.words.strip():
        rows = rows.filter(pk__in=numbers_matching(by, asked.words, noun="request"))
    if asked.status:
        rows = rows.filter(status__in=asked.status)
    if asked.type:
        rows = rows.filter(type=asked.type)
    if asked.assigned_to_me:
        rows = rows.filter(assignee=by)
    walk = PageIn(limit=asked.limit, cursor=asked.cursor)
    shown, mark = page_of(rows.select_related(*SHOWN_WITH), ("-id",), walk)
    return FoundOut(items=requests_out(shown, by), next=mark)


@tool("Read a request", scope="read")
def read_request(by: Person, asked: ReadIn) -> WholeOut:
    """Read a support request and what was said about it, as far as the person may."""
    request = request_now(asked.number, by)
    rows = access.entries_visible_to(by).filter(support_request=asked.number)
    walk = PageIn(limit=MOST_ENTRIES, cursor=asked.cursor)
    said, mark = page_of(rows.select_related("author"), ("at", "id"), walk)
    return WholeOut(request=request, entries=[entry_out(row) for row in said], next=mark)


@tool("List services", scope="read")
def list_services(by: Person, asked: ServicesIn) -> ServicesOut:
    """List the services and their categories, by the numbers that a classification names."""
    known: dict[int | None, list[RecordOut]] = {}
    for row in categories_visible_to(by).order_by("id"):
        known.setdefault(row.service_id, []).append(RecordOut(id=row.pk, name=str(row)))
    services = services_visible_to(by).order_by("id")
    items = [
        ServiceOut(id=row.pk, name=str(row), categories=known.get(row.pk, [])) for row in services
    ]
    return ServicesOut(items=items)
