"""The filter of new services: scored, passed with a sponsor, or declined."""

import pytest
from tests.floor.proposals import (
    DECIDES,
    DESK,
    FAIR,
    FILTERS,
    POOR,
    SPONSOR,
    fresh,
    judged,
    letters,
)

from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import grant_role
from spoc.requests.activities import proposals


def test_it_is_scored_by_the_weights_in_force(proposed):
    row = fresh(proposed("scored"))
    assert (str(row.score), row.scale["fit"], row.state) == ("67.0", 30, "filtered")


def test_every_mark_is_from_one_to_five(people, proposed):
    request = proposed("filtered")
    with pytest.raises(NotPossible) as refused:
        proposals.score_proposal(request, by=people[FILTERS], judgement=judged((4, 3, 0, 6, 3)))
    assert set(refused.value.fields) == {"reach", "urgency"}


@pytest.mark.parametrize("who", [DESK, DECIDES, "Karin Holm", "Sofia Berg"])
def test_only_who_manages_the_desk_scores(people, proposed, who):
    with pytest.raises(NotAllowed):
        proposals.score_proposal(proposed("filtered"), by=people[who], judgement=judged())


def test_it_passes_with_a_sponsor_who_is_told(people, proposed, work):
    request = proposed("assessing")
    work()
    row = fresh(request)
    assert (row.state, row.sponsor) == ("assessing", people[SPONSOR])
    [told] = Letter.objects.filter(noun="person", subject_id=people[SPONSOR].pk)
    assert "stands for it at your organisation" in told.text


@pytest.mark.parametrize("sponsor", [None, "Karin Holm", "Elin Sand", "Oskar Nyman"])
def test_nobody_stands_for_it_who_does_not_answer_for_the_customer(people, proposed, sponsor):
    request = proposed("scored")
    named = people[sponsor] if sponsor else None
    with pytest.raises(NotPossible) as refused:
        proposals.pass_filter(request, by=people[FILTERS], sponsor=named)
    assert list(refused.value.fields) == ["sponsor"]


def test_whoever_asked_does_not_stand_for_it(people, proposed):
    request = proposed("scored")
    grant_role(people["Karin Holm"], by=people["Åsa Ekman"], role="CU")
    with pytest.raises(NotPossible) as refused:
        proposals.pass_filter(request, by=people[FILTERS], sponsor=people["Karin Holm"])
    assert list(refused.value.fields) == ["sponsor"]


def test_a_little_too_little_passes_for_a_reason(people, proposed):
    request = proposed("scored", marks=FAIR)
    assert str(fresh(request).score) == "54.0"
    sponsor = people[SPONSOR]
    with pytest.raises(NotPossible) as refused:
        proposals.pass_filter(request, by=people[FILTERS], sponsor=sponsor)
    assert list(refused.value.fields) == ["reason"]
    proposals.pass_filter(request, by=people[FILTERS], sponsor=sponsor, reason="A pilot.")
    assert fresh(request).filter_reason == "A pilot."


def test_too_little_passes_only_where_the_law_demands_it(people, proposed):
    request = proposed("scored", marks=POOR)
    henrik, sponsor = people[FILTERS], people[SPONSOR]
    with pytest.raises(NotPossible) as refused:
        proposals.pass_filter(request, by=henrik, sponsor=sponsor, reason="I like it.")
    assert list(refused.value.fields) == ["threshold"]
    lawful = judged(POOR, is_legal_duty=True)
    proposals.score_proposal(request, by=henrik, judgement=lawful)
    proposals.pass_filter(request, by=henrik, sponsor=sponsor)
    assert fresh(request).state == "assessing"


def test_what_scores_enough_is_not_declined_here(people, proposed):
    with pytest.raises(NotPossible, match="scores enough"):
        proposals.filter_out(
            proposed("scored"), by=people[FILTERS], reason="No.", would_change="No."
        )


def test_it_is_declined_with_what_would_change_it(people, proposed):
    request = proposed("scored", marks=POOR)
    with pytest.raises(NotPossible) as refused:
        proposals.filter_out(request, by=people[FILTERS], reason="", would_change="")
    assert set(refused.value.fields) == {"reason", "would_change"}
    proposals.filter_out(
        request, by=people[FILTERS], reason="Too few gain.", would_change="Forty wards."
    )
    row = fresh(request)
    assert (row.state, row.decision, request.status) == ("declined", "declined", "resolved")
    letter = letters(request)[-1]
    assert "Too few gain." in letter
    assert "What would change it: Forty wards." in letter
    assert "have it judged once more" in letter
