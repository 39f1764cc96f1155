"""The live board: figures within one's reach, and the list behind each says the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from spoc.kit.time import at, now
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.queries.board import board_for
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.slices import slice_words

BUDGET = 12


def behind(person, href):
    """The numbers in the list an address of a figure opens."""
    key, _sign, query = href.removeprefix("/queues/").partition("?")
    given = dict(pair.split("=") for pair in query.split("&") if pair)
    return set(queue(person, key, None, Filters(**given)).values_list("pk", flat=True))


@pytest.fixture
def noon():
    """Today at noon, so that a day has room on both sides."""
    return timezone.localtime(now()).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def desk(noon, at_status, register_request):
    """Requests at noon: one new, one in work, one that waits, one solved."""
    with at(noon - timedelta(hours=2)):
        old = register_request()
    with at(noon):
        return {
            "old": old,
            "new": register_request(),
            "work": at_status("in_progress", "incident"),
            "waits": at_status("pending"),
            "solved": at_status("resolved"),
        }


def test_each_figure_counts_what_its_list_shows(people, desk, noon):
    elin = people["Elin Sand"]
    with at(noon + timedelta(minutes=30)):
        board = board_for(elin)
        lines = [*board.people, *board.waiting, *board.ages, *board.out]
        assert {line.label: len(behind(elin, line.href)) for line in lines} == {
            line.label: line.count for line in lines
        }
        assert board.flow.came == len(behind(elin, "/queues/all?state=any&only=in")) > 3
        assert board.flow.solved == len(behind(elin, "/queues/all?state=any&only=solved")) > 0
        assert board.open == len(behind(elin, "/queues/all"))
        assert board.fresh == len(behind(elin, "/queues/new")) > 1
        for only, count in (("overdue", board.overdue), ("soon", board.soon)):
            assert len(behind(elin, f"/queues/all?only={only}")) == count


def test_the_hours_of_the_day_lead_to_what_came_in_them(people, desk, noon):
    elin = people["Elin Sand"]
    with at(noon + timedelta(minutes=30)):
        bars = {bar.hour: bar for bar in board_for(elin).flow.bars}
        assert desk["old"].pk in behind(elin, "/queues/all?state=any&only=in-10")
        assert desk["new"].pk not in behind(elin, "/queues/all?state=any&only=in-10")
        for hour in (10, 12):
            found = behind(elin, f"/queues/all?state=any&only=in-{hour}")
            assert len(found) == bars[hour].came > 0


def test_what_is_due_next_stands_first_and_becomes_overdue(people, desk, noon):
    elin, request = people["Elin Sand"], desk["work"]
    request.refresh_from_db()
    before = board_for(elin)
    dues = [each.clock.due_at for each in before.at_risk]
    assert dues == sorted(dues)
    with at(request.due_at + timedelta(minutes=1)):
        board = board_for(elin)
        assert request.pk in behind(elin, "/queues/all?only=overdue")
        assert board.overdue == len(behind(elin, "/queues/all?only=overdue"))
        shown = next(each for each in board.at_risk if each.number == request.pk)
        assert shown.clock.state == "overdue"
        assert shown.whose == f"{request.team.name}, tier {request.team.tier}"


@pytest.mark.parametrize("name", ["Priya Nair", "Åsa Ekman"])
def test_nobody_counts_what_they_may_not_see(people, desk, name):
    person, everyone = people[name], board_for(people["Elin Sand"])
    board, seen = board_for(person), behind(person, "/queues/all")
    assert board.open == len(seen) < everyone.open
    assert {each.number for each in board.at_risk} <= seen


def test_a_wall_keeps_the_title_of_what_few_may_read(people, at_status):
    sofia = people["Sofia Berg"]
    request = at_status("in_progress", "incident")
    do.restrict(request, by=sofia, readers=[sofia])
    SupportRequest.objects.filter(pk=request.pk).update(due_at=now() - timedelta(days=99))
    titles = [each.title for each in board_for(sofia).at_risk]
    assert titles[0] == request.title
    assert board_for(sofia, is_wall=True).at_risk[0].title == "Restricted"


def test_it_asks_no_more_the_more_there_is(people, desk, django_assert_max_num_queries):
    elin = people["Elin Sand"]
    with django_assert_max_num_queries(BUDGET):
        board_for(elin)


@pytest.mark.parametrize(
    ("marks", "index"),
    [
        (['ORDER BY "requests_supportrequest"."due_at"'], "request_due"),
        (["EXTRACT", "created_at"], "request_by_change"),
        (["EXTRACT", "resolved_at"], "request_by_change"),
    ],
)
def test_each_question_has_its_index(people, desk, marks, index):
    elin = people["Elin Sand"]
    with CaptureQueriesContext(connection) as asked:
        board_for(elin)
    asks = [each["sql"] for each in asked if all(mark in each["sql"] for mark in marks)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asks[-1]}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan


@pytest.mark.parametrize("only", ["", "nonsense", "in-99", "person-x", "waits-x", "new-x"])
def test_a_word_that_names_no_figure_is_no_fault(people, desk, only):
    assert isinstance(behind(people["Elin Sand"], f"/queues/all?only={only}"), set)
    assert isinstance(slice_words(only), str)
