"""Whoever asked, or whoever works on it, asks the management to look at a request."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at
from spoc.people.queries import first_mail
from spoc.requests import activities as do
from spoc.requests.models import Ladder, Rung
from spoc.requests.tracking import word_for

MONDAY = datetime(2026, 10, 19, 8, 0, tzinfo=UTC)
WHY = "Surgery begins at noon and nobody called."
HOUR = timedelta(hours=1)


@pytest.fixture
def request_(at_status):
    """A request that somebody works on."""
    with at(MONDAY):
        return at_status("in_progress")


def letters_with(words, person):
    """Return the letters to somebody that hold these words."""
    rows = Letter.objects.filter(is_incoming=False, text__contains=words)
    return [row for row in rows if first_mail(person) in row.to_addresses]


def ask(request, person, moment=MONDAY, why=WHY):
    with at(moment):
        return do.ask_for_attention(request, by=person, reason=why)


def test_the_coordinator_reads_why_and_has_four_hours(people, request_):
    ask(request_, request_.requester)
    (escalation,) = request_.escalations.all()
    assert (escalation.trigger, escalation.reason) == ("asked", WHY)
    assert escalation.answer_by > MONDAY
    assert [person.name for person in escalation.to.all()] == ["Sofia Berg"]
    assert len(letters_with(WHY, people["Sofia Berg"])) == 1
    fact = story(request_).get(kind="request.attention_asked")
    assert fact.particulars.values["reason"] == WHY


def test_what_nobody_acknowledges_goes_to_the_manager(people, request_, run_job):
    ask(request_, request_.requester)
    with at(request_.escalations.get().answer_by):
        run_job("requests.jobs.climb_ladders", timestamp=0)
    assert len(letters_with(WHY, people["Henrik Vall"])) == 1


def test_one_asks_once_until_somebody_has_it(people, request_):
    ask(request_, request_.requester)
    with pytest.raises(NotPossible):
        ask(request_, request_.requester, MONDAY + HOUR)
    with pytest.raises(NotPossible):
        ask(request_, people["Elin Sand"], MONDAY + HOUR)
    escalation = request_.escalations.get()
    with at(MONDAY + HOUR):
        do.acknowledge_escalation(request_, by=people["Sofia Berg"], escalation=escalation)
    ask(request_, request_.requester, MONDAY + 2 * HOUR, "Still nobody.")
    assert [row.occasion for row in request_.escalations.order_by("id")] == ["1", "2"]


def test_the_words_of_whoever_asked_stand_in_their_conversation_those_of_an_agent_do_not(
    people, request_
):
    before = request_.entries.count()
    ask(request_, people["Elin Sand"])
    assert request_.entries.count() == before
    with at(MONDAY + HOUR):
        do.acknowledge_escalation(
            request_, by=people["Sofia Berg"], escalation=request_.escalations.get()
        )
    ask(request_, request_.requester, MONDAY + 2 * HOUR)
    entry = request_.entries.order_by("id").last()
    assert (entry.text, entry.author, entry.is_internal) == (WHY, request_.requester, False)


def test_strangers_and_empty_words_are_refused(people, request_):
    with pytest.raises(NotAllowed):
        ask(request_, people["Rune Dahl"])
    with pytest.raises(NotPossible) as refusal:
        ask(request_, people["Elin Sand"], why=" \n")
    assert "reason" in refusal.value.fields


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled"])
def test_what_nobody_works_on_gets_no_attention(people, at_status, status):
    with pytest.raises(NotPossible):
        ask(at_status(status), people["Elin Sand"])


def test_a_house_without_ladders_tells_the_coordinators_and_not_again_within_hours(
    people, request_
):
    Rung.objects.filter(trigger="asked").delete()
    assert Ladder.objects.exists()
    ask(request_, request_.requester)
    sofia = people["Sofia Berg"]
    assert len(letters_with(request_.title, sofia)) == 1
    with pytest.raises(NotPossible):
        ask(request_, request_.requester, MONDAY + 3 * HOUR)
    ask(request_, request_.requester, MONDAY + 5 * HOUR)
    assert len(letters_with(request_.title, sofia)) == 2


def test_a_requester_asks_on_their_page_and_reads_how_it_stands(client_of, people, request_):
    karin, page = client_of(request_.requester.name), f"/help/requests/{request_.pk}"
    address = f"{page}/attention"
    with at(MONDAY):
        assert address in karin.get(page).content.decode()
        assert karin.post(address, {"reason": " "}).status_code == 422
        assert karin.post(address, {"reason": WHY}).headers["Location"] == page
        shown = karin.get(page).content.decode()
        assert WHY in shown and address not in shown
        assert karin.post(address, {"reason": WHY}).status_code == 422
        assert karin.get(address).status_code == 200
    with at(MONDAY + HOUR):
        escalation = request_.escalations.get()
        do.acknowledge_escalation(request_, by=people["Sofia Berg"], escalation=escalation)
        assert address in karin.get(page).content.decode()


@pytest.mark.parametrize("name", ["Sanna Kivi", "Oskar Nyman"])
def test_nobody_asks_for_attention_to_the_request_of_another(client_of, request_, name):
    address = f"/help/requests/{request_.pk}/attention"
    assert client_of(name).post(address, {"reason": WHY}).status_code == 404
    assert not request_.escalations.exists()


def test_the_link_in_a_letter_lets_one_ask_too(client, request_):
    address = f"/follow/{word_for(request_, request_.requester)}/attention"
    with at(MONDAY):
        assert client.post(address, {"reason": WHY}).status_code == 302
    assert request_.escalations.get().reason == WHY


def test_an_agent_escalates_it_to_the_management_with_a_reason(client_of, request_):
    elin, page = client_of("Elin Sand"), f"/requests/{request_.pk}"
    with at(MONDAY):
        assert f"{page}/attention" in elin.get(page).content.decode()
        assert elin.get(f"{page}/attention").status_code == 200
        assert elin.post(f"{page}/attention", {"reason": ""}).status_code == 422
        assert elin.post(f"{page}/attention", {"reason": WHY}).status_code == 302
        shown = client_of("Sofia Berg").get(page).content.decode()
    assert WHY in shown
    assert WHY in client_of("Sofia Berg").get("/escalations").content.decode()


def test_a_machine_asks_once_too(token_of, request_):
    machine = Machine(token_of(request_.requester.name, READ_AND_WRITE))
    at_ = f"/requests/{request_.pk}/attention"
    assert machine.send("POST", at_, {"reason": WHY}).status_code == 200
    assert machine.send("POST", at_, {"reason": WHY}).status_code == 422
    assert request_.escalations.get().reason == WHY
