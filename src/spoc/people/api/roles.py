"""What somebody may do, and whose queue they work: granted, given, and taken back."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status

from spoc.people import access
from spoc.people import activities as do
from spoc.people.api.shapes import ONE_PERSON, person_of
from spoc.people.models import Grant, Membership, Person
from spoc.people.rules import ROLES
from spoc.site.machines import Key, OneOf, answers, find, named, nowhere
from spoc.site.tokens import caller

router = Router()
RoleCode = Annotated[str, OneOf(tuple(ROLES))]
ScopeCode = Annotated[str, OneOf(tuple(Grant.Scope))]


class GrantIn(Schema):
    """A role and how far it reaches: everything, or the one record that `scope_id` names."""

    role: RoleCode
    scope: ScopeCode = "all"
    scope_id: Key | None = None
    sees_restricted: bool = False


class GrantOut(Schema):
    """A role somebody holds, and how far it reaches."""

    id: int
    role: RoleCode
    scope: ScopeCode
    scope_id: int | None
    sees_restricted: bool


class MembershipIn(Schema):
    """A place in a team."""

    team: Key
    is_lead: bool = False


class MembershipOut(Schema):
    """A team somebody has a place in."""

    team: int
    name: str
    is_lead: bool


@router.get(f"{ONE_PERSON}/roles", response=answers(list[GrantOut]))
def list_roles(request: HttpRequest, person: int) -> list[GrantOut]:
    """List the roles somebody holds."""
    rows = _colleague(request, person).grants.order_by("role", "scope", "scope_id")
    return [_grant(row) for row in rows]


@router.post(f"{ONE_PERSON}/roles", response=answers(GrantOut, 201))
def grant_role(request: HttpRequest, person: int, asked: GrantIn) -> Status[GrantOut]:
    """Let somebody act in a role; the same one granted again is changed."""
    row = _colleague(request, person)
    return Status(201, _grant(do.grant_role(row, by=caller(request), **asked.dict())))


@router.delete(f"{ONE_PERSON}/roles/{{int:role}}", response=answers(None, 204))
def revoke_role(request: HttpRequest, person: int, role: int) -> Status[None]:
    """Take a role back, by the key it has in the list."""
    row = _colleague(request, person)
    do.revoke_role(row, by=caller(request), grant_id=find(row.grants.all(), role).pk)
    return Status(204, None)


@router.get(f"{ONE_PERSON}/teams", response=answers(list[MembershipOut]))
def list_memberships(request: HttpRequest, person: int) -> list[MembershipOut]:
    """List the teams somebody has a place in."""
    rows = _colleague(request, person).memberships.select_related("team")
    return [_place(row) for row in rows.order_by("team__sort_name")]


@router.post(f"{ONE_PERSON}/teams", response=answers(MembershipOut, 201))
def join_team(request: HttpRequest, person: int, asked: MembershipIn) -> Status[MembershipOut]:
    """Give somebody a place in a team; a place they have is changed."""
    by, row = caller(request), _colleague(request, person)
    team = named(access.teams_visible_to(by), asked.team, "team")
    return Status(201, _place(do.join_team(row, by=by, team=team, is_lead=asked.is_lead)))


@router.delete(f"{ONE_PERSON}/teams/{{int:team}}", response=answers(None, 204))
def leave_team(request: HttpRequest, person: int, team: int) -> Status[None]:
    """Take somebody out of a team; their work stays with them."""
    row = _colleague(request, person)
    places = {place.team_id: place for place in row.memberships.select_related("team")}
    if team not in places:
        raise nowhere()
    do.leave_team(row, by=caller(request), team=places[team].team)
    return Status(204, None)


def _colleague(request: HttpRequest, pk: int) -> Person:
    """Return the person, to who works at the desk: what somebody may do is not for others."""
    row = person_of(request, pk)
    if not access.may_work_at_desk(caller(request)) or row.merged_into_id:
        raise nowhere()
    return row


def _grant(row: Grant) -> GrantOut:
    return GrantOut(
        id=row.pk,
        role=row.role,
        scope=row.scope,
        scope_id=row.scope_id,
        sees_restricted=row.sees_restricted,
    )


def _place(row: Membership) -> MembershipOut:
    return MembershipOut(team=row.team_id, name=row.team.name, is_lead=row.is_lead)
