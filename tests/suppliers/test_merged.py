"""What was handed over goes on under the request that another was merged into."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed
from spoc.requests import activities as requests_do
from spoc.service_levels.queries.clocks import clocks_of
from spoc.suppliers import activities as do
from spoc.suppliers.queries import handovers_of, thread_of

pytestmark = pytest.mark.usefixtures("contract")


@pytest.fixture
def maja(people):
    """Who works on it."""
    return people["Maja Lindqvist"]


@pytest.fixture
def other(at_status):
    """Another request of Karin Holm that is worked on."""
    return at_status("in_progress", "incident")


@pytest.fixture
def merged(people, worked, sent, other):
    """The handover, after its request was merged into the other one."""
    requests_do.merge(worked, by=people["Elin Sand"], into=other)
    sent.refresh_from_db()
    return sent


def test_it_goes_on_under_the_request_that_goes_on(maja, merged, worked, other):
    assert merged.parent == other
    assert list(handovers_of(other, maja)) == [merged]
    assert not handovers_of(worked, maja).exists()
    assert thread_of(merged, maja).count() == 1
    for record in (merged, other):
        fact = story(record).filter(kind="handover.moved").get()
        assert fact.particulars.values["to"] == other.reference


def test_the_suppliers_time_runs_on(merged):
    assert {clock.metric: clock.result for clock in clocks_of(merged)} == {
        "receipt": "running",
        "fix": "running",
    }


def test_its_answer_by_mail_wakes_the_request_that_goes_on(maja, merged, other, answers, work):
    requests_do.pause(other, by=maja, reason="supplier")
    answers(merged, "RECEIPT: 4711")
    answers(merged, "ANSWER: The controller is replaced.")
    work()
    other.refresh_from_db()
    assert (merged.state, other.status) == ("answered", "in_progress")
    do.accept_answer(merged, by=maja)
    assert story(other).last().kind == "handover.accepted"


def test_it_ends_with_the_request_that_goes_on(people, merged, other, work):
    requests_do.cancel(other, by=people["Elin Sand"], reason="withdrawn")
    work()
    merged.refresh_from_db()
    assert merged.state == "withdrawn"


def test_who_may_not_work_on_the_other_one_moves_nothing(people, worked, sent, other):
    with pytest.raises(NotAllowed):
        requests_do.merge(worked, by=people["Karin Holm"], into=other)
    sent.refresh_from_db()
    assert sent.parent == worked


def test_undoing_the_merge_brings_it_back_and_leaves_the_others(
    people, maja, merged, worked, other, order
):
    own = do.hand_over(other, by=maja, order=order)
    requests_do.unmerge(worked, by=people["Elin Sand"])
    merged.refresh_from_db()
    own.refresh_from_db()
    assert (merged.parent, own.parent) == (worked, other)
    assert list(handovers_of(worked, maja)) == [merged]


@pytest.mark.parametrize(("is_answered", "status"), [(False, "pending"), (True, "in_progress")])
def test_what_waited_for_the_supplier_waits_again_unless_it_answered(
    people, maja, worked, sent, other, is_answered, status
):
    requests_do.pause(worked, by=maja, reason="supplier")
    requests_do.merge(worked, by=people["Elin Sand"], into=other)
    sent.refresh_from_db()
    do.acknowledge_handover(sent, by=maja)
    if is_answered:
        do.answer_handover(sent, by=maja, text="Done.")
    requests_do.unmerge(worked, by=people["Elin Sand"])
    worked.refresh_from_db()
    assert (worked.status, worked.pending_reason) == (status, "" if is_answered else "supplier")
