"""Custom fields for machines: which there are, and filling them in by their keys."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from spoc.requests import activities
from spoc.requests.api.shapes import RequestOut, TypeCode, found, request_now
from spoc.requests.field_access import fields_visible_to
from spoc.requests.models import CustomField
from spoc.requests.rules.custom_fields import KINDS, NEEDED
from spoc.site.machines import OneOf, Walk, answers, page_of
from spoc.site.tokens import caller

router = Router()


class ChoiceOut(Schema):
    """What may be chosen: the key that is kept, and what it is called."""

    key: str
    name: str


class FieldOut(Schema):
    """A custom field. Without types or services every request has it.

    Its values are written in JSON as they are: a text, a number, a day as `2026-11-20`, a key of
    its choices, a list of such keys, `true` or `false`, the number of a person, a web address.
    """

    id: int
    key: str
    name: str
    hint: str
    kind: Annotated[str, OneOf(KINDS)]
    choices: list[ChoiceOut]
    least: float | None
    most: float | None
    types: list[TypeCode]
    services: list[int]
    needed: Annotated[str, OneOf(NEEDED)]
    is_public: bool


class FieldsOut(Schema):
    """A page of custom fields in their order, and the mark of the next page."""

    items: list[FieldOut]
    next: str | None


class CustomIn(Schema):
    """Values by the keys of their fields; `null` empties a field, what is not named stays."""

    values: dict[str, Any] = Field(max_length=100)


@router.get("/custom-fields", response=answers(FieldsOut))
def list_custom_fields(request: HttpRequest, walk: Walk) -> FieldsOut:
    """List the custom fields in use whose values the caller may read."""
    rows = fields_visible_to(caller(request)).prefetch_related("services")
    shown, mark = page_of(rows, ("rank", "id"), walk)
    return FieldsOut(items=[_out(row) for row in shown], next=mark)


@router.patch("/requests/{int:number}/custom-fields", response=answers(RequestOut))
def fill_in_custom_fields(request: HttpRequest, number: int, asked: CustomIn) -> RequestOut:
    """Fill in custom fields of a request, all or none of them; unknown keys are refused by name."""
    by = caller(request)
    activities.fill_in(found(request, number), by=by, values=asked.values)
    return request_now(number, by)


def _out(row: CustomField) -> FieldOut:
    return FieldOut(
        id=row.pk,
        key=row.key,
        name=str(row),
        hint=row.explained,
        kind=row.kind,
        choices=[ChoiceOut(key=key, name=name) for key, name in row.offered],
        least=row.least if row.least is None else float(row.least),
        most=row.most if row.most is None else float(row.most),
        types=row.types,
        services=[each.pk for each in row.services.all()],
        needed=row.needed,
        is_public=row.is_public,
    )
