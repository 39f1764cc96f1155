"""Who sees a handover: the desk those of its requests, a supplier its own, a requester none."""

import pytest

from spoc.kit.errors import NotAllowed
from spoc.people.activities import add_person, grant_role
from spoc.people.models import Organisation
from spoc.people.queries import signed_in, system
from spoc.requests import activities as requests
from spoc.suppliers import access
from spoc.suppliers import activities as do


@pytest.fixture
def agent_of(people):
    """Somebody who works for a supplier: `agent_of("Hitec Storage")`."""

    def made(organisation, name="Mia Ek"):
        home = Organisation.objects.get(name=organisation)
        mail = f"{name.split()[0].lower()}@{home.domains[0]}"
        person = add_person(name, by=system(), mail=mail, organisation=home)
        grant_role(person, by=system(), role="SU")
        return signed_in(person.pk)

    return made


def sees(person, handover):
    return access.visible_to(person).filter(pk=handover.pk).exists()


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("Elin Sand", True),
        ("Maja Lindqvist", True),
        ("Sofia Berg", True),
        ("Henrik Vall", True),
        ("Ylva Öberg", True),
        ("Priya Nair", False),
        ("Åsa Ekman", False),
        ("Karin Holm", False),
        ("Birgitta Ahl", False),
        ("Oskar Nyman", False),
    ],
)
def test_the_desk_sees_those_of_the_requests_it_reads_inside(sent, people, name, does):
    assert sees(people[name], sent) is does


def test_a_supplier_sees_what_was_sent_to_it_without_our_notes(sent, people, agent_of, answers):
    mia = agent_of("Hitec Storage")
    do.note_handover(sent, by=people["Maja Lindqvist"], text="They were slow.")
    answers(sent, "We shall see.")
    assert sees(mia, sent)
    kinds = access.entries_visible_to(mia).filter(handover=sent).values_list("kind", flat=True)
    assert set(kinds) == {"out", "in"}
    assert not access.readable_inside(mia).exists()


def test_a_supplier_does_not_see_drafts_nor_what_others_do(sent, worked, order, people, agent_of):
    draft = do.hand_over(worked, by=people["Maja Lindqvist"], order=order)
    assert not sees(agent_of("Hitec Storage"), draft)
    do.withdraw_handover(draft, by=people["Maja Lindqvist"], reason="No.")
    assert not sees(signed_in_as("Mia Ek"), draft)
    assert not sees(agent_of("Norrvik Water", "Ulla Bro"), sent)


def signed_in_as(name):
    from spoc.people.models import Person

    return signed_in(Person.objects.get(name=name).pk)


def test_a_suppliers_person_does_their_moves_and_none_of_ours(sent, agent_of):
    mia = agent_of("Hitec Storage")
    do.acknowledge_handover(sent, by=mia, reference="CS-1")
    do.ask_back(sent, by=mia, text="Which shelf?")
    do.answer_handover(sent, by=mia, text="Replaced.")
    for move in (
        lambda: do.accept_answer(sent, by=mia),
        lambda: do.return_answer(sent, by=mia, reason="No."),
        lambda: do.withdraw_handover(sent, by=mia, reason="No."),
        lambda: do.write_to_supplier(sent, by=mia, text="Hello."),
        lambda: do.note_handover(sent, by=mia, text="Hello."),
    ):
        with pytest.raises(NotAllowed):
            move()


def test_a_person_of_the_supplier_without_the_role_sees_nothing(sent, people):
    home = Organisation.objects.get(name="Hitec Storage")
    person = add_person("Ola Vik", by=system(), mail="ola@hitec.example", organisation=home)
    assert not sees(signed_in(person.pk), sent)


def test_a_restricted_request_hides_its_handovers(sent, worked, people):
    sofia = people["Sofia Berg"]
    requests.restrict(worked, by=sofia, readers=[sofia])
    assert sees(people["Sofia Berg"], sent)
    assert not sees(people["Elin Sand"], sent)


def test_an_agent_who_asked_themselves_is_told_no_more_than_others(
    at_status, order, people, client_of
):
    own = at_status("in_progress", "incident", "Priya Nair")
    handover = do.hand_over(own, by=people["Elin Sand"], order=order)
    assert not sees(people["Priya Nair"], handover)


def test_the_supplier_manager_reads_and_takes_back(sent, people):
    eva = people["Eva Lund"]
    grant_role(eva, by=system(), role="SM")
    eva = people["Eva Lund"]
    assert sees(eva, sent)
    assert access.may_shape(eva)
    with pytest.raises(NotAllowed):
        do.acknowledge_handover(sent, by=eva)
    do.withdraw_handover(sent, by=eva, reason="The contract ends.")
    assert sent.state == "withdrawn"


def test_only_who_writes_contracts_keeps_suppliers(hitec, people):
    for name in ("Elin Sand", "Karin Holm", "Ylva Öberg"):
        with pytest.raises(NotAllowed):
            do.add_supplier("Nobody", by=people[name], addresses=["x@y.example"])
        with pytest.raises(NotAllowed):
            do.change_supplier(hitec, by=people[name], name="Mine")
