"""The money for a new service is asked of whoever has it, and the decision waits for it."""

import pytest
from tests.floor.proposals import DECIDES, DESK, SPONSOR

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.queries import system
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals.decide import Decision
from spoc.requests.models import NewServiceProposal
from spoc.work.activities import decide
from spoc.work.models import ApprovalRound

PAYS = "Lena Falk"


def row_of(request):
    return NewServiceProposal.objects.get(pk=request.pk)


@pytest.fixture
def asked(people, proposed):
    request = proposed("assessed")
    proposals.ask_budget(request, by=people[DECIDES], approver=people[PAYS], words="20 000.")
    return request


def answered(request, people, *, is_approved):
    [approval] = ApprovalRound.objects.get(pk=row_of(request).budget_round).approvals.all()
    decide(approval, by=people[PAYS], is_approved=is_approved, reason="So it is.")


def test_the_approver_is_asked_with_what_they_need_to_know(asked):
    round_ = ApprovalRound.objects.get(pk=row_of(asked).budget_round)
    assert (row_of(asked).budget, round_.mark) == ("asked", "proposal-budget")
    assert ["Resources", "Two weeks, 20 000 a year."] in round_.told


def test_nothing_is_approved_while_the_money_is_not(people, asked):
    with pytest.raises(NotPossible) as refused:
        proposals.approve_proposal(asked, by=people[DECIDES], decision=Decision("Good."))
    assert list(refused.value.fields) == ["budget"]


def test_with_the_money_it_is_approved(people, asked, work):
    answered(asked, people, is_approved=True)
    work()
    assert row_of(asked).budget == "approved"
    proposals.approve_proposal(asked, by=people[DECIDES], decision=Decision("Good."))
    assert row_of(asked).state == "approved"


def test_without_it_it_is_declined_or_asked_anew(people, asked, work):
    answered(asked, people, is_approved=False)
    work()
    assert row_of(asked).budget == "denied"
    with pytest.raises(NotPossible):
        proposals.approve_proposal(asked, by=people[DECIDES], decision=Decision("Good."))
    proposals.ask_budget(asked, by=people[DECIDES], approver=people[PAYS])
    assert row_of(asked).budget == "asked"


def test_it_is_noted_once(people, asked, work):
    answered(asked, people, is_approved=True)
    work()
    round_ = ApprovalRound.objects.get(pk=row_of(asked).budget_round)
    before = asked.version
    proposals.settle_budget(asked, by=system(), asked=round_)
    proposals.settle_budget(asked, by=system(), asked=round_)
    asked.refresh_from_db()
    assert asked.version >= before


@pytest.mark.parametrize("who", [DESK, "Karin Holm", SPONSOR])
def test_only_who_decides_asks_for_it(people, proposed, who):
    with pytest.raises(NotAllowed):
        proposals.ask_budget(proposed("assessed"), by=people[who], approver=people[PAYS])


@pytest.mark.parametrize("approver", [None, "Karin Holm"])
def test_whoever_asked_does_not_decide_on_the_money(people, proposed, approver):
    request = proposed("assessed")
    who = people[approver] if approver else None
    with pytest.raises(NotPossible) as refused:
        proposals.ask_budget(request, by=people[DECIDES], approver=who)
    assert list(refused.value.fields) == ["approver"]
