"""Taking a request where nobody was quicker, and taking back what was just assigned."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from tests.floor.notes import note

from spoc.kit.errors import NotAllowed, Stale
from spoc.kit.time import at, now
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest


def team(key):
    return Team.objects.get(key=key)


def stands(request):
    """Where a request stands, and who has it."""
    request.refresh_from_db()
    name = request.assignee.name if request.assignee else None
    return request.status, request.team.key, name


@pytest.mark.commits
def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told_who(people, register_request):
    request, told = register_request(), {}
    start = threading.Barrier(2)

    def press(name: str, pk: int) -> None:
        person, mine = Person.objects.get(pk=pk), SupportRequest.objects.get(pk=request.pk)
        start.wait()
        try:
            do.take(mine, by=person)
        except Stale as refusal:
            told[name] = refusal.sentence
        connection.close()

    names = ("Elin Sand", "Daniel Okoro")
    threads = [threading.Thread(target=press, args=(name, people[name].pk)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    request.refresh_from_db()
    [late] = told
    assert request.assignee.name in names
    assert request.assignee.name != late
    assert told[late].startswith(f"{request.assignee.name} has {request.reference} already")


def test_it_is_taken_from_whoever_was_seen_to_have_it(people, at_status):
    request, elin = at_status("assigned"), people["Elin Sand"]
    with pytest.raises(Stale, match="Maja Lindqvist has"):
        do.take(request, by=elin)
    do.take(request, by=elin, had=people["Maja Lindqvist"].pk)
    assert stands(request)[2] == "Elin Sand"


def test_whom_a_rule_chose_meanwhile_was_not_quicker(people, at_status):
    request, elin = at_status("classified"), people["Elin Sand"]
    do.assign(request, by=system(), assignee=people["Maja Lindqvist"])
    do.take(request, by=elin)
    assert stands(request)[2] == "Elin Sand"
    with pytest.raises(Stale, match="Elin Sand has"):
        do.take(request, by=people["Daniel Okoro"])


def test_who_may_not_work_on_it_takes_and_gives_back_nothing(people, register_request):
    for act in (do.take, do.give_back):
        with pytest.raises(NotAllowed):
            act(register_request(), by=people["Karin Holm"])


def test_what_was_taken_goes_back_to_a_higher_tier_as_if_nobody_had_begun(people, at_status):
    request, elin = at_status("classified"), people["Elin Sand"]
    do.assign(request, by=elin, team=team("applications"))
    do.take(request, by=elin)
    assert stands(request) == ("in_progress", "service-desk", "Elin Sand")
    do.give_back(request, by=elin, team=team("applications"))
    assert stands(request) == ("assigned", "applications", None)
    assert request.accepted_at is None


def test_work_that_somebody_had_begun_before_stays_begun(people, at_status):
    request, elin, maja = at_status("in_progress"), people["Elin Sand"], people["Maja Lindqvist"]
    do.assign(request, by=elin, assignee=elin)
    do.give_back(request, by=elin, team=team("applications"), assignee=maja)
    assert stands(request) == ("in_progress", "applications", "Maja Lindqvist")
    assert request.accepted_at


def test_nothing_is_given_back_twice_by_another_or_long_after(people, at_status):
    request, elin, maja = at_status("in_progress"), people["Elin Sand"], people["Maja Lindqvist"]
    had = {"team": team("applications"), "assignee": maja}
    do.assign(request, by=elin, assignee=elin)
    with pytest.raises(Stale):
        do.give_back(request, by=people["Daniel Okoro"], **had)
    with pytest.raises(Stale), at(now() + timedelta(minutes=61)):
        do.give_back(request, by=elin, **had)
    with pytest.raises(Stale):
        do.give_back(request, by=elin, team=team("infrastructure"))
    do.give_back(request, by=elin, **had)
    do.give_back(request, by=elin, **had)
    with pytest.raises(Stale):
        do.give_back(request, by=elin, team=team("service-desk"), assignee=elin)


def test_what_was_handed_on_since_is_not_given_back(people, at_status):
    request, elin = at_status("in_progress"), people["Elin Sand"]
    do.assign(request, by=elin, assignee=elin)
    do.escalate(request, by=elin, team=team("infrastructure"), note=note())
    with pytest.raises(Stale, match="moved on since"):
        do.give_back(request, by=elin, team=team("applications"), assignee=people["Maja Lindqvist"])
