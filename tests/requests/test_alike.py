"""Requests that may be about the same thing, and calls that are the same."""

from datetime import timedelta

import pytest

from spoc.kit.errors import Stale
from spoc.kit.time import at, now
from spoc.requests import activities as do
from spoc.requests.activities import Registration, register_once
from spoc.requests.models import IdempotencyKey, SupportRequest
from spoc.requests.queries.alike import alike

WORDS = "Cannot print on floor 3 printer"


@pytest.fixture
def classified(people, register_request, found):
    """A classified request with these words."""

    def made(words=WORDS, requester="Karin Holm", service="print"):
        request = register_request(requester, words)
        classification = found(service=service)
        return do.classify(request, by=people["Elin Sand"], classification=classification)

    return made


def test_the_same_again_is_suggested_with_its_reason(people, classified):
    request = classified()
    same = classified("Cannot print on printer floor 3")
    (found,) = alike(request, people["Elin Sand"])
    assert (found.support_request, found.is_same_requester) == (same, True)
    assert "100" in found.why


def test_somebody_elses_is_told_apart(people, classified):
    request = classified()
    classified(requester="Sanna Kivi")
    assert [found.is_same_requester for found in alike(request, people["Elin Sand"])] == [False]


def test_the_same_words_and_category_make_up_for_another_service(people, classified):
    request = classified()
    other = classified(service="network")
    (found,) = alike(request, people["Elin Sand"])
    assert found.support_request == other


def test_of_what_is_open_only_the_newest_is_compared(people, classified, monkeypatch):
    monkeypatch.setattr("spoc.requests.queries.alike.COMPARED", 1)
    old, new, request = classified(), classified(), classified()
    assert [each.support_request for each in alike(request, people["Elin Sand"])] == [new]
    assert [each.support_request for each in alike(new, people["Elin Sand"])] == [request]
    assert [each.support_request for each in alike(old, people["Elin Sand"])] == [request]


@pytest.mark.parametrize(
    "other",
    ["Outlook crashes when opening calendar", "Printer floor 3 not printing"],
)
def test_what_is_not_alike_enough_is_not_suggested(people, classified, other):
    request = classified()
    classified(other, service="network")
    assert alike(request, people["Elin Sand"]) == []


def test_what_one_may_not_see_is_not_suggested(people, classified):
    request = classified()
    classified(requester="Oskar Nyman")
    assert alike(request, people["Karin Holm"]) == []


def test_what_was_solved_long_ago_is_not_suggested(people, classified, solved):
    with at(now() - timedelta(days=8)):
        old = classified()
        do.resolve(old, by=people["Elin Sand"], resolution=solved())
    assert alike(classified(), people["Elin Sand"]) == []


def call(people, key="k1", digest="d1", words="A printer is down."):
    elin = people["Elin Sand"]
    registration = Registration(words, "api")
    return register_once(
        people["Karin Holm"], by=elin, registration=registration, key=key, digest=digest
    )


def test_the_same_call_twice_is_one_request(people):
    (first, is_new), (second, is_new_again) = call(people), call(people)
    assert first == second
    assert (is_new, is_new_again) == (True, False)
    assert SupportRequest.objects.count() == 1


def test_one_key_for_two_calls_is_refused(people):
    call(people)
    with pytest.raises(Stale):
        call(people, digest="d2")
    assert call(people, key="k2", digest="d2")[1]


def test_a_key_is_kept_for_a_day(people):
    with at(now() - timedelta(hours=24, seconds=1)):
        call(people)
    assert call(people)[1]
    assert IdempotencyKey.objects.count() == 1
