"""What nothing there can meet is asked for as a new service: by the desk, or who was refused."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.requests.portal.words import words_of

from spoc.catalogue.activities import add_offering, publish_offering
from spoc.catalogue.models import Service
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Team
from spoc.records.queries import links_of
from spoc.requests import activities as do
from spoc.requests.activities.order import Wish, order
from spoc.requests.activities.proposals import propose_instead
from spoc.requests.models import Fulfilment, SupportRequest

NEW = "new_service"


@pytest.fixture
def question(at_status):
    return at_status("in_progress", "information")


@pytest.fixture
def refused(people):
    """An order of Karin Holm's that was refused: there are no licences left."""
    lena, karin = people["Lena Falk"], people["Karin Holm"]
    told = {"en": {"description": "It is ready to use."}}
    given = {"told": told, "lead_days": 3, "team": Team.objects.get(key="workplace")}
    service = Service.objects.get(key="workplace")
    seat = add_offering(service, by=lena, name="Seat", licences_left=0, **given)
    publish_offering(seat, by=lena)
    made = order(karin, by=karin, wish=Wish(seat))
    assert made.fulfilment.stage == "refused"
    return made


def test_a_question_becomes_a_request_for_a_new_service(people, question, work, mailoutbox):
    made = propose_instead(question, by=people["Elin Sand"])
    assert (made.type, made.requester, made.title) == (NEW, question.requester, question.title)
    assert made.description == question.description
    assert made.proposal.need == question.description
    assert (made.service, made.category) == (question.service, question.category)
    (linked,) = links_of(made, people["Elin Sand"])
    assert (linked.relation, linked.pk) == ("raised_from", question.pk)
    work()
    letters = [sent.raw.decode() for sent in mailoutbox]
    told = [letter for letter in letters if f"under {made.reference}" in letter]
    assert len(told) == 1
    assert question.reference in told[0]


def test_done_twice_it_is_the_same_request(people, question):
    first = propose_instead(question, by=people["Elin Sand"])
    assert propose_instead(question, by=people["Elin Sand"]).pk == first.pk
    assert SupportRequest.objects.filter(type=NEW, requester=question.requester).count() == 1


def test_who_was_refused_asks_for_it_themselves_and_is_told_once(
    people, refused, client_of, work, mailoutbox
):
    karin = client_of("Karin Holm")
    at = f"/help/requests/{refused.pk}"
    assert "Ask for it as a new service" in words_of(karin.get(at))
    answer = karin.post(f"{at}/new-service")
    made = SupportRequest.objects.get(type=NEW, requester=people["Karin Holm"])
    assert answer["Location"] == f"/help/requests/{made.pk}"
    work()
    assert len([each for each in mailoutbox if made.reference in each.raw.decode()]) == 1


def test_a_restricted_request_makes_a_restricted_one(people, question):
    elin = people["Elin Sand"]
    do.restrict(question, by=elin, readers=[elin])
    assert propose_instead(SupportRequest.objects.get(pk=question.pk), by=elin).is_restricted


@pytest.mark.parametrize(("kind", "status"), [("incident", "in_progress"), (NEW, "in_progress")])
def test_what_is_met_otherwise_is_not_asked_for_anew(people, at_status, kind, status):
    with pytest.raises(NotPossible):
        propose_instead(at_status(status, kind), by=people["Elin Sand"])


def test_a_question_that_is_over_is_not_asked_for_anew(people, at_status):
    with pytest.raises(NotPossible):
        propose_instead(at_status("closed", "information"), by=people["Elin Sand"])


def test_what_was_decided_against_is_not_asked_for_anew(people, refused, client_of):
    Fulfilment.objects.filter(pk=refused.pk).update(refused_code="denied")
    again = SupportRequest.objects.get(pk=refused.pk)
    with pytest.raises(NotPossible):
        propose_instead(again, by=people["Elin Sand"])
    words = words_of(client_of("Karin Holm").get(f"/help/requests/{refused.pk}"))
    assert "Tell us what you need" in words and "Ask for it as a new service" not in words


def test_a_requester_does_not_turn_a_question_into_it(people, question):
    with pytest.raises(NotAllowed):
        propose_instead(question, by=people["Karin Holm"])


def test_what_another_was_refused_is_not_theirs(people, refused, client_of):
    with pytest.raises(NotAllowed):
        propose_instead(refused, by=people["Rune Dahl"])
    assert (
        client_of("Rune Dahl").post(f"/help/requests/{refused.pk}/new-service").status_code == 404
    )


def test_the_desk_does_it_with_one_press(client_of, question):
    elin, at = client_of("Elin Sand"), f"/requests/{question.pk}"
    assert "Ask for it as a new service" in words_of(elin.get(at))
    elin.post(f"{at}/new-service")
    made = SupportRequest.objects.get(type=NEW, requester=question.requester)
    assert f"{made.reference} asks for it as a new service" in words_of(elin.get(at))


def test_a_machine_does_it_too(token_of, question):
    at = f"/requests/{question.pk}/new-service"
    assert Machine(token_of("Karin Holm", READ_AND_WRITE)).post(at).status_code == 403
    made = Machine(token_of("Elin Sand", READ_AND_WRITE)).post(at)
    assert (made.status_code, made.json()["type"]) == (201, NEW)
