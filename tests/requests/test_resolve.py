"""R6 and R9: the need is met."""

import pytest
from tests.floor.notes import note
from tests.floor.states import decided

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Team
from spoc.records.activities import link
from spoc.requests import activities as do
from spoc.work.queries import minutes_of


@pytest.mark.parametrize("type", ["incident", "information", "fulfilment", "new_service"])
@pytest.mark.parametrize("status", ["classified", "assigned", "in_progress", "pending"])
def test_each_type_is_resolved_from_where_it_may(people, at_status, solved, type, status):
    request = at_status(status, type)
    if type == "new_service":
        decided(request)
    do.resolve(request, by=people["Elin Sand"], resolution=solved(type))
    request.refresh_from_db()
    assert request.status == "resolved"
    assert request.resolved_at
    assert (request.pending_reason, request.wake_at) == ("", None)
    assert minutes_of(request) == 10


@pytest.mark.parametrize(
    ("type", "missing"),
    [
        ("incident", {"restored_at", "verification"}),
        ("information", {"is_gap"}),
        ("fulfilment", {"delivered_at"}),
        ("new_service", {"decision", "decision_reason"}),
    ],
)
def test_what_its_type_lacks_is_named(people, at_status, solved, type, missing):
    request = at_status("in_progress", type)
    with pytest.raises(NotPossible) as refused:
        do.resolve(request, by=people["Elin Sand"], resolution=solved(type, type_fields=None))
    assert set(refused.value.fields) == missing


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "resolution"),
        ({"method": ""}, "method"),
        ({"method": "magic"}, "method"),
        ({"closure_code": ""}, "closure_code"),
        ({"closure_code": "gone"}, "closure_code"),
        ({"minutes": None}, "minutes"),
    ],
)
def test_everything_is_said_or_nothing_is_kept(people, at_status, solved, changes, field):
    request = at_status("in_progress")
    facts = story(request).count()
    with pytest.raises(NotPossible) as refused:
        do.resolve(request, by=people["Elin Sand"], resolution=solved(**changes))
    assert list(refused.value.fields) == [field]
    request.refresh_from_db()
    assert (request.status, story(request).count()) == ("in_progress", facts)
    assert not request.information.is_gap, "what was typed with it is not kept either"


def test_all_that_is_missing_is_named_at_once(people, at_status, solved):
    empty = solved("incident", text="", method="", closure_code="", minutes=None, type_fields=None)
    with pytest.raises(NotPossible) as refused:
        do.resolve(at_status("assigned", "incident"), by=people["Elin Sand"], resolution=empty)
    assert set(refused.value.fields) == {
        *("resolution", "method", "closure_code", "minutes"),
        *("restored_at", "verification"),
    }


def test_no_minutes_at_all_is_an_answer_too(people, at_status, solved):
    request = at_status("in_progress")
    do.resolve(request, by=people["Elin Sand"], resolution=solved(minutes=0))
    assert request.status == "resolved"


def test_the_minutes_may_have_been_logged_before(people, at_status, solved):
    request = at_status("in_progress")
    do.log_call(request, by=people["Maja Lindqvist"], text="We looked at it.", minutes=15)
    do.resolve(request, by=people["Elin Sand"], resolution=solved(minutes=None))
    assert minutes_of(request) == 15


@pytest.mark.parametrize("status", ["new", "resolved", "closed", "rejected", "cancelled", "merged"])
def test_it_is_not_resolved_from_elsewhere(people, at_status, solved, status):
    with pytest.raises(NotPossible):
        do.resolve(at_status(status), by=people["Elin Sand"], resolution=solved(type_fields=None))


def test_an_open_child_keeps_its_parent_open(people, at_status, solved):
    parent, child = at_status("in_progress"), at_status("assigned")
    link(parent, by=people["Elin Sand"], relation="parent_of", other=child)
    with pytest.raises(NotPossible) as refused:
        do.resolve(parent, by=people["Elin Sand"], resolution=solved())
    assert "children" in refused.value.fields
    do.resolve(child, by=people["Elin Sand"], resolution=solved())
    do.resolve(parent, by=people["Elin Sand"], resolution=solved())


def test_the_requester_is_asked_to_confirm(people, at_status, solved, work, mailoutbox):
    request = at_status("in_progress")
    do.resolve(request, by=people["Maja Lindqvist"], resolution=solved())
    work()
    told = mailoutbox[-1].raw.decode()
    assert "The archive was restarted." in told
    assert "/follow/" in told
    assert request.entries.last().letter


def test_it_is_counted_where_it_was_resolved(people, at_status, solved):
    request = at_status("in_progress")
    assert request.team.tier == 2
    infrastructure = Team.objects.get(key="infrastructure")
    do.escalate(request, by=people["Maja Lindqvist"], team=infrastructure, note=note())
    do.resolve(request, by=people["Elin Sand"], resolution=solved())
    assert (request.tier_resolved, request.tier_max) == (1, 3)


def test_who_resolves_what_nobody_had_becomes_its_assignee(people, at_status, solved):
    request = at_status("classified")
    do.resolve(request, by=people["Elin Sand"], resolution=solved())
    assert request.assignee == request.owner == people["Elin Sand"]
    assert request.first_response_at


@pytest.mark.parametrize("name", ["Karin Holm", "Priya Nair", "Ylva Öberg", "Åsa Ekman"])
def test_only_who_works_on_it_resolves_it(people, at_status, solved, name):
    with pytest.raises(NotAllowed):
        do.resolve(at_status("in_progress"), by=people[name], resolution=solved())
