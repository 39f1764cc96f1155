"""What is kept of a day's flow says what counting the requests says, at any moment of any day."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from spoc.kit.time import at
from spoc.kit.zones import zone
from spoc.people.activities import grant_role
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import FlowTally, SupportRequest
from spoc.requests.queries import board_read, queue_onlooker
from spoc.requests.queries.board import board_for
from spoc.requests.queries.board_read import read_for
from spoc.requests.queries.rows import Filters, queue
from spoc.requests.rules.board import AGES

# a day in the week in which summer time ended, half past the hour, and one without anything odd
MOMENTS = ("2026-10-28T09:30:00Z", "2026-11-18T12:44:59Z", "2026-11-18T12:45:00Z")
STEPS = [timedelta(minutes=minutes) for minutes in (0, 1, 15, 44, 59, 61, 239, 241, 1439, 1441)]
ZONES = ("Europe/Stockholm", "Asia/Kathmandu", "America/St_Johns")


@pytest.fixture
def past(register_request):
    """Requests around a moment and the same moment of earlier weeks, some solved, some over."""

    def told(moment):
        first = [moment - step for step in STEPS]
        first += [moment - timedelta(weeks=week, minutes=5 * week - 9) for week in range(1, 5)]
        for place, since in enumerate(sorted(first)):
            with at(since):
                made = register_request()
            changes = (
                {"resolved_at": since + timedelta(minutes=7)},
                {"status": "cancelled", "cancel_reason": "withdrawn"},
                {},
            )
            if change := changes[place % 3]:
                SupportRequest.objects.filter(pk=made.pk).update(**change)

    return told


@pytest.fixture
def nothing_is_kept(monkeypatch):
    """Let everybody be counted for, as those who reach a part are."""

    def change():
        monkeypatch.setattr(board_read, "may_see_tallies", lambda _who: False)
        queue_onlooker._gathering.cache_clear()

    yield change
    queue_onlooker._gathering.cache_clear()


def as_told(board):
    usual = board.expected
    chart = [(bar.hour, bar.came, bar.solved, round(bar.expected, 6)) for bar in board.flow.bars]
    return chart, usual and (usual.by_now, usual.whole_day), [line.count for line in board.ages]


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("moment", [*map(datetime.fromisoformat, MOMENTS)], ids=str)
def test_whoever_has_it_kept_is_told_what_whoever_has_it_counted_is(
    people, past, nothing_is_kept, moment, name
):
    elin = people["Elin Sand"]
    past(moment)
    with at(moment), timezone.override(zone(name)):
        assert "kept_came_0" in read_for(elin, "")
        kept = as_told(board_for(elin))
        nothing_is_kept()
        assert "kept_came_0" not in read_for(elin, "")
        counted = as_told(board_for(elin))
    assert kept == counted
    assert sum(came for _hour, came, *_ in kept[0]) > 5
    assert kept[1] is not None


def test_in_one_tier_it_is_counted_and_says_what_the_lists_say(people, past, at_status):
    elin, moment = people["Elin Sand"], datetime.fromisoformat(MOMENTS[1])
    past(moment)
    SupportRequest.objects.update(team=at_status("assigned").team)
    tier = str(SupportRequest.objects.values_list("team__tier", flat=True).first())
    with at(moment):
        told = board_for(elin, tier=tier)
        assert [line.count for line in told.ages] == [
            queue(elin, "all", None, Filters(tier=tier, only=f"new-{age}")).count() for age in AGES
        ]
        assert told.flow.came == board_for(elin).flow.came > 5


def test_what_few_may_read_came_in_for_them_alone(people, register_request, at_status):
    sofia, elin = people["Sofia Berg"], people["Elin Sand"]
    made, solved = register_request(), at_status("resolved")
    before = board_for(elin).flow
    for each in (made, solved):
        do.restrict(each, by=sofia, readers=[sofia])
    assert (board_for(elin).flow.came, board_for(elin).flow.solved) == (
        before.came - 2,
        before.solved - 1,
    )
    theirs = board_for(sofia).flow
    assert (theirs.came, theirs.solved) == (before.came, before.solved)


@pytest.mark.parametrize("name", ["Elin Sand", "Sofia Berg", "Ylva Öberg"])
def test_beside_a_moment_as_well_what_few_may_read_is_theirs_alone(
    people, register_request, nothing_is_kept, name
):
    """In a quarter that a moment cuts in two, where what is kept is not read but counted."""
    grant_role(people["Ylva Öberg"], by=system(), role="AU", sees_restricted=True)
    moment, sofia = datetime.fromisoformat("2026-11-18T12:37:00Z"), people["Sofia Berg"]
    with at(moment - timedelta(days=40)):
        register_request()
    cut = [timedelta(minutes=59), timedelta(hours=3, minutes=59), timedelta(hours=23, minutes=59)]
    cut += [timedelta(weeks=week, minutes=3) for week in range(1, 5)]
    for before in (*cut, *cut):
        with at(moment - before):
            register_request()
    for made in SupportRequest.objects.order_by("-pk")[: len(cut)]:
        do.restrict(made, by=sofia, readers=[sofia])
    person = Person.objects.get(name=name)
    with at(moment):
        kept = as_told(board_for(person))
        nothing_is_kept()
        assert kept == as_told(board_for(person))
    seen = 1 if name == "Elin Sand" else 2
    assert kept[1] == (str(seen), str(seen))
    assert kept[2] == [seen, seen, seen, 4 * seen + 1]


def test_who_sees_all_that_few_may_read_has_it_counted_along(people, at_status, register_request):
    grant_role(people["Ylva Öberg"], by=system(), role="AU", sees_restricted=True)
    ylva, elin = Person.objects.get(name="Ylva Öberg"), people["Elin Sand"]
    made = [register_request(), at_status("resolved"), at_status("in_progress", "incident")]
    before = figures(board_for(ylva))
    for each in made:
        do.restrict(each, by=people["Sofia Berg"], readers=[people["Sofia Berg"]])
    assert figures(board_for(ylva)) == before
    assert all(less < more for less, more in zip(figures(board_for(elin)), before, strict=True))


def figures(board):
    troubled = sum(service.count for service in board.services.troubled)
    return board.open, board.flow.came, board.flow.solved, board.fresh, troubled


def test_an_hour_in_which_what_came_went_is_not_on_the_chart(people, register_request):
    moment = datetime.fromisoformat("2026-11-18T12:00:00Z")
    with at(moment - timedelta(hours=10)):
        gone = register_request()
    with at(moment), timezone.override(zone("Europe/Stockholm")):
        assert board_for(people["Elin Sand"]).flow.bars[0].hour == 3
        FlowTally.objects.create(kind="came", quarter=gone.created_at, change=-1)
        assert board_for(people["Elin Sand"]).flow.bars[0].hour == 7
