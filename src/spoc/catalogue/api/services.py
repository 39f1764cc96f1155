"""Services for machines: listed, read, put into the catalogue and changed."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue import access, activities
from spoc.catalogue.api.wording import Name, Names, Word
from spoc.catalogue.models import Service
from spoc.people.access import organisations_visible_to, teams_visible_to
from spoc.people.models import Person
from spoc.site.machines import Key, PageIn, Whole, all_named, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
BY_NAME = ("name", "id")
ONE = "/services/{int:service}"
Criticality = Annotated[Whole, Field(ge=1, le=4, description="1 is the highest.")]


class ServiceKeptOut(Schema):
    """What whoever shapes the catalogue keeps of a service; no customers is for everybody."""

    names: dict[str, str]
    words: list[str]
    team: int | None
    customers: list[int]
    state: str
    is_live: bool
    is_public: bool


class ServiceOut(Schema):
    """A service, named in the language asked for; criticality 1 is the highest.

    `kept` is for whoever shapes the catalogue.
    """

    id: int
    key: str
    name: str
    description: str
    criticality: int
    kept: ServiceKeptOut | None


class ServicesOut(Schema):
    """A page of services, and the mark of the next page."""

    items: list[ServiceOut]
    next: str | None


class ServicesIn(PageIn):
    """Whether those out of use are listed too, for whoever shapes the catalogue."""

    retired: bool = False


class ServiceChangeIn(Schema):
    """What is to be changed of a service; what is left out stays, and a team of null is none."""

    name: Name | None = None
    names: Names | None = None
    description: str | None = Field(None, max_length=4_000)
    criticality: Criticality | None = None
    team: Key | None = None
    words: list[Word] | None = Field(None, max_length=200)
    customers: list[Key] | None = Field(None, max_length=500)
    is_live: bool | None = None
    is_public: bool | None = None


class ServiceIn(ServiceChangeIn):
    """A service that is to be put into the catalogue."""

    name: Name


@router.get("/services", response=answers(ServicesOut))
def list_services(request: HttpRequest, asked: Annotated[ServicesIn, Query()]) -> ServicesOut:
    """List the services the caller may ask about."""
    by = caller(request)
    rows = access.shaped_by(by) if asked.retired else access.visible_to(by)
    found, mark = page_of(_shown(rows, by), BY_NAME, asked)
    return ServicesOut(items=[_service(row, by) for row in found], next=mark)


@router.post("/services", response=answers(ServiceOut, 201))
def add_service(request: HttpRequest, asked: ServiceIn) -> Status[ServiceOut]:
    """Put a service into the catalogue; without customers it is for everybody."""
    by = caller(request)
    wanted = _wanted(asked, by)
    return Status(201, _service(activities.add_service(wanted.pop("name"), by=by, **wanted), by))


@router.get(ONE, response=answers(ServiceOut))
def read_service(request: HttpRequest, service: int) -> ServiceOut:
    """Read a service."""
    return _service(_found(request, service), caller(request))


@router.patch(ONE, response=answers(ServiceOut))
def change_service(request: HttpRequest, service: int, asked: ServiceChangeIn) -> ServiceOut:
    """Change what the catalogue says of a service; one out of use keeps its requests."""
    by, row = caller(request), _found(request, service)
    wanted = {"name": row.name, "customers": list(row.customers.all()), **_wanted(asked, by)}
    return _service(activities.change_service(row, by=by, **wanted), by)


def _shown(rows: QuerySet[Service], by: Person) -> QuerySet[Service]:
    return rows.prefetch_related("customers") if access.may_shape(by) else rows


def _found(request: HttpRequest, pk: int) -> Service:
    by = caller(request)
    rows = access.shaped_by(by) if access.may_shape(by) else access.visible_to(by)
    row: Service = find(rows, pk)
    return row


def _wanted(asked: ServiceChangeIn, by: Person) -> dict[str, Any]:
    """Return what is asked for, with the records it names as far as the caller may see them."""
    wanted = asked.dict(exclude_none=True)
    if "team" in asked.model_fields_set:
        wanted["team"] = named(teams_visible_to(by), asked.team, "team")
    if asked.customers is not None:
        rows = organisations_visible_to(by)
        wanted["customers"] = all_named(rows, asked.customers, "customers")
    return wanted


def _service(row: Service, by: Person) -> ServiceOut:
    return ServiceOut(
        id=row.pk,
        key=row.key,
        name=str(row),
        description=row.description,
        criticality=row.criticality,
        kept=_kept(row) if access.may_shape(by) else None,
    )


def _kept(row: Service) -> ServiceKeptOut:
    plain = ("names", "words", "state", "is_live", "is_public")
    return ServiceKeptOut(
        **{name: getattr(row, name) for name in plain},
        team=row.team_id,
        customers=sorted(customer.pk for customer in row.customers.all()),
    )
