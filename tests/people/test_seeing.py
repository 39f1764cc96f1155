"""Who may know of whom."""

import pytest

from spoc.people import access
from spoc.people.activities import change_person, grant_role
from spoc.people.models import Community, Organisation, Person, Team
from spoc.people.queries import signed_in, system


def names(rows):
    return {row.name for row in rows}


@pytest.mark.parametrize("name", ["Elin Sand", "Sofia Berg", "Henrik Vall", "Åsa Ekman"])
def test_the_desk_knows_everybody_but_the_system(people, name):
    assert access.visible_to(people[name]).count() == Person.objects.count() - 1


def test_a_customer_knows_themselves(people):
    karin = people["Karin Holm"]
    assert names(access.visible_to(karin)) == {"Karin Holm"}
    assert names(access.organisations_visible_to(karin)) == {"Norrvik Hospital"}
    assert names(access.communities_visible_to(karin)) == {"Norrvik Hospital"}
    assert not access.teams_visible_to(karin).exists()


def test_a_customer_contact_knows_their_organisation(people):
    seen = names(access.visible_to(people["Birgitta Ahl"]))
    assert "Karin Holm" in seen
    assert "Oskar Nyman" not in seen


def test_a_resolver_knows_colleagues_and_those_who_ask_their_team(people, register_request):
    request = register_request("Oskar Nyman")
    request.team = Team.objects.get(key="applications")
    request.save()
    seen = names(access.visible_to(people["Maja Lindqvist"]))
    assert seen == {"Maja Lindqvist", "Tomasz Wolski", "Oskar Nyman"}


def test_an_agent_for_one_community_knows_its_people_alone(people):
    rune = people["Rune Dahl"]
    schools = Community.objects.get(key="schools")
    grant_role(rune, by=system(), role="CSR", scope="community", scope_id=schools.pk)
    seen = names(access.visible_to(people["Rune Dahl"]))
    assert seen == {"Rune Dahl", "Oskar Nyman", "Åke Östlund", "Ärla Zetterberg"}


def test_an_agent_for_one_organisation_knows_that_one(people):
    rune = people["Rune Dahl"]
    water = Organisation.objects.get(name="Norrvik Water")
    grant_role(rune, by=system(), role="CSR", scope="organisation", scope_id=water.pk)
    seen = access.organisations_visible_to(people["Rune Dahl"])
    assert names(seen) == {"Norrvik Water", "City of Norrvik"}


def test_who_was_shut_out_reaches_nothing(people):
    elin = people["Elin Sand"]
    change_person(elin, by=people["Åsa Ekman"], is_active=False)
    elin = Person.objects.get(pk=elin.pk)
    assert not access.may_work_at_desk(elin)
    assert access.visible_to(elin).count() <= 1
    assert signed_in(elin.pk) is None


@pytest.mark.parametrize(
    ("name", "desk", "administers", "records"),
    [
        ("Elin Sand", True, False, True),
        ("Maja Lindqvist", True, False, False),
        ("Sofia Berg", True, False, False),
        ("Ylva Öberg", True, False, False),
        ("Åsa Ekman", True, True, True),
        ("Birgitta Ahl", False, False, False),
        ("Karin Holm", False, False, False),
    ],
)
def test_what_each_may_do_with_people(people, name, desk, administers, records):
    person = people[name]
    assert access.may_work_at_desk(person) is desk
    assert access.may_administer(person) is administers
    assert access.may_record_people(person) is records


def test_a_person_signed_in_comes_with_roles_and_teams_in_one_query(
    people, django_assert_num_queries
):
    pk = people["Elin Sand"].pk
    with django_assert_num_queries(1):
        elin = signed_in(pk)
        assert elin.is_at_desk
        assert elin.team_ids
        assert elin.organisation.name == "Norrvik IT"
        assert elin.community.key == "city"
