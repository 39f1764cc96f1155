"""A person as machines read and write them, and finding the one an address names."""

from collections.abc import Iterable
from typing import Annotated

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from spoc.people import access
from spoc.people.models import Address, Community, Language, Organisation, Person, Team
from spoc.people.queries import with_addresses
from spoc.site.machines import Key, OneOf, PageIn, find
from spoc.site.tokens import caller

BY_NAME = ("sort_name", "id")
ONE_PERSON = "/people/{int:person}"
LONGEST_NAME = 160
LanguageCode = Annotated[str, OneOf(("", *Language.values))]
Line = Annotated[str, Field(max_length=120)]
LongLine = Annotated[str, Field(max_length=LONGEST_NAME)]


class NamedOut(Schema):
    """A record one can point at: its key, and what it is called."""

    id: int
    name: str


class PersonOut(Schema):
    """A person as the caller may know them."""

    id: int
    name: str
    title: str
    place: str
    reach_hint: str
    language: str
    zone: str
    organisation: NamedOut | None
    community: NamedOut | None
    manager: int | None
    mail: list[str]
    phone: list[str]
    is_active: bool


class PeopleOut(Schema):
    """A page of people by name, and the mark of the next page."""

    items: list[PersonOut]
    next: str | None


class PeopleIn(PageIn):
    """Whom to look for: by the beginning of a name, a mail address, or digits of a phone."""

    q: str = Field("", max_length=200)
    organisation: Key | None = None


class PersonIn(Schema):
    """Somebody the house does not know yet."""

    name: LongLine = ""
    mail: str = Field("", max_length=254)
    phone: str = Field("", max_length=40)
    title: Line = ""
    place: LongLine = ""
    language: LanguageCode = ""
    organisation: Key | None = None


class PersonChangeIn(Schema):
    """What is to be changed; what is left out stays. Whom one acts for, only the desk changes."""

    name: LongLine | None = None
    title: Line | None = None
    place: LongLine | None = None
    reach_hint: LongLine | None = None
    language: LanguageCode | None = None
    zone: str | None = Field(None, max_length=60)
    organisation: Key | None = None
    manager: Key | None = None
    is_vip: bool | None = Field(None, description="Needs special care: a mark for the desk.")
    is_active: bool | None = Field(None, description="Whether they may come in.")


class AddressIn(Schema):
    """One more way to reach somebody, in full."""

    kind: Annotated[str, OneOf(tuple(Address.Kind))]
    value: str = Field(min_length=1, max_length=254)


def person_of(request: HttpRequest, pk: int) -> Person:
    """Return the person of this key, if the caller may know of them."""
    found: Person = find(with_addresses(access.visible_to(caller(request))), pk)
    return found


def person_out(row: Person) -> PersonOut:
    """Return a person as machines read them."""
    addresses = list(row.addresses.all())
    return PersonOut(
        id=row.pk,
        name=row.name,
        title=row.title,
        place=row.place,
        reach_hint=row.reach_hint,
        language=row.language,
        zone=row.zone,
        organisation=named_out(row.organisation),
        community=named_out(row.community),
        manager=row.manager_id,
        mail=_values(addresses, "mail"),
        phone=_values(addresses, "phone"),
        is_active=row.is_active,
    )


def named_out(record: Community | Organisation | Team | None) -> NamedOut | None:
    """Return what a record is called, with its key."""
    return NamedOut(id=record.pk, name=str(record)) if record else None


def _values(addresses: Iterable[Address], kind: str) -> list[str]:
    return [address.value for address in addresses if address.kind == kind]
