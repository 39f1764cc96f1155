"""What was declined is judged once more, once."""

import pytest
from tests.floor.proposals import (
    ANSWERS,
    DECIDES,
    FILTERS,
    POOR,
    fresh,
    judged,
    letters,
)

from spoc.kit.errors import NotPossible
from spoc.requests import activities as do
from spoc.requests.activities import proposals
from spoc.requests.activities.proposals.decide import Decision


@pytest.fixture
def declined(people, proposed):
    request = proposed("scored", marks=POOR)
    said = {"reason": "Too few gain.", "would_change": "Forty wards."}
    proposals.filter_out(request, by=people[FILTERS], **said)
    return request


def test_an_appeal_goes_back_to_the_justification(people, declined):
    proposals.appeal(declined, by=people["Karin Holm"], words="It is forty wards.")
    row = fresh(declined)
    assert (row.state, row.appeal, row.score) == ("justifying", "It is forty wards.", None)
    assert (declined.status, declined.pending_reason) == ("pending", "customer")
    assert not row.decision


def test_it_says_what_was_judged_wrongly(people, declined):
    with pytest.raises(NotPossible) as refused:
        proposals.appeal(declined, by=people["Karin Holm"], words=" ")
    assert list(refused.value.fields) == ["words"]


def test_there_is_one_appeal(people, declined):
    karin, henrik = people["Karin Holm"], people[FILTERS]
    proposals.appeal(declined, by=karin, words="It is forty wards.")
    proposals.justify(declined, by=karin, justification=ANSWERS)
    proposals.score_proposal(declined, by=henrik, judgement=judged(POOR))
    proposals.filter_out(declined, by=henrik, reason="Still too few.", would_change="Fifty.")
    assert "judged once more" not in letters(declined)[-1]
    with pytest.raises(NotPossible, match="judged twice"):
        proposals.appeal(declined, by=karin, words="Fifty then.")


def test_what_is_over_is_not_appealed(people, declined):
    do.confirm(declined, by=people["Karin Holm"])
    with pytest.raises(NotPossible, match="This request is over"):
        proposals.appeal(declined, by=people["Karin Holm"], words="Fifty then.")


def test_what_was_approved_is_not_appealed(people, proposed):
    request = proposed("assessed")
    proposals.approve_proposal(request, by=people[DECIDES], decision=Decision("Good."))
    with pytest.raises(NotPossible):
        proposals.appeal(request, by=people["Karin Holm"], words="Fifty then.")
