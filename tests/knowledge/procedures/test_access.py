"""Who knows of a procedure: who writes, who works at the desk, whom it is published to."""

import pytest

from spoc.knowledge import procedure_access as access
from spoc.knowledge.activities.acknowledging import ask_to_read
from spoc.knowledge.activities.procedures import Text, revise_procedure
from spoc.people.models import Community


def sees(person, procedure):
    return access.visible_to(person).filter(pk=procedure.pk).exists()


@pytest.mark.parametrize(
    ("name", "is_seen"),
    [("Henrik Vall", True), ("Sofia Berg", True), ("Elin Sand", False), ("Karin Holm", False)],
)
def test_a_draft_is_known_to_who_writes_procedures(procedure, people, name, is_seen):
    assert sees(people[name], procedure) == is_seen


@pytest.mark.parametrize(
    ("audience", "name", "is_seen"),
    [
        ("desk", "Elin Sand", True),
        ("desk", "Karin Holm", False),
        ("desk", "Birgitta Ahl", False),
        ("users", "Karin Holm", True),
        ("users", "Åsa Ekman", True),
        ("public", "Karin Holm", True),
    ],
)
def test_what_is_in_force_is_known_to_its_audience(written, people, audience, name, is_seen):
    assert sees(people[name], written(audience)) == is_seen


@pytest.mark.parametrize("audience", ["desk", "users", "public"])
def test_a_stranger_reads_what_is_public_alone(written, people, audience):
    found = access.public_for(people["Karin Holm"].community)
    assert found.filter(pk=written(audience).pk).exists() == (audience == "public")


def test_one_for_some_communities_is_for_no_other(written, people):
    karin, asa = people["Karin Holm"], people["Åsa Ekman"]
    assert karin.community_id != asa.community_id
    procedure = written("users", communities=(Community.objects.get(pk=karin.community_id),))
    assert (sees(karin, procedure), sees(asa, procedure)) == (True, False)


def test_who_is_asked_to_read_it_may(written, people):
    procedure = written("desk")
    assert not sees(people["Birgitta Ahl"], procedure)
    ask_to_read(
        procedure, by=people["Henrik Vall"], person=people["Birgitta Ahl"], capacity="customer"
    )
    assert sees(people["Birgitta Ahl"], procedure)


def test_of_what_is_in_force_no_draft_is_read_by_others(in_force, people, put_into_force):
    revise_procedure(in_force, by=people["Henrik Vall"], text=Text("Secret plans", "Later."))
    read = access.versions_visible_to(people["Elin Sand"]).filter(procedure=in_force)
    assert list(read.values_list("number", flat=True)) == [1]
    theirs = access.versions_visible_to(people["Sofia Berg"]).filter(procedure=in_force)
    assert theirs.count() == 2
