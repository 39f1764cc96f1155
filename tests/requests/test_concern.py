"""Whom what happens to a request concerns: each is told by a notice, who did it is not."""

from datetime import timedelta

import pytest

from spoc.channels.models import Letter, Notice
from spoc.kit.time import at, now
from spoc.requests import activities as do
from spoc.requests.tracking import word_for
from spoc.service_levels.activities import propose_exemption
from spoc.service_levels.models import Clock
from spoc.work.activities import TaskPlan, add_tasks


def told(name):
    found = Notice.objects.filter(person__name=name, seen_at=None)
    return dict(found.values_list("event", "values"))


@pytest.fixture
def majas(people, at_status, work):
    """A request that Maja Lindqvist works on; what came before is read."""
    request = at_status("in_progress")
    if request.assignee_id != people["Maja Lindqvist"].pk:
        do.assign(request, by=people["Elin Sand"], assignee=people["Maja Lindqvist"])
    work()
    Notice.objects.all().delete()
    return request


def test_who_is_given_a_task_or_wanted_to_be_reminded_is_told(people, majas, work, run_job):
    elin, maja = people["Elin Sand"], people["Maja Lindqvist"]
    add_tasks(majas, by=elin, plans=[TaskPlan("Call the vendor", assignee=maja)])
    do.set_reminder(majas, by=maja, moment=now() + timedelta(hours=1), note="Ask again")
    work()
    with at(now() + timedelta(hours=2)):
        run_job("requests.jobs.bring_back", timestamp=0)
        work()
    assert told("Maja Lindqvist")["task_given"]["task"] == "Call the vendor"
    assert told("Maja Lindqvist")["reminder"]["note"] == "Ask again"
    assert told("Elin Sand") == {}


def test_a_promise_that_breaks_is_told_to_whom_it_is_with(people, majas, work, run_job):
    with at(now() + timedelta(days=40)):
        run_job("service_levels.jobs.warn_of_clocks", timestamp=0)
        work()
    assert "promise_broken" in told("Maja Lindqvist")


def test_an_exemption_waits_for_those_who_decide(people, majas, work):
    clock = Clock.objects.filter(noun="request", subject_id=majas.pk).first()
    propose_exemption(clock, by=people["Sofia Berg"], reason="It was a test.")
    work()
    assert "exemption" in told("Lena Falk")
    assert "exemption" not in told("Maja Lindqvist")


def test_a_major_incident_is_told_to_those_who_answer_for_it(people, declared, work):
    declared()
    work()
    assert "major" in told("Sofia Berg")
    assert "major" not in told("Henrik Vall"), "who declared it"
    assert told("Karin Holm") == {}


def test_who_is_named_in_a_note_is_told_once(people, majas, work):
    do.note(majas, by=people["Elin Sand"], text="@Maja Lindqvist please look.")
    work()
    assert list(told("Maja Lindqvist")) == ["mentioned"]


def test_a_requester_who_wants_only_what_needs_them_gets_no_acknowledgement(
    client, people, register_request, work
):
    karin, first = people["Karin Holm"], register_request()
    address = f"/follow/{word_for(first, karin)}/letters"
    assert 'value="all" ' in client.get(address).content.decode()
    assert client.post(address, {"which": "needed"}).status_code == 302
    work()
    request = register_request()
    work()
    letters = Letter.objects.filter(noun="request", subject_id=request.pk)
    assert not letters.exists()
    do.assign(request, by=people["Elin Sand"], assignee=people["Elin Sand"])
    do.reply(request, by=people["Elin Sand"], text="Which room is it?")
    assert letters.count() == 1
