"""People and what they belong to, for machines."""

from collections.abc import Iterable
from typing import Annotated
from zoneinfo import available_timezones

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.people import access, activities
from spoc.people.models import Address, Community, Language, Organisation, Person, Team
from spoc.people.queries import matching, with_addresses
from spoc.site.machines import Key, OneOf, PageIn, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()

BY_NAME = ("sort_name", "id")
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


class OrganisationOut(Schema):
    """A party that persons act for."""

    id: int
    name: str
    community: NamedOut | None


class OrganisationsOut(Schema):
    """A page of organisations by name, and the mark of the next page."""

    items: list[OrganisationOut]
    next: str | None


class TeamOut(Schema):
    """A team and the tier of support it stands on."""

    id: int
    key: str
    name: str
    tier: int


class TeamsOut(Schema):
    """A page of teams by name, and the mark of the next page."""

    items: list[TeamOut]
    next: str | None


@router.get("/people", response=answers(PeopleOut))
def list_people(request: HttpRequest, asked: Annotated[PeopleIn, Query()]) -> PeopleOut:
    """List or search the people the caller may know of."""
    people = access.visible_to(caller(request)).filter(merged_into=None)
    if asked.q.strip():
        people = matching(people, asked.q)
    if asked.organisation:
        people = people.filter(organisation=asked.organisation)
    rows, mark = page_of(with_addresses(people), BY_NAME, asked)
    return PeopleOut(items=[_person(row) for row in rows], next=mark)


@router.post("/people", response=answers(PersonOut, 201))
def add_person(request: HttpRequest, asked: PersonIn) -> Status[PersonOut]:
    """Write down somebody the house does not know."""
    by = caller(request)
    made = activities.add_person(
        one_line(asked.name or asked.mail or asked.phone, LONGEST_NAME),
        by=by,
        mail=asked.mail,
        phone=asked.phone,
        title=asked.title,
        place=asked.place,
        language=asked.language,
        organisation=_organisation(by, asked.organisation),
    )
    return Status(201, _person(find(with_addresses(access.visible_to(by)), made.pk)))


@router.get("/people/{int:person}", response=answers(PersonOut))
def read_person(request: HttpRequest, person: int) -> PersonOut:
    """Read a person."""
    return _person(find(with_addresses(access.visible_to(caller(request))), person))


@router.patch("/people/{int:person}", response=answers(PersonOut))
def change_person(request: HttpRequest, person: int, asked: PersonChangeIn) -> PersonOut:
    """Change what is kept of a person."""
    by = caller(request)
    rows = access.visible_to(by)
    row = find(rows, person)
    wanted = asked.dict(exclude_none=True)
    if wanted.get("zone") and wanted["zone"] not in available_timezones():
        words = _("Choose a time zone by its name, such as Europe/Stockholm.")
        raise NotPossible(words, fields={"zone": words})
    if "organisation" in wanted:
        access.demand(access.may_record_people(by))
        wanted["organisation"] = _organisation(by, asked.organisation)
    if "manager" in wanted:
        access.demand(access.may_record_people(by))
        wanted["manager"] = named(rows, asked.manager, "manager")
    activities.change_person(row, by=by, **wanted)
    return _person(find(with_addresses(rows), person))


@router.get("/organisations", response=answers(OrganisationsOut))
def list_organisations(request: HttpRequest, walk: Walk) -> OrganisationsOut:
    """List the organisations the caller may know of."""
    rows, mark = page_of(_organisations(caller(request)), BY_NAME, walk)
    return OrganisationsOut(items=[_organisation_out(row) for row in rows], next=mark)


@router.get("/organisations/{int:organisation}", response=answers(OrganisationOut))
def read_organisation(request: HttpRequest, organisation: int) -> OrganisationOut:
    """Read an organisation."""
    return _organisation_out(find(_organisations(caller(request)), organisation))


@router.get("/teams", response=answers(TeamsOut))
def list_teams(request: HttpRequest, walk: Walk) -> TeamsOut:
    """List the teams."""
    rows, mark = page_of(access.teams_visible_to(caller(request)), BY_NAME, walk)
    return TeamsOut(items=[_team(row) for row in rows], next=mark)


def _organisations(by: Person) -> QuerySet[Organisation]:
    return access.organisations_visible_to(by).select_related("community")


def _organisation(by: Person, pk: int | None) -> Organisation | None:
    found: Organisation | None = named(_organisations(by), pk, "organisation")
    return found


def _person(row: Person) -> PersonOut:
    addresses = list(row.addresses.all())
    return PersonOut(
        id=row.pk,
        name=row.name,
        title=row.title,
        place=row.place,
        reach_hint=row.reach_hint,
        language=row.language,
        zone=row.zone,
        organisation=_named(row.organisation),
        community=_named(row.community),
        manager=row.manager_id,
        mail=_values(addresses, "mail"),
        phone=_values(addresses, "phone"),
        is_active=row.is_active,
    )


def _values(addresses: Iterable[Address], kind: str) -> list[str]:
    return [address.value for address in addresses if address.kind == kind]


def _organisation_out(row: Organisation) -> OrganisationOut:
    return OrganisationOut(id=row.pk, name=row.name, community=_named(row.community))


def _team(row: Team) -> TeamOut:
    return TeamOut(id=row.pk, key=row.key, name=row.name, tier=row.tier)


def _named(record: Community | Organisation | None) -> NamedOut | None:
    return NamedOut(id=record.pk, name=str(record)) if record else None
