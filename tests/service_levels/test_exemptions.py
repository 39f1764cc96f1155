"""Taking a promise out of the measures: proposed by some, decided by others, never erased."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.service_levels.activities import (
    accept_exemption,
    decline_exemption,
    exempt_clock,
    propose_exemption,
)
from spoc.service_levels.queries.clocks import clocks_of
from spoc.service_levels.queries.exemptions import waiting_for

COORDINATOR, DECIDES, AGENT = "Sofia Berg", "Lena Falk", "Elin Sand"


@pytest.fixture
def clock(at_status):
    """A promise that runs on a request in work."""
    return clocks_of(at_status("in_progress", "incident")).filter(stopped_at=None).last()


def test_a_coordinator_proposes_and_the_manager_accepts(people, clock):
    proposal = propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    assert [each.pk for each in waiting_for(people[DECIDES])] == [proposal.pk]
    accept_exemption(proposal, by=people[DECIDES])
    clock.refresh_from_db()
    assert (clock.result, clock.exempted_by, clock.exempt_reason) == (
        "exempt",
        people[DECIDES],
        "The ward was closed.",
    )
    kinds = list(story(clock.subject).values_list("kind", flat=True))
    assert kinds[-2:] == ["exemption.proposed", "clock.exempted"]
    assert waiting_for(people[DECIDES]) == []


def test_what_is_declined_counts_on(people, clock):
    proposal = propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    decline_exemption(proposal, by=people[DECIDES], answer="We knew of it.")
    clock.refresh_from_db()
    proposal.refresh_from_db()
    assert clock.result == "running"
    assert (proposal.is_accepted, proposal.answer) == (False, "We knew of it.")
    assert story(clock.subject).last().kind == "exemption.declined"
    propose_exemption(clock, by=people[COORDINATOR], reason="They did not know.")


@pytest.mark.parametrize("name", [AGENT, "Maja Lindqvist", "Karin Holm", "Åsa Ekman"])
def test_others_propose_nothing_and_decide_nothing(people, clock, name):
    with pytest.raises(NotAllowed):
        propose_exemption(clock, by=people[name], reason="Please.")
    proposal = propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    for who in (name, COORDINATOR):
        with pytest.raises(NotAllowed):
            accept_exemption(proposal, by=people[who])
        with pytest.raises(NotAllowed):
            decline_exemption(proposal, by=people[who], answer="No.")
    assert waiting_for(people[name]) == []
    assert [each.pk for each in waiting_for(people[COORDINATOR])] == [proposal.pk]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_demanded(people, clock, reason):
    with pytest.raises(NotPossible):
        propose_exemption(clock, by=people[COORDINATOR], reason=reason)
    with pytest.raises(NotPossible):
        exempt_clock(clock, by=people[DECIDES], reason=reason)
    proposal = propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    with pytest.raises(NotPossible):
        decline_exemption(proposal, by=people[DECIDES], answer=reason)


def test_it_is_proposed_once_and_decided_once(people, clock):
    proposal = propose_exemption(clock, by=people[COORDINATOR], reason="The ward was closed.")
    with pytest.raises(NotPossible):
        propose_exemption(clock, by=people[COORDINATOR], reason="Again.")
    accept_exemption(proposal, by=people[DECIDES])
    with pytest.raises(NotPossible):
        decline_exemption(proposal, by=people[DECIDES], answer="No.")
    with pytest.raises(NotPossible):
        propose_exemption(clock, by=people[COORDINATOR], reason="Again.")
