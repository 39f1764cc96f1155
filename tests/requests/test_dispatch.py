"""Dispatch: who gets a classified request, and what nobody is found for."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from spoc.audit.queries import story
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.models import Membership, Person, Team
from spoc.people.queries import system
from spoc.records.activities import link
from spoc.requests import activities as do
from spoc.requests.models import DispatchRule, SupportRequest
from spoc.rota.activities import Leave, note_absence
from spoc.rota.models import Presence
from spoc.service_levels.models import Calendar

NEVER = {str(day): [] for day in range(1, 8)}


def team(key: str) -> Team:
    return Team.objects.get(key=key)


def facts(request, *kinds):
    return [fact for fact in story(request) if fact.kind in kinds]


@pytest.fixture
def rule(people):
    """Make the table anew with one rule: `rule(team="applications", strategy="least_load")`."""

    def made(name="Rule", *, team_key="applications", **particulars):
        there = Team.objects.get(key=team_key) if team_key else None
        return do.add_rule(name, by=people["Lena Falk"], team=there, **particulars)

    DispatchRule.objects.all().delete()
    return made


@pytest.fixture
def classified(register_request, people, found):
    """Classify a request of Karin Holm: `classified("incident", service="radiology")`."""

    def made(type="incident", words="PACS shows no images.", **said):
        request = register_request(words=words)
        do.classify(request, by=people["Elin Sand"], classification=found(type, **said))
        return request

    return made


def dispatch(request):
    return do.dispatch(request, by=system())


def test_a_classified_request_goes_to_the_team_of_the_first_rule_that_fits(rule, classified, work):
    rule("Printing", team_key="workplace", words=["toner"])
    rule("Radiology", team_key="infrastructure")
    request = classified()
    work()
    request.refresh_from_db()
    assert (request.status, request.team.key, request.assignee) == (
        "assigned",
        "infrastructure",
        None,
    )
    [routed] = facts(request, "request.routed")
    assert routed.by.kind == Person.Kind.SYSTEM
    said = routed.particulars.values
    assert (said["rule"], said["place"], said["why"]) == ("Radiology", 2, "team")


def test_without_a_rule_requests_wait_to_be_dispatched_by_hand(classified, work):
    DispatchRule.objects.all().delete()
    request = classified()
    work()
    request.refresh_from_db()
    assert (request.status, request.unroutable_at) == ("classified", None)


def test_a_rule_in_which_nobody_is_named_takes_the_team_of_the_service(rule, classified):
    rule(team_key="")
    assert dispatch(classified(service="print")).team.key == "workplace"


def test_the_fewest_open_requests_decide_and_the_fact_says_how_many(rule, classified, people):
    maja, tomasz = people["Maja Lindqvist"], people["Tomasz Wolski"]
    rule(strategy="least_load")
    do.assign(classified(), by=people["Elin Sand"], team=team("applications"), assignee=maja)
    Membership.objects.filter(team=team("applications")).exclude(person__in=[maja, tomasz]).delete()
    request = dispatch(classified())
    assert request.assignee == tomasz
    [allotted] = facts(request, "request.allotted")
    assert allotted.particulars.values["count"] == 0


def test_people_take_turns(rule, classified):
    rule(strategy="round_robin")
    given = [dispatch(classified()).assignee for _ in range(4)]
    assert given[0] != given[1]
    assert given[2:] == given[:2]


def test_who_solved_most_of_the_service_gets_it(rule, at_status, classified, people):
    rule(strategy="experience")
    solved = at_status("resolved", "incident")
    assert solved.assignee == people["Maja Lindqvist"]
    busy = classified()
    do.assign(busy, by=people["Elin Sand"], assignee=people["Maja Lindqvist"])
    assert dispatch(classified()).assignee == people["Maja Lindqvist"]


@pytest.mark.parametrize("why", ["away", "not_taking", "full"])
def test_who_does_not_take_work_is_passed_by(rule, classified, people, why):
    maja = people["Maja Lindqvist"]
    rule(strategy="least_load")
    if why == "away":
        leave = Leave(now() - timedelta(hours=1), now() + timedelta(hours=1), "illness")
        note_absence(maja, by=maja, leave=leave)
    else:
        state, capacity = ("here", 0) if why == "full" else ("not_taking", None)
        Presence.objects.update_or_create(
            person=maja, defaults={"state": state, "capacity": capacity, "since_at": now()}
        )
    given = {dispatch(classified()).assignee.name for _ in range(3)}
    assert given == {"Tomasz Wolski"}


def test_over_the_limit_of_the_rule_it_goes_to_the_team(rule, classified):
    rule(strategy="least_load", most_open=1)
    given = [dispatch(classified()) for _ in range(3)]
    assert [bool(request.assignee) for request in given] == [True, True, False]
    assert facts(given[2], "request.routed")[0].particulars.values["why"] == "nobody_free"


def test_what_a_person_assigned_stays_where_it_is(rule, classified, people):
    rule(team_key="infrastructure")
    request = classified()
    do.assign(request, by=people["Elin Sand"], team=team("workplace"))
    dispatch(request)
    assert (request.team.key, request.assignee) == ("workplace", None)


def test_what_a_person_assigned_before_it_was_classified_stays(
    rule, register_request, people, found, work
):
    rule(team_key="infrastructure")
    request = register_request()
    do.assign(request, by=people["Elin Sand"], team=team("workplace"))
    do.classify(request, by=people["Elin Sand"], classification=found("incident"))
    work()
    assert facts(request, "request.routed", "request.unroutable") == []


def test_classified_anew_it_is_dispatched_anew(rule, classified, people, found, work):
    rule("Print", team_key="workplace", words=["toner"])
    rule(team_key="infrastructure", type="fulfilment")
    rule("Rest", team_key="")
    request = classified()
    work()
    do.classify(
        request, by=people["Elin Sand"], classification=found("fulfilment", reason="An order.")
    )
    work()
    request.refresh_from_db()
    assert (request.status, request.team.key) == ("assigned", "infrastructure")


def test_what_no_rule_fits_goes_to_the_entry_team_and_raises_an_alarm(rule, classified, work):
    rule(type="fulfilment")
    request = classified()
    work()
    request.refresh_from_db()
    assert (request.status, request.team.key) == ("classified", "service-desk")
    assert request.unroutable_at is not None
    [alarm] = facts(request, "request.unroutable")
    assert alarm.particulars.values["why"] == "no_rule"
    dispatch(request)
    assert len(facts(request, "request.unroutable")) == 1


def test_a_team_with_nobody_in_it_raises_an_alarm(rule, classified):
    rule()
    Membership.objects.filter(team=team("applications")).delete()
    request = dispatch(classified())
    assert request.team.key == "service-desk"
    assert facts(request, "request.unroutable")[0].particulars.values["why"] == "empty_team"


def test_a_new_rule_finds_somebody_for_what_nobody_was_found_for(rule, classified, work):
    rule(type="fulfilment")
    request = classified()
    work()
    rule("Rest", team_key="infrastructure")
    work()
    request.refresh_from_db()
    assert (request.team.key, request.unroutable_at) == ("infrastructure", None)


def test_a_configuration_item_the_request_is_linked_to_decides(rule, classified, people):
    archive = ConfigurationItem.objects.get(name="Image archive")
    rule("Archive", team_key="infrastructure", item=archive)
    rule("Rest", team_key="")
    request = classified()
    link(request, by=people["Elin Sand"], relation="affects", other=archive)
    assert dispatch(request).team.key == "infrastructure"
    assert dispatch(classified()).team.key == "applications"


def test_hours_decide(rule, classified):
    shut = Calendar.objects.create(key="shut", name="Shut", zone="UTC", week=NEVER)
    rule("Night", team_key="infrastructure", calendar=shut, hours="closed")
    assert dispatch(classified()).team.key == "infrastructure"


def test_a_restricted_request_goes_to_the_team_alone(rule, classified, people):
    rule(strategy="least_load")
    request = classified()
    elin = people["Elin Sand"]
    do.restrict(request, by=elin, readers=[elin])
    assert dispatch(request).assignee is None


def test_a_rule_that_could_never_decide_is_refused_by_name(rule):
    rule("Everything")
    with pytest.raises(NotPossible, match="rule 1, Everything") as refusal:
        rule("Late", type="incident")
    assert "place" in refusal.value.fields
    assert DispatchRule.objects.count() == 1
    assert rule("Early", type="incident", place=1).rank == 1


def test_the_order_is_numbered_from_one_without_gaps(rule, people):
    made = [rule(f"Rule {word}", words=[word]) for word in ("ant", "bee", "cow")]
    do.move_rule(made[2], by=people["Lena Falk"], place=1)
    names = DispatchRule.objects.order_by("rank").values_list("name", "rank")
    assert list(names) == [("Rule cow", 1), ("Rule ant", 2), ("Rule bee", 3)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_dispatch_once(rule, classified):
    rule(strategy="round_robin")
    request = classified()
    begin = threading.Barrier(2)

    def worker() -> None:
        begin.wait()
        do.dispatch(SupportRequest.objects.get(pk=request.pk), by=system())
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert len(facts(request, "request.assigned")) == 1
    assert len(facts(request, "request.routed", "request.allotted")) == 1
