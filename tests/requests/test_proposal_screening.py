"""A new service is screened: what there is already, said not to do or taken."""

from datetime import timedelta

import pytest
from tests.floor.proposals import (
    DESK,
    PRINTING,
    fresh,
    kinds,
    matched,
)

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.requests.activities import proposals
from spoc.requests.models import NewServiceProposal, ServiceMatch
from spoc.requests.queries.proposals import funnel


def test_what_is_there_already_is_found_by_itself(proposed, work):
    request = proposed(words=PRINTING)
    work()
    first = ServiceMatch.objects.filter(support_request=request).order_by("-score").first()
    assert first.service.key == "print"
    assert "printing" in " ".join(first.words)
    assert fresh(request).matched_at


def test_looking_twice_keeps_what_was_said(people, proposed):
    request = proposed(words=PRINTING)
    [first, *_more] = matched(request, people[DESK])
    proposals.dismiss_match(request, by=people[DESK], match=first, reason="Not from phones.")
    again = matched(request, people[DESK])
    assert len(again) == len(_more) + 1
    assert kinds(request).count("proposal.matched") == 1
    first.refresh_from_db()
    assert (first.state, first.reason) == ("dismissed", "Not from phones.")


def test_a_match_is_dismissed_with_a_reason(people, proposed):
    request = proposed(words=PRINTING)
    [first, *_more] = matched(request, people[DESK])
    with pytest.raises(NotPossible, match="why it will not do") as refused:
        proposals.dismiss_match(request, by=people[DESK], match=first, reason=" ")
    assert list(refused.value.fields) == ["reason"]


def test_nothing_is_asked_while_a_match_is_undecided(people, proposed):
    request = proposed(words=PRINTING)
    with pytest.raises(NotPossible, match="each thing there is already"):
        proposals.ask_justification(request, by=people[DESK])
    for match in matched(request, people[DESK]):
        proposals.dismiss_match(request, by=people[DESK], match=match, reason="No.")
    proposals.ask_justification(request, by=people[DESK])
    assert fresh(request).state == "justifying"


@pytest.mark.parametrize("who", [DESK, "Karin Holm"])
def test_a_match_that_will_do_makes_it_an_order(people, proposed, who):
    request = proposed(words=PRINTING)
    match = matched(request, people[DESK])[0]
    proposals.accept_match(request, by=people[who], match=match)
    request.refresh_from_db()
    assert (request.type, request.service) == ("fulfilment", match.service)
    assert request.fulfilment.wanted == str(match)
    assert not NewServiceProposal.objects.filter(pk=request.pk).exists()
    hour = timedelta(hours=1)
    assert funnel(now() - hour, now() + hour) == {"met": 1, "declined": 0, "approved": 0}


@pytest.mark.parametrize("who", ["Sanna Kivi", "Åsa Ekman", "Ylva Öberg"])
def test_others_screen_nothing(people, proposed, who):
    request = proposed(words=PRINTING)
    match = matched(request, people[DESK])[0]
    for step in (
        lambda by: proposals.match_services(request, by=by),
        lambda by: proposals.dismiss_match(request, by=by, match=match, reason="No."),
        lambda by: proposals.accept_match(request, by=by, match=match),
        lambda by: proposals.ask_justification(request, by=by),
    ):
        with pytest.raises(NotAllowed):
            step(people[who])


def test_a_match_of_another_request_is_not_taken(people, proposed):
    request, other = proposed(words=PRINTING), proposed(words=PRINTING)
    match = matched(other, people[DESK])[0]
    with pytest.raises(NotPossible):
        proposals.accept_match(request, by=people[DESK], match=match)
