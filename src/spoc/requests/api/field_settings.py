"""Keeping custom fields by machines: adding them, changing them, their order, retiring them."""

from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import shaped_by as services_shaped_by
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Language, Person
from spoc.requests import activities
from spoc.requests.api.shapes import TypeCode
from spoc.requests.field_access import fields_shaped_by, may_open_fields
from spoc.requests.models import CustomField
from spoc.requests.rules.custom_fields import KINDS, NEEDED
from spoc.site.machines import Key, OneOf, Walk, Whole, answers, find, page_of
from spoc.site.tokens import caller

router = Router()
LanguageCode = Annotated[str, OneOf(tuple(Language.values))]
Name = Annotated[str, Field(max_length=80)]
Hint = Annotated[str, Field(max_length=200)]
Limit = Annotated[Decimal, Field(max_digits=15, decimal_places=3)]
PLAIN = (
    *("name", "names", "hint", "hints", "kind", "types", "needed", "is_public"),
    *("is_asked_at_intake", "is_asked_in_portal", "is_live"),
)


class ChoiceIn(Schema):
    """What may be chosen: its English name, and other names by language."""

    name: str = Field(min_length=1, max_length=80)
    names: dict[LanguageCode, Name] = {}


class FieldSaid(Schema):
    """What is said of a custom field; without types or services every request has it."""

    name: str = Field(min_length=1, max_length=80)
    names: dict[LanguageCode, Name] = {}
    hint: Hint = ""
    hints: dict[LanguageCode, Hint] = {}
    kind: Annotated[str, OneOf(KINDS)]
    types: list[TypeCode] = Field([], max_length=10)
    services: list[Key] = Field([], max_length=100)
    needed: Annotated[str, OneOf(NEEDED)] = "never"
    is_public: bool = Field(False, description="Whether whoever asked reads it as well.")
    is_asked_at_intake: bool = False
    is_asked_in_portal: bool = Field(False, description="What is asked there is public.")
    is_live: bool = True


class FieldIn(FieldSaid):
    """A custom field as it is to be; a choice that is left out stays where it was chosen."""

    choices: list[ChoiceIn] = Field([], max_length=100)
    least: Limit | None = None
    most: Limit | None = None


class NewFieldIn(FieldIn):
    """A custom field there is to be."""

    key: str = Field("", max_length=40, description="Made of the name where none is said; stays.")


class KeptChoiceOut(ChoiceIn):
    """A choice that is offered, with the key by which requests keep it."""

    key: str


class KeptFieldOut(FieldSaid):
    """A custom field as it is kept, with the choices that are offered, and its place."""

    id: int
    key: str
    place: int
    choices: list[KeptChoiceOut]
    least: float | None
    most: float | None


class KeptFieldsOut(Schema):
    """A page of custom fields in their order, and the mark of the next page."""

    items: list[KeptFieldOut]
    next: str | None


class TablePlaceIn(Schema):
    """The place in the list, counted from 1."""

    place: Annotated[Whole, Field(ge=1, le=10_000)]


@router.get("/settings/custom-fields", response=answers(KeptFieldsOut))
def list_kept_fields(request: HttpRequest, walk: Walk) -> KeptFieldsOut:
    """List the custom fields as they are kept, those out of use too, to whoever keeps them."""
    rows = fields_shaped_by(_keeper(request)).prefetch_related("services")
    shown, mark = page_of(rows, ("rank", "id"), walk)
    return KeptFieldsOut(items=[_out(row) for row in shown], next=mark)


@router.post("/settings/custom-fields", response=answers(KeptFieldOut, 201))
def add_field(request: HttpRequest, asked: NewFieldIn) -> Status[KeptFieldOut]:
    """Add a custom field at the end of the list."""
    by = _keeper(request)
    said = _particulars(asked, by)
    return Status(201, _out(activities.add_field(said.pop("name"), by=by, key=asked.key, **said)))


@router.get("/settings/custom-fields/{int:field}", response=answers(KeptFieldOut))
def read_kept_field(request: HttpRequest, field: int) -> KeptFieldOut:
    """Read a custom field as it is kept."""
    return _out(find(fields_shaped_by(_keeper(request)), field))


@router.put("/settings/custom-fields/{int:field}", response=answers(KeptFieldOut))
def change_field(request: HttpRequest, field: int, asked: FieldIn) -> KeptFieldOut:
    """Change a custom field: what is not sent is as in a new one. Its key stays."""
    by = _keeper(request)
    row: CustomField = find(fields_shaped_by(by), field)
    return _out(activities.change_field(row, by=by, **_particulars(asked, by)))


@router.put("/settings/custom-fields/{int:field}/place", response=answers(KeptFieldOut))
def move_field(request: HttpRequest, field: int, asked: TablePlaceIn) -> KeptFieldOut:
    """Put a custom field at another place in the list."""
    by = _keeper(request)
    return _out(activities.move_field(find(fields_shaped_by(by), field), by=by, place=asked.place))


@router.delete("/settings/custom-fields/{int:field}", response=answers(None, 204))
def retire_field(request: HttpRequest, field: int) -> Status[None]:
    """Take a custom field out of use; what was filled in stays on the requests."""
    by = _keeper(request)
    row: CustomField = find(fields_shaped_by(by), field)
    activities.change_field(row, by=by, name=row.name, is_live=False)
    return Status(204, None)


def _keeper(request: HttpRequest) -> Person:
    """Return the caller, if they keep the custom fields."""
    by = caller(request)
    demand(may_open_fields(by), _("Custom fields are kept by the managers of the desk: ask them."))
    return by


def _particulars(asked: FieldIn, by: Person) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(asked, name) for name in (*PLAIN, "least", "most")}
    said["choices"] = [(each.name, dict(each.names)) for each in asked.choices]
    return said | {"services": _services(asked.services, by)}


def _services(keys: list[int], by: Person) -> list[Service]:
    """Return the services of these keys, or refuse one that the caller does not know."""
    # managers who do not keep the catalogue choose among the services they know
    known: QuerySet[Service] = (services_shaped_by(by) | services_visible_to(by)).distinct()
    found = list(known.filter(pk__in=keys))
    if len(found) < len(set(keys)):
        words = _("There is none with this number that you may see.")
        raise NotPossible(words, fields={"services": words})
    return found


def _out(row: CustomField) -> KeptFieldOut:
    return KeptFieldOut(
        **{name: getattr(row, name) for name in PLAIN},
        id=row.pk,
        key=row.key,
        place=row.rank,
        choices=[
            KeptChoiceOut(key=each["key"], name=each["name"], names=each.get("names", {}))
            for each in row.choices
            if each.get("is_live", True)
        ],
        least=row.least if row.least is None else float(row.least),
        most=row.most if row.most is None else float(row.most),
        services=sorted(each.pk for each in row.services.all()),
    )
