"""What the database keeps of open requests is what counting them gives."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Count, Sum
from procrastinate.contrib.django import app
from structlog.testing import capture_logs

from spoc.catalogue.models import Service
from spoc.kit.time import at, now, quarter
from spoc.requests import activities as do
from spoc.requests import tally_jobs
from spoc.requests.activities.fold_tallies import fold_tallies, mend_tallies
from spoc.requests.models import FlowTally, IncidentTally, OpenTally, SupportRequest
from spoc.requests.queries.board import board_for
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.rules import OPEN
from spoc.requests.rules.board import AGES

SORT = ("team_id", "assignee_id", "status", "pending_reason")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
INCIDENT = ("team_id", "service_id", "is_major")


def mark_of(each):
    reached = [mark for mark in (0, 75, 100) if mark <= each.used_mark]
    return reached[-1] if each.due_at else 0


def counted():
    """The tallies as counting gives them."""
    sorts, incidents = {}, {}
    for each in SupportRequest.objects.filter(is_restricted=False, status__in=OPEN):
        sort = (*(getattr(each, name) for name in SORT), mark_of(each))
        sorts[sort] = sorts.get(sort, 0) + 1
        if each.type == "incident":
            key = tuple(getattr(each, name) for name in INCIDENT)
            incidents[key] = incidents.get(key, 0) + 1
    flow = Counter()
    for each in SupportRequest.objects.filter(is_restricted=False):
        flow["came", quarter(each.created_at)] += 1
        flow["fresh", quarter(each.created_at)] += each.status == "new"
        if each.resolved_at:
            flow["solved", quarter(each.resolved_at)] += 1
    return sorts, incidents, dict(+flow)


def kept():
    """The tallies as they are kept."""
    asked = (
        (OpenTally, (*SORT, "mark")),
        (IncidentTally, INCIDENT),
        (FlowTally, ("kind", "quarter")),
    )
    found = []
    for model, by in asked:
        sums = model.objects.order_by().values_list(*by).annotate(count=Sum("change"))
        found.append({tuple(sort): count for *sort, count in sums if count})
    return tuple(found)


@pytest.fixture
def lives(at_status, register_request):
    """Requests in every state, some of which changed hands and came back."""
    made = [at_status(status) for status in ("new", "classified", "assigned", "resolved", "closed")]
    made += [at_status("in_progress", kind) for kind in ("incident", "fulfilment")]
    made += [at_status("pending"), register_request()]
    return made


def test_whatever_happens_to_requests_they_are_what_counting_gives(people, lives):
    assert kept() == counted()
    sofia = people["Sofia Berg"]
    do.restrict(lives[5], by=sofia, readers=[sofia])
    do.cancel(lives[0], by=sofia, reason="withdrawn")
    assert kept() == counted()
    assert sum(counted()[0].values()) > 5


@pytest.mark.parametrize(
    "changes",
    [
        *({"used_mark": mark} for mark in (50, 75, 90, 100)),
        *({"due_at": due} for due in (None, LONG_AGO)),
        *({"is_restricted": is_so} for is_so in (True, False)),
        *({"type": kind} for kind in ("incident", "fulfilment")),
        *({"is_major": True}, {"status": "assigned", "assignee": None}),
        {"status": "assigned"},
        {"status": "pending", "pending_reason": "supplier"},
        *({"resolved_at": moment} for moment in (None, LONG_AGO)),
        *({"created_at": LONG_AGO}, {"status": "new"}),
    ],
    ids=str,
)
def test_each_field_they_are_told_apart_by_is_followed(lives, changes):
    found = SupportRequest.objects.filter(pk__in=[each.pk for each in lives], status__in=OPEN)
    for names in ({"used_mark": 80, "due_at": now()}, changes):
        for each in found.filter(status="in_progress"):
            SupportRequest.objects.filter(pk=each.pk).update(**names)
        assert kept() == counted()


def test_another_service_is_followed(lives):
    incident = next(each for each in lives if each.type == "incident" and each.status in OPEN)
    other = Service.objects.exclude(pk=incident.service_id).first()
    before = kept()
    SupportRequest.objects.filter(pk=incident.pk).update(service=other)
    assert kept() == counted() != before


def test_what_is_deleted_is_told_too(lives):
    gone = [lives[0].pk, *SupportRequest.objects.exclude(resolved_at=None).values_list("pk")[0]]
    with connection.cursor() as cursor:
        # no activity deletes a request: somebody might by hand, past all that points at it
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("DELETE FROM requests_supportrequest WHERE id = ANY(%s)", [gone])
    assert kept() == counted()
    transaction.set_rollback(True)


def test_they_are_folded_into_one_of_each_sort_that_is_not_empty(lives):
    before = kept()
    fold_tallies(most=10_000)
    assert OpenTally.objects.count() > len(before[0])
    fold_tallies(most=0)
    assert kept() == before == counted()
    assert OpenTally.objects.count() == len(before[0])
    assert IncidentTally.objects.count() == len(before[1])
    assert FlowTally.objects.count() == len(before[2])
    do.cancel(lives[0], by=lives[0].requester, reason="withdrawn")
    assert kept() == counted() != before


def test_what_was_written_past_them_is_mended(lives):
    # a new one, an incident, and one that is solved: counting anew passes over what few may read
    few = [lives[0], *(each for each in lives if each.resolved_at or each.type == "incident")]
    SupportRequest.objects.filter(pk__in=[each.pk for each in few[:-1]]).update(is_restricted=True)
    assert SupportRequest.objects.filter(is_restricted=True, resolved_at__isnull=False).exists()
    assert kept() == counted()
    assert mend_tallies() == 0
    right = kept()
    OpenTally.objects.filter(status="pending").update(change=7)
    IncidentTally.objects.all().delete()
    FlowTally.objects.filter(kind="fresh").update(change=5)
    assert all(one != other for one, other in zip(kept(), right, strict=True))
    assert mend_tallies() > 1
    assert kept() == right == counted()
    assert mend_tallies() == 0


def test_of_the_flow_are_kept_the_last_weeks(lives):
    SupportRequest.objects.filter(pk=lives[0].pk).update(created_at=now() - timedelta(days=40))
    SupportRequest.objects.filter(pk=lives[1].pk).update(created_at=now() - timedelta(days=30))
    right = {key: count for key, count in kept()[2].items() if key[1] > now() - timedelta(days=35)}
    assert len(kept()[2]) == len(right) + 2
    assert mend_tallies() == 0
    fold_tallies(most=-1)
    assert kept()[2] == right
    assert mend_tallies() == 0
    # what is past them is no sort of its own: an idle desk forgets it as well
    FlowTally.objects.create(kind="came", quarter=quarter(now() - timedelta(days=40)), change=1)
    fold_tallies(most=0)
    assert kept()[2] == right


@pytest.mark.parametrize("used_mark", [0, 75, 90, 100])
@pytest.mark.parametrize("hours", [-30, -1, 1, 30, None])
@pytest.mark.parametrize("state", ["in_progress", "customer", "supplier"])
def test_the_board_says_what_counting_gives_whatever_was_marked(
    people, lives, used_mark, hours, state
):
    elin, moment = people["Elin Sand"], now() + timedelta(hours=3)
    due = moment + timedelta(hours=hours) if hours is not None else None
    waits = {"status": "pending", "pending_reason": state}
    plain = {"status": "in_progress", "pending_reason": ""}
    SupportRequest.objects.filter(pk=lives[5].pk).update(
        used_mark=used_mark, due_at=due, **(plain if state == "in_progress" else waits)
    )
    with at(moment):
        board = board_for(elin)
        for shown, only in ((board.overdue, "overdue"), (board.soon, "soon")):
            assert shown == queue(elin, "all", None, Filters(only=only)).count()
        open_now = queue(elin, "all", None, Filters())
        by_team = dict(open_now.order_by().values_list("team__name").annotate(Count("pk")))
        assert {line.label: line.count for line in board.teams} == {
            name: count for name, count in by_team.items() if name
        }
        since = {
            line.label: min(
                open_now.filter(team__name=line.label).values_list("created_at", flat=True)
            )
            for line in board.teams
        }
        assert {line.label: line.oldest for line in board.teams} == since


@pytest.mark.parametrize("hours", [-1, 0, 0.5, 2, 10, 30, 400])
def test_what_nobody_classified_is_of_one_age(people, register_request, hours):
    elin, moment = people["Elin Sand"], now()
    with at(moment - timedelta(hours=hours)):
        register_request()
    with at(moment):
        lines = board_for(elin).ages
        assert [line.count for line in lines] == [
            queue(elin, "all", None, Filters(only=f"new-{age}")).count() for age in AGES
        ]


def test_what_few_may_read_is_counted_for_them_alone(people, lives):
    sofia, elin = people["Sofia Berg"], people["Elin Sand"]
    before = board_for(elin)
    do.restrict(lives[5], by=sofia, readers=[sofia])
    assert board_for(elin).open == before.open - 1
    assert board_for(sofia).open == before.open
    name = str(lives[5].service)
    shown = [
        next((each.count for each in board_for(who).services.troubled if each.name == name), 0)
        for who in (sofia, elin)
    ]
    assert shown[0] == shown[1] + 1


def test_both_are_done_time_and_again(lives):
    before = kept()
    OpenTally.objects.filter(status="pending").update(change=7)
    with capture_logs() as told:
        tally_jobs.mend_tallies(0)
        tally_jobs.fold_tallies(0)
    assert [each["event"] for each in told] == ["requests.tallies_mended"]
    assert kept() == before
    known = {task.name for task in app.tasks.values()}
    assert {
        "spoc.requests.tally_jobs.mend_tallies",
        "spoc.requests.tally_jobs.fold_tallies",
    } <= known
