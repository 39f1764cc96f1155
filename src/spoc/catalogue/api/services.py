"""The catalogue for machines: services and categories."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from spoc.catalogue import access
from spoc.catalogue.models import Category, Service
from spoc.site.machines import Key, PageIn, Walk, answers, find, page_of
from spoc.site.tokens import caller

router = Router()

BY_NAME = ("name", "id")


class ServiceOut(Schema):
    """A service, named in the language asked for; criticality 1 is the highest."""

    id: int
    key: str
    name: str
    description: str
    criticality: int


class ServicesOut(Schema):
    """A page of services, and the mark of the next page."""

    items: list[ServiceOut]
    next: str | None


class CategoryOut(Schema):
    """What a request is about; without a service it fits all of them."""

    id: int
    key: str
    name: str
    service: int | None
    parent: int | None


class CategoriesOut(Schema):
    """A page of categories, and the mark of the next page."""

    items: list[CategoryOut]
    next: str | None


class CategoriesIn(PageIn):
    """What narrows the categories: those of one service."""

    service: Key | None = None


@router.get("/services", response=answers(ServicesOut))
def list_services(request: HttpRequest, walk: Walk) -> ServicesOut:
    """List the services the caller may ask about."""
    rows, mark = page_of(access.visible_to(caller(request)), BY_NAME, walk)
    return ServicesOut(items=[_service(row) for row in rows], next=mark)


@router.get("/services/{int:service}", response=answers(ServiceOut))
def read_service(request: HttpRequest, service: int) -> ServiceOut:
    """Read a service."""
    return _service(find(access.visible_to(caller(request)), service))


@router.get("/categories", response=answers(CategoriesOut))
def list_categories(request: HttpRequest, asked: Annotated[CategoriesIn, Query()]) -> CategoriesOut:
    """List the categories of the services the caller may ask about."""
    categories = access.categories_visible_to(caller(request))
    if asked.service:
        categories = categories.filter(service=asked.service)
    rows, mark = page_of(categories, BY_NAME, asked)
    return CategoriesOut(items=[_category(row) for row in rows], next=mark)


def _service(row: Service) -> ServiceOut:
    return ServiceOut(
        id=row.pk,
        key=row.key,
        name=str(row),
        description=row.description,
        criticality=row.criticality,
    )


def _category(row: Category) -> CategoryOut:
    return CategoryOut(
        id=row.pk, key=row.key, name=str(row), service=row.service_id, parent=row.parent_id
    )
