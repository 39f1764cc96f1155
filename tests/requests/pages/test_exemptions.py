"""Exempting a promise on the page of its request."""

import pytest

from spoc.people.models import Person
from spoc.requests import activities as do
from spoc.service_levels.activities import propose_exemption
from spoc.service_levels.queries.clocks import clocks_of


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


COORDINATOR, DECIDES, AGENT = "Sofia Berg", "Lena Falk", "Elin Sand"


@pytest.fixture
def request_(at_status):
    return at_status("in_progress", "incident")


@pytest.fixture
def clock(request_):
    return clocks_of(request_).filter(stopped_at=None, metric="resolution").get()


def test_whoever_decides_exempts_and_the_place_in_the_queue_follows(client_of, request_, clock):
    lena, at = client_of(DECIDES), f"/requests/{request_.pk}"
    assert "Exempt a promise" in lena.get(at).content.decode()
    assert 'name="reason"' in lena.get(f"{at}/exemption").content.decode()
    lena.post(f"{at}/exemption", {"clock": clock.pk, "reason": "The ward was closed."})
    page = lena.get(at).content.decode()
    assert "The ward was closed." in page
    assert DECIDES in page
    request_.refresh_from_db()
    assert request_.due_at != clock.due_at


def test_a_coordinator_is_offered_to_propose_it_and_the_manager_accepts(client_of, request_, clock):
    at = f"/requests/{request_.pk}"
    sofia, lena = client_of(COORDINATOR), client_of(DECIDES)
    assert "Propose exemption" in sofia.get(at).content.decode()
    asked = sofia.get(f"{at}/exemption").content.decode()
    assert "Propose exemption" in asked
    assert "Take it out of the measures" not in asked
    sofia.post(f"{at}/exemption", {"clock": clock.pk, "reason": "The ward was closed."})
    clock.refresh_from_db()
    assert clock.result == "running"
    assert "Accept the exemption" not in sofia.get(at).content.decode()
    listed = lena.get("/settings/exemptions").content.decode()
    assert at in listed
    assert "The ward was closed." in listed
    assert "Accept the exemption" in lena.get(at).content.decode()
    proposal = clock.exemptions.get().pk
    lena.post(f"{at}/exemption-acceptance", {"proposal": proposal})
    clock.refresh_from_db()
    assert clock.result == "exempt"


def test_it_is_declined_with_a_reason_beside_its_field(client_of, people, request_, clock):
    proposal = propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    lena, at = client_of(DECIDES), f"/requests/{request_.pk}/exemption-refusal"
    answer = lena.post(at, {"proposal": proposal.pk, "reason": ""})
    assert answer.status_code == 422
    assert f'value="{proposal.pk}"' in answer.content.decode()
    lena.post(at, {"proposal": proposal.pk, "reason": "We knew of it."})
    proposal.refresh_from_db()
    assert proposal.answer == "We knew of it."


def test_an_agent_is_offered_nothing_and_refused(client_of, request_, clock):
    elin, at = client_of(AGENT), f"/requests/{request_.pk}"
    page = elin.get(at).content.decode()
    assert "Propose exemption" not in page
    assert "Exempt a promise" not in page
    given = {"clock": clock.pk, "reason": "Please."}
    assert elin.post(f"{at}/exemption", given).status_code == 403
    assert elin.get("/settings/exemptions").status_code == 403


def test_the_list_tells_nothing_of_what_one_may_not_see(client_of, people, request_, clock):
    propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    do.restrict(request_, by=people[COORDINATOR], readers=[people[COORDINATOR]])
    assert (
        "The ward was closed."
        not in client_of(DECIDES).get("/settings/exemptions").content.decode()
    )


@pytest.mark.parametrize("given", [{"clock": "", "reason": "x"}, {"clock": "1", "reason": "x"}])
def test_a_promise_of_another_record_is_none_of_this_one(client_of, request_, clock, given):
    answer = client_of(DECIDES).post(f"/requests/{request_.pk}/exemption", given)
    assert answer.status_code == 422
