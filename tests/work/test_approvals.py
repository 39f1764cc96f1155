"""Rounds of approvals: asked, decided, handed on, reminded, run out, taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.activities import merge_people
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.work import approval_access as access
from spoc.work.activities import (
    ApprovalQuestion,
    ask_approval,
    decide,
    delegate,
    end_deputy,
    expire_round,
    name_deputy,
    remind_approver,
    withdraw_round,
)
from spoc.work.models import Approval, ApprovalRound

THREE = ("Eva Lund", "Sanna Kivi", "Karin Holm")


@pytest.fixture
def request_(register_request):
    return register_request("Oskar Nyman")


@pytest.fixture
def ask(people, request_):
    """Ask by names: `ask("Karin Holm", "Sanna Kivi", rule="any")`."""

    def asked(*names: str, **further: object) -> ApprovalRound:
        approvers = tuple(people[name] for name in names)
        question = ApprovalQuestion("A licence for Oskar", approvers, **further)
        return ask_approval(request_, by=system(), question=question)

    return asked


def of(asked, name):
    return Approval.objects.select_related("round").get(round=asked, approver__name=name)


def say(people, asked, name, is_approved=True, reason=""):
    reason = reason or ("" if is_approved else "Too dear.")
    return decide(of(asked, name), by=people[name], is_approved=is_approved, reason=reason)


def states(asked):
    return list(asked.approvals.order_by("order").values_list("state", flat=True))


def ending(asked):
    asked.refresh_from_db()
    return asked.state


def kinds(request_):
    return [f.kind for f in story(request_) if f.kind.startswith("approval.")]


def test_one_approver_settles_it(people, request_, ask):
    asked = ask("Karin Holm", mark="step-4", price=Decimal("120.50"), currency="SEK")
    say(people, asked, "Karin Holm")
    assert ending(asked) == "approved"
    assert kinds(request_) == ["approval.requested", "approval.approved", "approval.settled"]
    told = story(request_).last().particulars.values
    assert (told["round"], told["outcome"], told["mark"]) == (asked.pk, "approved", "step-4")


@pytest.mark.parametrize(
    ("rule", "quorum", "said", "ends", "left"),
    [
        ("all", 0, [True, True, True], "approved", "approved"),
        ("all", 0, [False], "denied", "withdrawn"),
        ("any", 0, [False, True], "approved", "withdrawn"),
        ("quorum", 2, [True, True], "approved", "withdrawn"),
        ("quorum", 2, [False, False], "denied", "withdrawn"),
        ("sequence", 0, [True, False], "denied", "withdrawn"),
    ],
)
def test_a_round_ends_as_its_rule_says(people, ask, rule, quorum, said, ends, left):
    asked = ask(*THREE, rule=rule, quorum=quorum)
    for name, is_approved in zip(THREE, said, strict=False):
        assert ending(asked) == "open"
        say(people, asked, name, is_approved)
    assert ending(asked) == ends
    assert states(asked)[-1] == left


def test_in_a_sequence_nobody_decides_before_their_turn(people, ask):
    asked = ask(*THREE, rule="sequence")
    assert states(asked) == ["requested", "waiting", "waiting"]
    with pytest.raises(NotPossible):
        say(people, asked, THREE[1])
    say(people, asked, THREE[0])
    assert states(asked) == ["approved", "requested", "waiting"]


def test_a_denial_without_a_reason_is_refused(people, ask):
    asked = ask("Karin Holm")
    with pytest.raises(NotPossible) as refused:
        decide(of(asked, "Karin Holm"), by=people["Karin Holm"], is_approved=False, reason="  ")
    assert "reason" in refused.value.fields
    assert ending(asked) == "open"


def test_who_was_not_asked_decides_nothing(people, ask):
    asked = ask("Karin Holm")
    with pytest.raises(NotAllowed):
        decide(of(asked, "Karin Holm"), by=people["Elin Sand"], is_approved=True)


def test_a_decision_is_made_once(people, ask):
    asked = ask("Karin Holm", "Sanna Kivi")
    say(people, asked, "Karin Holm")
    with pytest.raises(NotPossible):
        say(people, asked, "Karin Holm", is_approved=False)
    assert of(asked, "Karin Holm").state == "approved"


def test_nobody_is_asked_to_approve_what_is_for_themselves(people, ask):
    with pytest.raises(NotPossible) as refused:
        ask("Karin Holm", beneficiary=people["Karin Holm"])
    assert "approvers" in refused.value.fields


def test_a_deputy_does_not_approve_what_is_for_themselves(people, ask):
    asked = ask("Karin Holm", beneficiary=people["Oskar Nyman"])
    name_deputy(people["Karin Holm"], by=people["Karin Holm"], deputy=people["Oskar Nyman"])
    with pytest.raises(NotAllowed):
        decide(of(asked, "Karin Holm"), by=people["Oskar Nyman"], is_approved=True)
    assert not access.approvals_for(people["Oskar Nyman"]).exists()


def test_who_asked_is_kept_out_where_that_is_demanded(people, request_):
    elin = people["Elin Sand"]
    asked = ApprovalQuestion("Money", (people["Karin Holm"], elin), is_asker_barred=True)
    with pytest.raises(NotPossible):
        ask_approval(request_, by=elin, question=asked)


@pytest.mark.parametrize(
    ("further", "field"),
    [({"rule": "quorum", "quorum": 2}, "quorum"), ({"rule": "most"}, "quorum")],
)
def test_a_question_that_nobody_can_settle_is_refused(ask, further, field):
    with pytest.raises(NotPossible) as refused:
        ask("Karin Holm", **further)
    assert field in refused.value.fields


def test_nobody_to_ask_is_refused(ask):
    with pytest.raises(NotPossible):
        ask()


def test_a_requester_asks_nobody(people, request_):
    question = ApprovalQuestion("For me", (people["Karin Holm"],))
    with pytest.raises(NotAllowed):
        ask_approval(request_, by=people["Oskar Nyman"], question=question)


def test_a_delegate_decides_in_the_place_of_who_was_asked(people, request_, ask):
    asked = ask("Karin Holm")
    approval = of(asked, "Karin Holm")
    delegate(approval, by=people["Karin Holm"], to=people["Sanna Kivi"])
    assert of(asked, "Karin Holm").link_version == approval.link_version == 2
    decide(approval, by=people["Sanna Kivi"], is_approved=True)
    assert ending(asked) == "approved"
    assert of(asked, "Karin Holm").decided_by == people["Sanna Kivi"]
    assert "approval.delegated" in kinds(request_)


@pytest.mark.parametrize("to", ["Karin Holm", "Sanna Kivi", "Oskar Nyman"])
def test_an_approval_is_not_handed_to_an_approver_or_to_who_gains(people, ask, to):
    asked = ask("Karin Holm", "Sanna Kivi", beneficiary=people["Oskar Nyman"])
    with pytest.raises(NotPossible) as refused:
        delegate(of(asked, "Karin Holm"), by=people["Karin Holm"], to=people[to])
    assert "to" in refused.value.fields


def test_a_stranger_hands_nothing_on(people, ask):
    with pytest.raises(NotAllowed):
        delegate(
            of(ask("Karin Holm"), "Karin Holm"), by=people["Sanna Kivi"], to=people["Elin Sand"]
        )


def test_one_deputy_of_two_has_one_voice(people, ask):
    asked = ask("Karin Holm", "Sanna Kivi")
    for name in ("Karin Holm", "Sanna Kivi"):
        name_deputy(people[name], by=people[name], deputy=people["Eva Lund"])
    decide(of(asked, "Karin Holm"), by=people["Eva Lund"], is_approved=True)
    with pytest.raises(NotPossible):
        decide(of(asked, "Sanna Kivi"), by=people["Eva Lund"], is_approved=True)


def test_a_deputy_decides_while_named_and_no_longer(people, ask):
    karin, marta = people["Karin Holm"], people["Eva Lund"]
    approval = of(ask("Karin Holm"), "Karin Holm")
    named = name_deputy(karin, by=karin, deputy=marta, ends_at=now() + timedelta(days=3))
    assert access.may_decide(marta, approval)
    assert list(access.approvals_for(marta)) == [approval]
    with at(now() + timedelta(days=4)):
        assert not access.may_decide(marta, approval)
    end_deputy(named, by=karin)
    assert not access.may_decide(marta, approval)


def test_nobody_names_a_deputy_for_somebody_else(people):
    with pytest.raises(NotAllowed):
        name_deputy(people["Karin Holm"], by=people["Elin Sand"], deputy=people["Elin Sand"])


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_deputy_is_named_for_a_time_that_makes_sense(people, days):
    karin, until = people["Karin Holm"], now() + timedelta(days=days)
    with pytest.raises(NotPossible) as refused:
        name_deputy(karin, by=karin, deputy=people["Sanna Kivi"], ends_at=until)
    assert "ends" in refused.value.fields


def test_who_was_asked_is_reminded_once_at_half_the_time(people, request_, ask):
    asked = ask("Karin Holm", due_at=now() + timedelta(days=10))
    approval = of(asked, "Karin Holm")
    remind_approver(approval, by=system())
    assert "approval.reminded" not in kinds(request_)
    with at(now() + timedelta(days=5, minutes=1)):
        remind_approver(approval, by=system())
        remind_approver(approval, by=system())
    assert kinds(request_).count("approval.reminded") == 1


def test_the_desk_reminds_by_hand(people, request_, ask):
    remind_approver(of(ask("Karin Holm"), "Karin Holm"), by=people["Elin Sand"])
    assert "approval.reminded" in kinds(request_)
    with pytest.raises(NotAllowed):
        remind_approver(of(ask("Karin Holm"), "Karin Holm"), by=people["Sanna Kivi"])


def test_a_question_nobody_answers_in_time_runs_out(people, request_, ask):
    asked = ask("Karin Holm", due_at=now() + timedelta(days=10))
    expire_round(asked, by=system())
    assert ending(asked) == "open"
    with at(now() + timedelta(days=10)):
        expire_round(asked, by=system())
    assert (ending(asked), states(asked)) == ("expired", ["expired"])
    assert story(request_).last().particulars.values["outcome"] == "expired"
    with pytest.raises(NotPossible):
        say(people, asked, "Karin Holm")


def test_nobody_lets_a_question_run_out_by_hand(people, ask):
    with pytest.raises(NotAllowed):
        expire_round(ask("Karin Holm"), by=people["Elin Sand"])


def test_a_question_taken_back_is_asked_no_longer(people, ask):
    asked = ask("Karin Holm", "Sanna Kivi")
    withdraw_round(asked, by=people["Elin Sand"])
    assert (ending(asked), states(asked)) == ("withdrawn", ["withdrawn", "withdrawn"])
    with pytest.raises(NotAllowed):
        withdraw_round(ask("Karin Holm"), by=people["Sanna Kivi"])


def test_an_approver_sees_what_is_asked_and_not_the_request(people, request_, ask):
    karin, sanna = people["Karin Holm"], people["Sanna Kivi"]
    approval = of(ask("Karin Holm"), "Karin Holm")
    assert approval in access.approvals_visible_to(karin)
    assert approval not in access.approvals_visible_to(sanna)
    assert approval not in access.approvals_visible_to(people["Oskar Nyman"])
    assert approval in access.approvals_visible_to(people["Elin Sand"])


def test_who_comes_later_in_a_sequence_sees_nothing_yet(people, ask):
    asked = ask("Karin Holm", "Sanna Kivi", rule="sequence")
    assert of(asked, "Sanna Kivi") not in access.approvals_visible_to(people["Sanna Kivi"])


def test_of_two_who_are_one_person_one_voice_is_left(people, ask):
    asked = ask("Karin Holm", "Sanna Kivi", "Eva Lund", rule="quorum", quorum=2)
    say(people, asked, "Eva Lund")
    merge_people(people["Karin Holm"], by=people["Åsa Ekman"], into=people["Sanna Kivi"])
    assert asked.approvals.count() == 2
    sanna = Person.objects.get(name="Sanna Kivi")
    decide(of(asked, "Sanna Kivi"), by=sanna, is_approved=True)
    assert ending(asked) == "approved"
