"""R6, R10 and the closure checklist: what is checked when it is resolved, and when it closes."""

import pytest

from spoc.catalogue.models import Category
from spoc.kit.errors import NotPossible
from spoc.requests import activities as do
from spoc.requests.activities import Checklist, ClosureCheck
from spoc.requests.models import Closure


def test_what_is_new_is_classified_and_answered_in_one_step(
    people, register_request, found, solved
):
    request = register_request()
    do.resolve(
        request,
        by=people["Elin Sand"],
        resolution=solved("incident"),
        classification=found("incident"),
    )
    request.refresh_from_db()
    assert (request.status, request.type) == ("resolved", "incident")
    assert request.assignee == people["Elin Sand"]


def test_what_is_half_classified_is_not_answered_and_nothing_is_kept(
    people, register_request, found, solved
):
    request = register_request()
    half = found(category=None, impact=None)
    with pytest.raises(NotPossible) as refused:
        do.resolve(request, by=people["Elin Sand"], resolution=solved(), classification=half)
    assert set(refused.value.fields) == {"category", "impact"}
    request.refresh_from_db()
    assert (request.status, request.type) == ("new", "unclassified")


def test_a_workaround_says_why_no_problem_is_raised(people, at_status, solved):
    request = at_status("in_progress", "incident")
    around = solved("incident", closure_code="workaround")
    with pytest.raises(NotPossible) as refused:
        do.resolve(request, by=people["Elin Sand"], resolution=around)
    assert set(refused.value.fields) == {"no_problem_reason"}
    said = solved(
        "incident",
        closure_code="workaround",
        check=ClosureCheck(no_problem_reason="The machine is replaced on Friday."),
    )
    do.resolve(request, by=people["Elin Sand"], resolution=said)
    assert request.closure.is_only_restored
    assert request.closure.no_problem_reason == "The machine is replaced on Friday."


def test_the_category_is_put_right_when_it_is_solved(people, at_status, solved):
    request = at_status("in_progress", "incident")
    right = Category.objects.exclude(pk=request.category_id).first()
    checked = solved("incident", check=ClosureCheck(category=right))
    do.resolve(request, by=people["Elin Sand"], resolution=checked)
    request.refresh_from_db()
    assert (request.category, request.status) == (right, "resolved")
    assert request.closure.is_category_checked


@pytest.mark.parametrize(("tier", "kept"), [(1, None), (2, True)])
def test_only_those_behind_the_first_tier_say_that_it_could(people, at_status, solved, tier, kept):
    request = at_status("in_progress", "incident")
    request.team.tier = tier
    request.team.save()
    maja = people["Maja Lindqvist"]
    do.resolve(
        request, by=maja, resolution=solved("incident", check=ClosureCheck(first_tier_could=True))
    )
    assert request.closure.first_tier_could is kept


def test_confirming_completes_the_checklist(people, at_status):
    request = do.confirm(at_status("resolved", "fulfilment"), by=people["Karin Holm"])
    closure = Closure.objects.get(pk=request.pk)
    assert closure.completed_at == request.closed_at
    assert (closure.is_normal_again, closure.is_verified_by_requester) == (True, True)


def test_what_the_requester_did_not_try_is_closed_but_not_accepted(people, at_status):
    request = at_status("resolved", "fulfilment")
    do.confirm(request, by=people["Elin Sand"], checklist=Checklist(is_verified=False))
    assert request.status == "closed"
    assert request.fulfilment.accepted_at is None


def test_what_is_not_normal_again_is_not_closed(people, at_status):
    request = at_status("resolved", "incident")
    with pytest.raises(NotPossible) as refused:
        do.confirm(request, by=people["Elin Sand"], checklist=Checklist(is_normal_again=False))
    assert "is_normal_again" in refused.value.fields
    request.refresh_from_db()
    assert request.status == "resolved"
