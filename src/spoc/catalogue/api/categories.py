"""Categories for machines: listed, read, added and changed."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue import access, activities
from spoc.catalogue.api.wording import Name, Names, Word
from spoc.catalogue.models import Category
from spoc.people.models import Person
from spoc.site.machines import Key, PageIn, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
BY_NAME = ("name", "id")
ONE = "/categories/{int:category}"


class CategoryKeptOut(Schema):
    """What whoever shapes the catalogue keeps of a category."""

    names: dict[str, str]
    words: list[str]
    is_live: bool


class CategoryOut(Schema):
    """What a request is about; without a service it fits all of them.

    `kept` is for whoever shapes the catalogue.
    """

    id: int
    key: str
    name: str
    service: int | None
    parent: int | None
    kept: CategoryKeptOut | None


class CategoriesOut(Schema):
    """A page of categories, and the mark of the next page."""

    items: list[CategoryOut]
    next: str | None


class CategoriesIn(PageIn):
    """What narrows the categories; those out of use are for whoever shapes the catalogue."""

    service: Key | None = None
    retired: bool = False


class CategoryChangeIn(Schema):
    """What is to be changed of a category; what is left out stays, a service of null is all."""

    name: Name | None = None
    names: Names | None = None
    service: Key | None = None
    words: list[Word] | None = Field(None, max_length=200)
    is_live: bool | None = None


class CategoryIn(CategoryChangeIn):
    """A category that is to be added."""

    name: Name


@router.get("/categories", response=answers(CategoriesOut))
def list_categories(request: HttpRequest, asked: Annotated[CategoriesIn, Query()]) -> CategoriesOut:
    """List the categories of the services the caller may ask about."""
    by = caller(request)
    rows = access.categories_shaped_by(by) if asked.retired else access.categories_visible_to(by)
    rows = rows.filter(service=asked.service) if asked.service else rows
    found, mark = page_of(rows, BY_NAME, asked)
    return CategoriesOut(items=[_category(row, by) for row in found], next=mark)


@router.post("/categories", response=answers(CategoryOut, 201))
def add_category(request: HttpRequest, asked: CategoryIn) -> Status[CategoryOut]:
    """Add a category, for one service or for all."""
    by = caller(request)
    wanted = _wanted(asked, by)
    return Status(201, _category(activities.add_category(wanted.pop("name"), by=by, **wanted), by))


@router.get(ONE, response=answers(CategoryOut))
def read_category(request: HttpRequest, category: int) -> CategoryOut:
    """Read a category."""
    return _category(_found(request, category), caller(request))


@router.patch(ONE, response=answers(CategoryOut))
def change_category(request: HttpRequest, category: int, asked: CategoryChangeIn) -> CategoryOut:
    """Change a category; one out of use keeps its requests."""
    by, row = caller(request), _found(request, category)
    wanted = {"name": row.name, **_wanted(asked, by)}
    return _category(activities.change_category(row, by=by, **wanted), by)


def _found(request: HttpRequest, pk: int) -> Category:
    by = caller(request)
    shapes = access.may_shape(by)
    rows = access.categories_shaped_by(by) if shapes else access.categories_visible_to(by)
    row: Category = find(rows, pk)
    return row


def _wanted(asked: CategoryChangeIn, by: Person) -> dict[str, Any]:
    wanted = asked.dict(exclude_none=True)
    if "service" in asked.model_fields_set:
        rows = access.shaped_by(by) if access.may_shape(by) else access.visible_to(by)
        wanted["service"] = named(rows, asked.service, "service")
    return wanted


def _category(row: Category, by: Person) -> CategoryOut:
    kept = None
    if access.may_shape(by):
        kept = CategoryKeptOut(names=row.names, words=row.words, is_live=row.is_live)
    return CategoryOut(
        id=row.pk,
        key=row.key,
        name=str(row),
        service=row.service_id,
        parent=row.parent_id,
        kept=kept,
    )
