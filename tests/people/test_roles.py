"""Roles, teams, and what people belong to."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import (
    add_community_address,
    found_community,
    found_organisation,
    found_team,
    grant_role,
    join_team,
    leave_team,
    revoke_role,
)
from spoc.people.models import Community, Grant, Organisation, Team
from spoc.people.queries import community_of, entry_team, first_administrator_is_missing, system


def test_an_administrator_grants_a_role_and_takes_it_back(people):
    grant = grant_role(people["Karin Holm"], by=people["Åsa Ekman"], role="CSR")
    assert people["Karin Holm"].is_at_desk
    revoke_role(people["Karin Holm"], by=people["Åsa Ekman"], grant_id=grant.pk)
    assert not people["Karin Holm"].is_at_desk
    kinds = [fact.kind for fact in story(people["Karin Holm"])]
    assert kinds[-2:] == ["role.granted", "role.revoked"]


@pytest.mark.parametrize("name", ["Elin Sand", "Henrik Vall", "Ylva Öberg", "Karin Holm"])
def test_nobody_else_grants_or_revokes(people, name):
    with pytest.raises(NotAllowed):
        grant_role(people[name], by=people[name], role="AD")
    grant = people["Åsa Ekman"].grants.get()
    with pytest.raises(NotAllowed):
        revoke_role(people["Åsa Ekman"], by=people[name], grant_id=grant.pk)


def test_the_same_role_is_held_once(people):
    for flag in (False, True):
        grant_role(people["Ylva Öberg"], by=system(), role="AU", sees_restricted=flag)
    assert people["Ylva Öberg"].grants.get().sees_restricted


def test_the_last_administrator_stays(people):
    grant = people["Åsa Ekman"].grants.get(role="AD")
    with pytest.raises(NotPossible, match="last administrator"):
        revoke_role(people["Åsa Ekman"], by=people["Åsa Ekman"], grant_id=grant.pk)
    grant_role(people["Henrik Vall"], by=people["Åsa Ekman"], role="AD")
    revoke_role(people["Åsa Ekman"], by=people["Åsa Ekman"], grant_id=grant.pk)
    assert not first_administrator_is_missing()


def test_a_role_nobody_defined_is_refused(people):
    with pytest.raises(NotPossible):
        grant_role(people["Karin Holm"], by=people["Åsa Ekman"], role="KING")


@pytest.mark.parametrize(("scope", "scope_id"), [("all", 1), ("organisation", None)])
def test_a_scope_names_its_record(people, scope, scope_id):
    with pytest.raises(IntegrityError, match="grant_scope"), transaction.atomic():
        Grant.objects.create(
            person=people["Karin Holm"],
            role="CSR",
            scope=scope,
            scope_id=scope_id,
            granted_at="2026-01-01T00:00Z",
        )


def test_the_system_comes_with_its_roles_and_teams_in_one_question(people):
    team = Team.objects.get(key="workplace")
    grant_role(system(), by=people["Åsa Ekman"], role="AD")
    join_team(system(), by=people["Åsa Ekman"], team=team)
    with CaptureQueriesContext(connection) as asked:
        by = system()
        found = [grant.role for grant in by.granted], by.team_ids
    assert found == (["AD"], (team.pk,))
    assert len(asked) == 1


def test_teams_are_joined_and_left(people):
    team, asa = Team.objects.get(key="workplace"), people["Åsa Ekman"]
    join_team(people["Elin Sand"], by=asa, team=team, is_lead=True)
    join_team(people["Elin Sand"], by=asa, team=team)
    assert team.pk in people["Elin Sand"].team_ids
    leave_team(people["Elin Sand"], by=asa, team=team)
    assert team.pk not in people["Elin Sand"].team_ids


@pytest.mark.parametrize(
    "found",
    [
        lambda by: found_community("New", by=by, key="new"),
        lambda by: found_team("New", by=by, key="new", tier=1),
        lambda by: add_community_address(Community.objects.first(), by=by, value="a@b.example"),
        lambda by: join_team(by, by=by, team=Team.objects.first()),
        lambda by: leave_team(by, by=by, team=Team.objects.first()),
    ],
)
def test_what_people_belong_to_is_an_administrators_to_shape(people, found):
    with pytest.raises(NotAllowed):
        found(people["Elin Sand"])
    found(people["Åsa Ekman"])


def test_an_organisation_is_written_down_by_the_desk(people):
    found_organisation("Norrvik Energy", by=people["Elin Sand"])
    assert Organisation.objects.filter(sort_name="norrvik energy").exists()
    with pytest.raises(NotAllowed):
        found_organisation("Mine", by=people["Karin Holm"])


def test_an_address_belongs_to_one_community_and_one_of_them_sends(people):
    asa = people["Åsa Ekman"]
    city, schools = (Community.objects.get(key=key) for key in ("city", "schools"))
    with pytest.raises(NotPossible):
        add_community_address(schools, by=asa, value="IT@norrvik.example")
    add_community_address(city, by=asa, value="help@norrvik.example", is_sender=True)
    assert Community.objects.get(key="city").mail == "help@norrvik.example"
    assert community_of(["x@y.example", "It@Norrvik.example"]) == city
    assert community_of(["x@y.example"]) is None


def test_a_tier_beyond_three_and_a_second_entry_are_refused_by_the_database(db):
    for wrong in ({"tier": 4}, {"tier": 1, "is_entry": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Team.objects.create(key="wrong", name="Wrong", sort_name="wrong", **wrong)


def test_what_has_no_place_goes_to_the_service_desk(db):
    assert entry_team().key == "service-desk"
