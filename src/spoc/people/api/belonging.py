"""Organisations and teams: listed, read, founded, changed."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.people import access
from spoc.people import activities as do
from spoc.people.api.shapes import BY_NAME, LONGEST_NAME, NamedOut, named_out
from spoc.people.models import Organisation, Person, Team
from spoc.site.machines import Key, PageIn, Walk, Whole, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ONE_ORGANISATION = "/organisations/{int:organisation}"
ONE_TEAM = "/teams/{int:team}"
OrganisationName = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
TeamName = Annotated[str, Field(min_length=1, max_length=120)]
Domain = Annotated[str, Field(min_length=1, max_length=253)]
TierNumber = Annotated[Whole, Field(ge=0, le=3)]


class OrganisationOut(Schema):
    """A party that persons act for."""

    id: int
    name: str
    community: NamedOut | None
    domains: list[str]
    is_active: bool


class OrganisationsOut(Schema):
    """A page of organisations by name, and the mark of the next page."""

    items: list[OrganisationOut]
    next: str | None


class OrganisationChangeIn(Schema):
    """What is to be changed; what is left out stays, and a community of null is none."""

    name: OrganisationName | None = None
    community: Key | None = None
    domains: list[Domain] | None = Field(
        None, max_length=200, description="Who writes from one of them belongs here."
    )
    is_active: bool | None = None


class OrganisationIn(Schema):
    """A party that is to be written down."""

    name: OrganisationName
    community: Key | None = None
    domains: list[Domain] = Field([], max_length=200)


class TeamOut(Schema):
    """A team and the tier of support it stands on."""

    id: int
    key: str
    name: str
    tier: int
    is_entry: bool
    is_active: bool


class TeamsOut(Schema):
    """A page of teams by name, and the mark of the next page."""

    items: list[TeamOut]
    next: str | None


class TeamsIn(PageIn):
    """Whether those out of use are listed too, for whoever keeps the teams."""

    retired: bool = False


class TeamIn(Schema):
    """A team that is to be formed; the one that is the entry takes that from another."""

    name: TeamName
    tier: TierNumber
    is_entry: bool = Field(False, description="Meets what has no other place yet.")


class TeamChangeIn(Schema):
    """What is to be changed of a team; what is left out stays."""

    name: TeamName | None = None
    tier: TierNumber | None = None
    is_entry: bool | None = None
    is_active: bool | None = None


@router.get("/organisations", response=answers(OrganisationsOut))
def list_organisations(request: HttpRequest, walk: Walk) -> OrganisationsOut:
    """List the organisations the caller may know of."""
    rows, mark = page_of(_organisations(caller(request)), BY_NAME, walk)
    return OrganisationsOut(items=[_organisation(row) for row in rows], next=mark)


@router.post("/organisations", response=answers(OrganisationOut, 201))
def found_organisation(request: HttpRequest, asked: OrganisationIn) -> Status[OrganisationOut]:
    """Write down a party that persons act for."""
    by = caller(request)
    community = named(access.communities_visible_to(by), asked.community, "community")
    made = do.found_organisation(asked.name, by=by, community=community, domains=asked.domains)
    return Status(201, _organisation(made))


@router.get(ONE_ORGANISATION, response=answers(OrganisationOut))
def read_organisation(request: HttpRequest, organisation: int) -> OrganisationOut:
    """Read an organisation."""
    return _organisation(find(_organisations(caller(request)), organisation))


@router.patch(ONE_ORGANISATION, response=answers(OrganisationOut))
def change_organisation(
    request: HttpRequest, organisation: int, asked: OrganisationChangeIn
) -> OrganisationOut:
    """Change what is kept of an organisation."""
    by = caller(request)
    row: Organisation = find(_organisations(by), organisation)
    wanted: dict[str, Any] = asked.dict(exclude_none=True)
    if "community" in asked.model_fields_set:
        communities = access.communities_visible_to(by)
        wanted["community"] = named(communities, asked.community, "community")
    return _organisation(do.change_organisation(row, by=by, **wanted))


@router.get("/teams", response=answers(TeamsOut))
def list_teams(request: HttpRequest, asked: Annotated[TeamsIn, Query()]) -> TeamsOut:
    """List the teams."""
    by = caller(request)
    rows = access.teams_shaped_by(by) if asked.retired else access.teams_visible_to(by)
    found, mark = page_of(rows, BY_NAME, asked)
    return TeamsOut(items=[_team(row) for row in found], next=mark)


@router.post("/teams", response=answers(TeamOut, 201))
def found_team(request: HttpRequest, asked: TeamIn) -> Status[TeamOut]:
    """Form a team."""
    by = caller(request)
    return Status(
        201, _team(do.found_team(asked.name, by=by, tier=asked.tier, is_entry=asked.is_entry))
    )


@router.get(ONE_TEAM, response=answers(TeamOut))
def read_team(request: HttpRequest, team: int) -> TeamOut:
    """Read a team."""
    return _team(_found_team(request, team))


@router.patch(ONE_TEAM, response=answers(TeamOut))
def change_team(request: HttpRequest, team: int, asked: TeamChangeIn) -> TeamOut:
    """Change a team."""
    row = _found_team(request, team)
    return _team(do.change_team(row, by=caller(request), **asked.dict(exclude_none=True)))


def _organisations(by: Person) -> QuerySet[Organisation]:
    return access.organisations_visible_to(by).select_related("community")


def _found_team(request: HttpRequest, pk: int) -> Team:
    by = caller(request)
    shapes = access.may_administer(by)
    rows = access.teams_shaped_by(by) if shapes else access.teams_visible_to(by)
    found: Team = find(rows, pk)
    return found


def _organisation(row: Organisation) -> OrganisationOut:
    return OrganisationOut(
        id=row.pk,
        name=row.name,
        community=named_out(row.community),
        domains=row.domains,
        is_active=row.is_active,
    )


def _team(row: Team) -> TeamOut:
    plain = ("key", "name", "tier", "is_entry", "is_active")
    return TeamOut(id=row.pk, **{name: getattr(row, name) for name in plain})
