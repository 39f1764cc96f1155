"""A service owner decides on a new service: into the portfolio, later, or not."""

from datetime import date, timedelta

import pytest
from tests.floor.proposals import (
    ASSESSED,
    DECIDES,
    DESK,
    FILTERS,
    fresh,
    letters,
)

from spoc.catalogue.models import Service
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.records.queries import links_of
from spoc.requests import activities as do
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals import take_over_decision
from spoc.requests.activities.proposals.decide import Decision
from spoc.requests.proposal_jobs import look_at_proposals


def test_approved_it_goes_into_the_portfolio_and_the_request_is_handed_on(people, proposed):
    request = proposed("assessed")
    peter = people[DECIDES]
    decision = Decision("Twelve wards need it.", name="Menu screens")
    proposals.approve_proposal(request, by=peter, decision=decision)
    row = fresh(request)
    service = Service.objects.get(name="Menu screens")
    assert (row.state, row.decision, row.service) == ("approved", "approved", service)
    assert (service.state, service.is_live, service.owner) == ("proposed", False, peter)
    assert service.assessment["demand"] == ASSESSED.demand
    assert (request.status, request.closure_code) == ("resolved", "handed_to_portfolio")
    [link] = [each for each in links_of(request, peter) if each.noun == "service"]
    assert (link.relation, link.title) == ("handed_to", "Menu screens")
    [back] = [each for each in links_of(service, peter) if each.noun == "request"]
    assert back.relation == "handed_from"
    assert "is approved" in letters(request)[-1]


@pytest.mark.parametrize("who", [DESK, FILTERS, "Karin Holm", "Åsa Ekman"])
def test_only_a_service_owner_decides(people, proposed, who):
    request = proposed("assessed")
    for step in (
        proposals.approve_proposal,
        proposals.defer_proposal,
        proposals.decline_proposal,
    ):
        with pytest.raises(NotAllowed):
            step(request, by=people[who], decision=Decision("Good."))


def test_nobody_decides_on_their_own(people, register_request, found):
    request = register_request(DECIDES)
    do.classify(request, by=people[DESK], classification=found("new_service"))
    with pytest.raises(NotAllowed, match="nobody on their own"):
        proposals.approve_proposal(request, by=people[DECIDES], decision=Decision("Good."))


@pytest.mark.parametrize("step", ["approve_proposal", "defer_proposal", "decline_proposal"])
def test_nothing_is_decided_before_it_was_assessed(people, proposed, step):
    request = proposed("assessing")
    decision = Decision("Good.", until=date(2035, 1, 8))
    with pytest.raises(NotPossible) as refused:
        getattr(proposals, step)(request, by=people[DECIDES], decision=decision)
    assert set(refused.value.fields) == {"demand", "resources", "benefits"}


@pytest.mark.parametrize("step", ["approve_proposal", "defer_proposal", "decline_proposal"])
def test_a_decision_says_why(people, proposed, step):
    request = proposed("assessed")
    decision = Decision(" ", until=date(2035, 1, 8))
    with pytest.raises(NotPossible) as refused:
        getattr(proposals, step)(request, by=people[DECIDES], decision=decision)
    assert list(refused.value.fields) == ["reason"]
    assert fresh(request).state == "assessing"


def test_deferred_it_comes_back_on_its_day(people, proposed, work):
    request = proposed("assessed")
    day = (now() + timedelta(days=90)).date()
    decision = Decision("Not this year.", until=day)
    proposals.defer_proposal(request, by=people[DECIDES], decision=decision)
    row = fresh(request)
    assert (row.state, request.status, request.pending_reason) == (
        "deferred",
        "pending",
        "scheduled",
    )
    assert "is put off until" in letters(request)[-1]
    with at(now() + timedelta(days=89)):
        look_at_proposals(0)
    assert fresh(request).state == "deferred"
    with at(now() + timedelta(days=92)):
        look_at_proposals(0)
    assert (fresh(request).state, request.status) == ("assessing", "in_progress")


@pytest.mark.parametrize("until", [None, date(2020, 1, 1)])
def test_it_is_put_off_until_a_day_still_to_come(people, proposed, until):
    request = proposed("assessed")
    with pytest.raises(NotPossible) as refused:
        decision = Decision("Not now.", until=until)
        proposals.defer_proposal(request, by=people[DECIDES], decision=decision)
    assert list(refused.value.fields) == ["until"]


def test_declined_by_the_owner_it_may_be_appealed(people, proposed):
    request = proposed("assessed")
    decision = Decision("Too dear.", would_change="A cheaper screen.")
    proposals.decline_proposal(request, by=people[DECIDES], decision=decision)
    row = fresh(request)
    assert (row.state, request.status, row.may_be_appealed) == ("declined", "resolved", True)


def test_what_was_decided_before_is_taken_over_by_the_system_alone(people, proposed):
    request = proposed()
    said = {"decision": "approved", "reason": "Long ago."}
    with pytest.raises(NotAllowed):
        take_over_decision(request, by=people[DECIDES], **said)
    take_over_decision(request, by=system(), **said)
    assert fresh(request).state == "approved"


def test_a_request_of_another_type_is_no_proposal(people, at_status):
    with pytest.raises(NotPossible, match="Only a request for a new service"):
        proposals.ask_justification(at_status("in_progress"), by=people[DESK])
