"""R4 and R5: to a team and a person, begun."""

import pytest
from tests.floor.notes import note

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import change_person
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests import activities as do


def team(key):
    return Team.objects.get(key=key)


def test_a_classified_request_is_dispatched_to_a_person(people, at_status):
    request = at_status("classified")
    do.assign(request, by=people["Elin Sand"], assignee=people["Maja Lindqvist"])
    request.refresh_from_db()
    assert (request.status, request.assignee.name) == ("assigned", "Maja Lindqvist")
    assert (request.team.key, request.owner.name) == ("applications", "Maja Lindqvist")


def test_who_takes_it_themselves_begins_at_once(people, at_status):
    request = at_status("classified")
    do.assign(request, by=people["Maja Lindqvist"], assignee=people["Maja Lindqvist"])
    request.refresh_from_db()
    assert (request.status, request.tier_max) == ("in_progress", 2)
    assert request.accepted_at


def test_a_request_not_classified_can_be_taken_and_begins_when_it_is(
    people, register_request, found
):
    request, elin = register_request(), people["Elin Sand"]
    do.assign(request, by=elin, assignee=elin)
    assert request.status == "new"
    do.classify(request, by=elin, classification=found())
    assert (request.status, request.assignee) == ("in_progress", elin)


def test_it_goes_back_to_the_team(people, at_status):
    request = at_status("in_progress")
    do.assign(request, by=people["Elin Sand"], team=request.team)
    request.refresh_from_db()
    assert (request.status, request.assignee) == ("assigned", None)


def test_a_waiting_request_given_back_waits_no_longer(people, at_status):
    request = at_status("pending")
    do.assign(request, by=people["Elin Sand"], team=team("workplace"))
    request.refresh_from_db()
    assert (request.status, request.pending_reason, request.wake_at) == ("assigned", "", None)
    fact = story(request).last()
    assert fact.particulars.values["changes"]["status"] == ["pending", "assigned"]


def test_the_same_again_leaves_no_fact(people, at_status):
    request = at_status("assigned")
    facts = story(request).count()
    do.assign(request, by=people["Elin Sand"], assignee=request.assignee)
    assert story(request).count() == facts


@pytest.mark.parametrize("status", ["resolved", "closed", "rejected", "cancelled", "merged"])
def test_what_is_over_is_given_to_nobody(people, at_status, status):
    with pytest.raises(NotPossible):
        do.assign(at_status(status), by=people["Elin Sand"], team=team("workplace"))


@pytest.mark.parametrize("name", ["Karin Holm", "Sanna Kivi", "Ylva Öberg", "Priya Nair"])
def test_only_who_may_work_on_it_assigns_it(people, at_status, name):
    with pytest.raises(NotAllowed):
        do.assign(at_status("classified"), by=people[name], team=team("workplace"))


@pytest.mark.parametrize("name", ["Karin Holm", "Ylva Öberg", "Åsa Ekman"])
def test_it_is_given_to_somebody_who_can_work_on_it(people, at_status, name):
    with pytest.raises(NotPossible, match="cannot work"):
        do.assign(at_status("classified"), by=people["Elin Sand"], assignee=people[name])


def test_who_has_left_gets_nothing(people, at_status):
    request, maja = at_status("classified"), people["Maja Lindqvist"]
    team = maja.teams.first()
    change_person(maja, by=people["Åsa Ekman"], is_active=False)
    with pytest.raises(NotPossible):
        do.assign(request, by=people["Elin Sand"], team=team, assignee=maja)


def test_a_team_that_is_no_longer_active_gets_nothing(people, at_status):
    gone = team("workplace")
    gone.is_active = False
    gone.save()
    with pytest.raises(NotPossible):
        do.assign(at_status("classified"), by=people["Elin Sand"], team=gone)


def test_only_the_assignee_begins(people, at_status):
    request = at_status("assigned")
    with pytest.raises(NotAllowed):
        do.start(request, by=people["Elin Sand"])
    do.start(request, by=people["Maja Lindqvist"])
    with pytest.raises(NotPossible):
        do.start(request, by=people["Maja Lindqvist"])


def test_somebody_keeps_it_in_sight(people, at_status):
    request = at_status("in_progress")
    do.own(request, by=people["Elin Sand"], owner=people["Sofia Berg"])
    request.refresh_from_db()
    assert (request.owner.name, request.assignee.name) == ("Sofia Berg", "Maja Lindqvist")
    with pytest.raises(NotAllowed):
        do.own(request, by=people["Karin Holm"], owner=people["Karin Holm"])


def test_a_team_is_enough_to_dispatch(people, at_status):
    request = at_status("classified")
    do.assign(request, by=people["Elin Sand"], team=request.team)
    request.refresh_from_db()
    assert (request.status, request.assignee) == ("assigned", None)


@pytest.mark.parametrize("status", ["in_progress", "pending"])
@pytest.mark.parametrize(
    ("to", "is_refused"), [("infrastructure", True), ("workplace", False), ("service-desk", False)]
)
def test_begun_work_goes_to_a_higher_tier_with_a_note_alone(
    people, at_status, status, to, is_refused
):
    request, elin = at_status(status), people["Elin Sand"]
    if not is_refused:
        do.assign(request, by=elin, team=team(to))
        assert request.team.key == to
        return
    with pytest.raises(NotPossible) as refused:
        do.assign(request, by=elin, team=team(to))
    assert "escalate it to Infrastructure" in refused.value.fields["team"]
    request.refresh_from_db()
    assert (request.team.key, request.status) == ("applications", status)


def test_the_way_round_by_the_own_team_or_by_a_person_is_refused_too(people, at_status):
    request, elin = at_status("in_progress"), people["Elin Sand"]
    do.assign(request, by=elin, team=request.team)
    for assignee in (None, people["Amir Haddad"]):
        with pytest.raises(NotPossible, match="begin it, then escalate it to Infrastructure"):
            do.assign(request, by=elin, team=team("infrastructure"), assignee=assignee)
    with pytest.raises(NotPossible, match="Begin it first: then"):
        do.escalate(request, by=elin, team=team("infrastructure"), note=note())


@pytest.mark.parametrize("status", ["new", "classified", "assigned"])
def test_before_work_began_any_tier_may_have_it(people, at_status, status):
    request = at_status(status)
    do.assign(request, by=people["Elin Sand"], team=team("infrastructure"))
    assert request.team.key == "infrastructure"


def test_what_follows_by_itself_needs_no_note(people, at_status):
    request = at_status("in_progress")
    do.assign(request, by=system(), team=team("infrastructure"))
    assert request.team.key == "infrastructure"
