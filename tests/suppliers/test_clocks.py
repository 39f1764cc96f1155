"""The supplier's promised time: it runs beside the customer's, which goes on."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.time import at, now
from spoc.people.queries import system
from spoc.service_levels.activities import warn
from spoc.service_levels.models import Clock
from spoc.suppliers import activities as do

pytestmark = pytest.mark.usefixtures("contract")
SENT = now().replace(microsecond=0)


def after(hours: float):
    """Let it be so many hours after it was sent."""
    return at(SENT + timedelta(hours=hours))


def clock_of(handover, metric):
    return Clock.objects.get(noun="handover", subject_id=handover.pk, metric=metric)


@pytest.fixture
def maja(people):
    return people["Maja Lindqvist"]


@pytest.fixture
def out(worked, order, maja, contract):
    """A handover sent at a known moment."""
    with after(0):
        return do.send_handover(do.hand_over(worked, by=maja, order=order), by=maja)


def test_sending_starts_what_the_contract_promises(out):
    receipt, fix = clock_of(out, "receipt"), clock_of(out, "fix")
    assert receipt.due_at == SENT + timedelta(hours=1)
    assert fix.due_at == SENT + timedelta(hours=4)


def test_receipt_is_kept_when_they_have_it(out, maja):
    with after(0.5):
        do.acknowledge_handover(out, by=maja)
    assert clock_of(out, "receipt").result == "met"
    assert clock_of(out, "fix").result == "running"


def test_a_question_lets_their_time_stand_still_until_we_answer(out, maja):
    with after(0.5):
        do.acknowledge_handover(out, by=maja)
    with after(1):
        do.ask_back(out, by=maja, text="Which shelf?")
    assert clock_of(out, "fix").due_at is None
    with after(3):
        do.write_to_supplier(out, by=maja, text="The lowest.")
    assert clock_of(out, "fix").due_at == SENT + timedelta(hours=6)


def test_an_answer_stops_it_and_a_return_goes_on_with_what_was_left(out, maja):
    with after(0.5):
        do.acknowledge_handover(out, by=maja)
    with after(3):
        do.answer_handover(out, by=maja, text="Replaced.")
    assert clock_of(out, "fix").result == "met"
    with after(10):
        do.return_answer(out, by=maja, reason="Still red.")
    fix = clock_of(out, "fix")
    assert (fix.result, fix.due_at) == ("running", SENT + timedelta(hours=11))


def test_a_letter_that_waited_to_be_read_was_the_answer_when_it_came(out, maja, answers):
    with after(3):
        answers(out, "We replaced it this morning.")
    assert clock_of(out, "fix").pause_reason == "question"
    with after(30):
        do.answer_handover(out, by=maja)
    assert clock_of(out, "fix").result == "met"
    assert out.answered_at == SENT + timedelta(hours=3)


def test_news_lets_it_run_on(out, maja, answers):
    with after(1):
        answers(out, "A technician is on the way.")
    with after(2):
        do.begin_handover(out, by=maja)
    assert clock_of(out, "fix").due_at == SENT + timedelta(hours=5)


def test_a_promise_not_kept_is_told_on_the_request(out, worked, work):
    with after(5):
        warn(now(), by=system())
        work()
    told = story(worked).filter(kind="handover.broken")
    assert sorted(fact.particulars.values["metric"] for fact in told) == ["fix", "receipt"]


def test_what_is_taken_back_is_in_no_measure(out, maja):
    with after(1):
        do.withdraw_handover(out, by=maja, reason="It works again.")
    clocks = Clock.objects.filter(noun="handover", subject_id=out.pk)
    assert {clock.result for clock in clocks} == {"exempt"}


def test_the_customers_clocks_go_on(out, worked, maja):
    clocks = Clock.objects.filter(noun="request", subject_id=worked.pk)
    before = list(clocks.values_list("metric", "due_at", "paused_since"))
    with after(1):
        do.acknowledge_handover(out, by=maja)
    assert list(clocks.values_list("metric", "due_at", "paused_since")) == before


def test_without_a_contract_it_is_sent_and_nothing_runs(worked, order, maja, contract):
    contract.state = "ended"
    contract.save()
    handover = do.send_handover(do.hand_over(worked, by=maja, order=order), by=maja)
    assert not Clock.objects.filter(noun="handover", subject_id=handover.pk).exists()


def test_a_contract_that_ends_meanwhile_still_counts_for_what_was_sent(out, maja, contract):
    contract.state = "ended"
    contract.save()
    with after(0.5):
        do.acknowledge_handover(out, by=maja)
    assert clock_of(out, "fix").result == "running"


def test_a_clock_exempted_by_hand_is_not_begun_anew(out, maja, contract):
    Clock.objects.filter(noun="handover", subject_id=out.pk, metric="fix").update(
        result="exempt", exempt_reason="A storm.", stopped_at=SENT
    )
    with after(0.5):
        do.acknowledge_handover(out, by=maja)
    assert clock_of(out, "fix").result == "exempt"
