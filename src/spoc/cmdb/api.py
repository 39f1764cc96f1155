"""Configuration items for machines."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from spoc.cmdb import access
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.queries import ORDER, matching
from spoc.site.machines import Key, PageIn, answers, find, page_of
from spoc.site.tokens import caller

router = Router()


class ConfigurationItemOut(Schema):
    """A configuration item: a thing services run on."""

    id: int
    reference: str
    name: str
    kind: str
    service: int | None
    team: int | None
    is_live: bool


class ItemsOut(Schema):
    """A page of configuration items, and the mark of the next page."""

    items: list[ConfigurationItemOut]
    next: str | None


class ItemsIn(PageIn):
    """What narrows the items: those of one service, those some words fit."""

    service: Key | None = None
    words: str = Field("", max_length=100)


@router.get("/items", response=answers(ItemsOut))
def list_items(request: HttpRequest, asked: Annotated[ItemsIn, Query()]) -> ItemsOut:
    """List the configuration items the caller may know of."""
    rows = matching(access.visible_to(caller(request)), asked.words)
    if asked.service:
        rows = rows.filter(service=asked.service)
    found, mark = page_of(rows, ORDER, asked)
    return ItemsOut(items=[_out(row) for row in found], next=mark)


@router.get("/items/{int:item}", response=answers(ConfigurationItemOut))
def read_item(request: HttpRequest, item: int) -> ConfigurationItemOut:
    """Read a configuration item."""
    return _out(find(access.visible_to(caller(request)), item))


def _out(row: ConfigurationItem) -> ConfigurationItemOut:
    return ConfigurationItemOut(
        id=row.pk,
        reference=row.reference,
        name=row.name,
        kind=row.kind,
        service=row.service_id,
        team=row.team_id,
        is_live=row.is_live,
    )
