"""The live board: figures within one's reach, and the list behind each says the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from spoc.intake.activities import Call, take_call
from spoc.kit.time import at, now
from spoc.kit.zones import zone
from spoc.people.activities import grant_role
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import SupportRequest
from spoc.requests.queries.board import board_for
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.queries.slices import slice_words

HERE = zone("Europe/Stockholm")
BUDGET = 3
TABLE = SupportRequest._meta.db_table


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


@pytest.fixture
def take_calls(people, found, solved):
    """Take calls: some about a need, some solved while the caller was on the line."""

    def taken(registered=0, fixed=0):
        elin, karin, words = people["Elin Sand"], people["Karin Holm"], "How does it print?"
        new = Call(words, karin)
        done = Call(words, karin, classification=found(), resolution=solved())
        return [take_call(elin, by=elin, call=call) for call in [new] * registered + [done] * fixed]

    return taken


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
            assert len(behind(elin, board.list(only))) == count


@pytest.mark.parametrize("tier", ["1", "2", "3"])
def test_one_tier_is_shown_alone_and_its_lists_say_the_same(people, desk, noon, tier):
    elin = people["Elin Sand"]
    with at(noon + timedelta(minutes=30)):
        board = board_for(elin, tier=tier)
        whole = SupportRequest.objects.filter(team__tier=tier)
        assert behind(elin, board.list()) <= set(whole.values_list("pk", flat=True))
        assert board.open == len(behind(elin, board.list())) < board_for(elin).open
        assert board.fresh == len(behind(elin, board.list(key="new")))
        assert board.flow.came == len(behind(elin, board.list("in", "any")))
        lines = [*board.people, *board.teams, *board.waiting, *board.ages, *board.out]
        assert [len(behind(elin, line.href)) for line in lines if "tier" in line.href] == [
            line.count for line in lines if "tier" in line.href
        ]
        assert [choice.label for choice in board.tiers if choice.current] == [f"Tier {tier}"]


def test_tier_0_is_a_tier_as_any_other(people, desk, noon):
    elin, team = people["Elin Sand"], desk["work"].team
    Team.objects.filter(pk=team.pk).update(tier=0)
    with at(noon + timedelta(minutes=30)):
        board = board_for(elin, tier="0")
        assert board.open == len(behind(elin, board.list())) < board_for(elin).open
        assert [line.label for line in board.teams] == [team.name]
        assert board.flow.came == len(behind(elin, board.list("in", "any")))


@pytest.mark.parametrize("tier", ["", "9", "x", "1' or"])
def test_no_such_tier_is_all_of_them(people, desk, tier):
    elin = people["Elin Sand"]
    assert board_for(elin, tier=tier).open == board_for(elin).open


def test_what_is_expected_is_the_mean_of_the_same_weekday_before(people, noon, register_request):
    elin = people["Elin Sand"]
    with at(noon - timedelta(weeks=6)):
        register_request()
    for weeks, hours in ((1, -1), (1, -1), (1, 3), (2, -1), (3, 3), (4, 0)):
        with at(noon + timedelta(hours=hours) - timedelta(weeks=weeks)):
            register_request()
    # another weekday, and longer ago, tell nothing of today
    for days in (6, 35):
        with at(noon - timedelta(days=days)):
            register_request()
    with at(noon + timedelta(minutes=5)):
        usual = board_for(elin).expected
    assert (usual.weeks, usual.by_now, usual.whole_day) == (4, "1", "1.5")
    assert usual.by_hour == {11: 3 / 4, 12: 1 / 4, 15: 2 / 4}


@pytest.mark.parametrize(("days", "weeks"), [(2, 0), (7, 0), (9, 1), (15, 2), (90, 4)])
def test_a_young_desk_expects_by_the_whole_days_it_has_seen(
    people, noon, register_request, days, weeks
):
    with at(noon - timedelta(days=days)):
        register_request()
    with at(noon):
        usual = board_for(people["Elin Sand"]).expected
    assert (usual.weeks if usual else 0) == weeks


def test_calls_are_those_of_today_and_what_they_solved(people, noon, register_request, take_calls):
    elin = people["Elin Sand"]
    with at(noon - timedelta(days=1)):
        take_calls(1)
    with at(noon):
        assert board_for(elin).calls is None
        made = take_calls(2, fixed=1)
    with at(noon + timedelta(minutes=5)):
        board = board_for(elin)
        assert (board.calls.count, board.calls.solved) == (3, 1)
        assert behind(elin, board.list("called", "any")) == {request.pk for request in made}


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
    ("name", "tier", "reads"),
    [
        # what is kept of all is not counted, only what time alone changed of it
        *(
            ("Elin Sand", tier, [f"Index Only Scan using request_{each}"])
            for tier, each in (("", "slipped"), ("", "spared"), ("1", "youngest"))
        ),
        ("Elin Sand", "", ["Index Only Scan using flow_by_quarter"] * 10),
        (
            "Elin Sand",
            "",
            [
                *("using request_oldest_of_team", "using request_oldest_of_person"),
                *("using request_oldest_waiting", "using request_due"),
            ],
        ),
        # and what few may read, by whoever sees all of it
        ("Ylva Öberg", "", ["using request_restricted"]),
        ("Ylva Öberg", "", ["Index Only Scan using request_came_to_few"] * 5),
        ("Ylva Öberg", "", ["Index Only Scan using request_solved_to_few"]),
        (
            "Elin Sand",
            "1",
            ["using request_by_creation"] * 5 + ["using request_by_solution"],
        ),
        # whoever reaches a part has it counted: over nothing but its index
        (
            "Priya Nair",
            "",
            ["Index Only Scan using request_board", "Scan using request_troubling"],
        ),
    ],
)
def test_what_is_counted_has_its_index(people, desk, name, tier, reads):
    grant_role(people["Ylva Öberg"], by=system(), role="AU", sees_restricted=True)
    person = Person.objects.get(pk=people[name].pk)
    with CaptureQueriesContext(connection) as asked:
        board_for(person, tier=tier)
    (counted,) = (each["sql"] for each in asked if "date_bin" in each["sql"].lower())
    with connection.cursor() as cursor:
        # as after a vacuum, which no test waits for
        cursor.execute("UPDATE pg_class SET relallvisible = 1000 WHERE relname = %s", [TABLE])
        # of so few rows any index serves, and these have all that is open, and all there is
        for other in ("board", "to_classify", "by_creation", "by_solution"):
            if not any(f"request_{other}" in read for read in reads):
                cursor.execute(f"DROP INDEX request_{other}")
        for way in ("seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {counted}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert [read for read in reads if plan.count(read) < reads.count(read)] == [], plan


@pytest.mark.parametrize("only", ["", "nonsense", "in-99", "person-x", "waits-x", "new-x"])
def test_a_word_that_names_no_figure_is_no_fault(people, desk, only):
    assert isinstance(behind(people["Elin Sand"], f"/queues/all?only={only}"), set)
    assert isinstance(slice_words(only), str)


def test_each_service_says_how_it_stands(people, at_status, noon):
    elin = people["Elin Sand"]
    with at(noon):
        request = at_status("in_progress", "incident")
    name = str(request.service)
    board = board_for(elin)
    shown = next(each for each in board.services.troubled if each.name == name)
    assert shown.count == len(behind(elin, shown.href)) > 0
    assert not shown.is_major
    SupportRequest.objects.filter(pk=request.pk).update(is_major=True)
    first = board_for(elin).services.troubled[0]
    assert (first.name, first.is_major, first.count) == (name, True, shown.count)
    SupportRequest.objects.filter(service=request.service).update(type="fulfilment")
    assert name in board_for(elin).services.calm


def test_who_is_on_duty_stands_on_the_board_with_what_they_have(people, at_status, noon):
    elin, monday = people["Elin Sand"], noon - timedelta(days=noon.weekday())
    with at(monday):
        at_status("in_progress", "incident")
        board = board_for(elin)
    found = {each.person.name: each for post in board.posts for each in post.people}
    ends = found["Amir Haddad"].until.astimezone(zone("Europe/Stockholm"))
    assert (ends.date(), ends.hour) == (monday.date(), 17)
    for each in found.values():
        assert each.count == len(behind(elin, each.href))
