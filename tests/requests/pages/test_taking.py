"""Taking a request on the page while another does, and work that only goes on with a note."""

import re
from html import unescape

import pytest
from tests.floor.toasts import toast_in, undo_in

from spoc.people.activities import join_team, leave_team
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do


@pytest.fixture(autouse=True)
def in_english(db):
    """Everybody reads English here, so that one sentence is looked for."""
    Person.objects.update(language="en")


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


@pytest.fixture
def taken(people, register_request):
    """A request that Daniel took after Elin's page was drawn."""
    request, daniel = register_request(), people["Daniel Okoro"]
    do.take(request, by=daniel)
    return request


def said(page) -> str:
    return unescape(toast_in(page))


def test_who_was_slower_reads_who_has_it_and_stays_where_they_were(elin, taken):
    page = elin.post(
        f"/requests/{taken.pk}/taking", {"had": "", "queue": f"all?at={taken.pk}"}, follow=True
    )
    assert page.redirect_chain == [(f"/queues/all?at={taken.pk}", 302)]
    assert f"Daniel Okoro has {taken.reference} already" in said(page)
    taken.refresh_from_db()
    assert taken.assignee.name == "Daniel Okoro"


def test_what_is_seen_to_be_somebodys_is_taken_from_them_and_given_back(elin, taken):
    page = elin.get(f"/requests/{taken.pk}").content.decode()
    assert f'name="had" value="{taken.assignee_id}"' in page
    page = elin.post(f"/requests/{taken.pk}/taking", {"had": taken.assignee_id}, follow=True)
    assert f"You took {taken.reference}." in said(page)
    elin.post(undo_in(page))
    taken.refresh_from_db()
    assert taken.assignee.name == "Daniel Okoro"


def test_of_many_those_that_somebody_took_meanwhile_are_left_out_by_number(
    elin, taken, register_request
):
    free = register_request(words="Free")
    page = elin.get("/queues/all").content.decode()
    assert f'name="pick" value="{free.pk}:"' in page
    assert f'name="pick" value="{taken.pk}:{taken.assignee_id}"' in page
    posted = {"pick": [f"{free.pk}:", f"{taken.pk}:"], "assignee": "me"}
    page = elin.post("/queues/all/assignment", posted, follow=True)
    assert "1 request is assigned." in said(page)
    assert f"Left out: {taken.reference}. Daniel Okoro has {taken.reference} already" in said(page)
    elin.post("/queues/all/assignment", posted | {"pick": [f"{taken.pk}:{taken.assignee_id}"]})
    taken.refresh_from_db()
    assert taken.assignee.name == "Elin Sand"


def test_of_many_those_that_need_a_note_are_left_out_by_number(elin, at_status):
    begun, fresh = at_status("in_progress"), at_status("classified")
    posted = {"form": "1", "pick": [begun.pk, fresh.pk], "team": "infrastructure", "assignee": ""}
    page = elin.post("/queues/all/assignment", posted, follow=True)
    assert f"Left out: {begun.reference}. Work on it has begun: escalate it" in said(page)
    assert [team_of(each) for each in (begun, fresh)] == ["applications", "infrastructure"]


def test_the_form_leads_to_the_step_with_the_note(elin, at_status):
    request = at_status("in_progress")
    place = f"/requests/{request.pk}/assignment"
    answer = elin.post(place, {"team": "infrastructure", "assignee": ""})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'id="error-team"' in page and "Work on it has begun" in page
    [onward] = re.findall(r'href="(/requests/\d+/escalation\?team=[^"]+)"', page)
    assert 'value="infrastructure" selected' in elin.get(onward).content.decode()


def test_who_takes_begun_work_up_to_a_higher_tier_is_asked_for_the_note(
    client_of, people, at_status
):
    request, elin = at_status("in_progress"), people["Elin Sand"]
    do.assign(request, by=elin, assignee=elin)
    henrik = people["Henrik Vall"]
    leave_team(henrik, by=system(), team=Team.objects.get(key="service-desk"))
    join_team(henrik, by=system(), team=Team.objects.get(key="applications"))
    answer = client_of("Henrik Vall").post(f"/requests/{request.pk}/taking", {"had": elin.pk})
    assert answer.status_code == 422
    assert "escalate it to Applications" in unescape(answer.content.decode())


def test_what_was_taken_down_from_a_higher_tier_goes_back_there_by_its_undo(
    elin, people, at_status
):
    request = at_status("classified")
    do.assign(request, by=people["Elin Sand"], team=Team.objects.get(key="infrastructure"))
    page = elin.post(f"/requests/{request.pk}/taking", {"had": ""}, follow=True)
    assert team_of(request) == "service-desk"
    undo = undo_in(page)
    elin.post(undo)
    assert team_of(request) == "infrastructure"
    page = elin.post(f"/requests/{request.pk}/taking", {"had": ""}, follow=True)
    do.assign(request, by=people["Elin Sand"], assignee=people["Daniel Okoro"])
    assert "It was moved on since" in said(elin.post(undo, follow=True))


def team_of(request) -> str:
    request.refresh_from_db()
    return request.team.key
