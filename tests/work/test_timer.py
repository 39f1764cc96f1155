"""Work timed while it is done: one timer a person, wherever they look."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.work.activities import discard_timer, log_work, start_timer, stop_timer
from spoc.work.queries import logs_of, minutes_of, timer_of


@pytest.fixture
def elin(people):
    return people["Elin Sand"]


@pytest.fixture
def request_(register_request):
    return register_request()


def kinds(record):
    """What happened about work, in order."""
    return [
        kind
        for kind in story(record).values_list("kind", flat=True)
        if kind.startswith(("timer.", "work."))
    ]


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (60, 1), (61, 2), (12 * 3600, 720)])
def test_begun_minutes_count_and_one_at_least(elin, request_, seconds, minutes):
    timer = start_timer(request_, by=elin)
    with at(timer.started_at + timedelta(seconds=seconds)):
        log = stop_timer(timer, by=elin, activity="Looked")
    assert (log.minutes, log.tier, log.activity) == (minutes, 1, "Looked")
    assert timer_of(elin) is None
    assert kinds(request_) == ["timer.started", "work.logged"]


def test_starting_another_stops_and_logs_the_first(elin, request_, register_request):
    timer, other = start_timer(request_, by=elin), register_request(words="Another")
    with at(timer.started_at + timedelta(minutes=7)):
        start_timer(other, by=elin)
    assert minutes_of(request_) == 7
    assert timer_of(elin).subject_id == other.pk


def test_a_timer_that_runs_here_already_goes_on(elin, request_):
    first = start_timer(request_, by=elin)
    with at(first.started_at + timedelta(minutes=7)):
        assert start_timer(request_, by=elin).pk == first.pk
    assert kinds(request_) == ["timer.started"]


def test_each_person_has_their_own(people, elin, request_):
    start_timer(request_, by=elin)
    start_timer(request_, by=people["Maja Lindqvist"])
    assert timer_of(elin) is not None
    assert timer_of(people["Maja Lindqvist"]) is not None


def test_a_forgotten_timer_asks_and_logs_nothing_by_itself(elin, request_, register_request):
    timer, other = start_timer(request_, by=elin), register_request(words="Another")
    with at(timer.started_at + timedelta(hours=12, seconds=1)):
        with pytest.raises(NotPossible) as refused:
            stop_timer(timer, by=elin)
        assert "minutes" in refused.value.fields
        with pytest.raises(NotPossible):
            start_timer(other, by=elin)
        assert timer_of(elin).subject_id == request_.pk
        assert stop_timer(timer_of(elin), by=elin, minutes=25).minutes == 25
    assert minutes_of(request_) == 25


def test_a_timer_thrown_away_logs_nothing(elin, request_):
    discard_timer(start_timer(request_, by=elin), by=elin)
    assert timer_of(elin) is None
    assert kinds(request_) == ["timer.started", "timer.discarded"]
    assert minutes_of(request_) == 0


def test_somebody_elses_timer_runs_on(people, elin, request_):
    timer = start_timer(request_, by=elin)
    for act in (stop_timer, discard_timer):
        with pytest.raises(NotAllowed):
            act(timer, by=people["Henrik Vall"])
    assert timer_of(elin) is not None


def test_a_suppliers_minutes_stand_on_no_tier_of_ours(elin, request_):
    log = log_work(request_, by=elin, minutes=190, supplier="Nordpacs AB")
    assert (log.tier, log.supplier, str(log)) == (None, "Nordpacs AB", "190 min by Nordpacs AB")
    assert story(request_).last().particulars.values["supplier"] == "Nordpacs AB"
    assert logs_of(request_).get().at <= now()
