"""The minutes that work took."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.work.activities import correct_work, log_work
from spoc.work.queries import highest_tier_of, minutes_of, tier_of


@pytest.fixture
def request_(register_request):
    return register_request()


def test_minutes_are_logged_at_the_tier_of_whoever_worked(people, request_):
    log_work(request_, by=people["Elin Sand"], minutes=5)
    log_work(request_, by=people["Amir Haddad"], minutes=30, activity="Storage")
    assert minutes_of(request_) == 35
    assert highest_tier_of(request_) == 3
    assert story(request_).last().particulars.values == {"minutes": 30}


@pytest.mark.parametrize(
    ("name", "tier"),
    [("Elin Sand", 1), ("Daniel Okoro", 1), ("Priya Nair", 2), ("Åsa Ekman", None)],
)
def test_a_person_stands_on_the_lowest_tier_of_their_teams(people, name, tier):
    assert tier_of(people[name]) == tier


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_a_day_has_so_many_minutes(people, request_, minutes):
    elin = people["Elin Sand"]
    with pytest.raises(NotPossible):
        log_work(request_, by=elin, minutes=minutes)
    log = log_work(request_, by=elin, minutes=0)
    with pytest.raises(NotPossible):
        correct_work(log, by=elin, minutes=minutes)
    log_work(request_, by=elin, minutes=1440)


def test_ones_own_log_is_corrected_for_seven_days(people, request_):
    elin = people["Elin Sand"]
    log = log_work(request_, by=elin, minutes=5)
    with at(log.at + timedelta(days=7)):
        correct_work(log, by=elin, minutes=6)
    assert story(request_).last().particulars.values == {"changes": {"minutes": [5, 6]}}
    with at(log.at + timedelta(days=7, seconds=1)), pytest.raises(NotAllowed):
        correct_work(log, by=elin, minutes=7)
    assert minutes_of(request_) == 6


def test_somebody_elses_log_stands(people, request_):
    log = log_work(request_, by=people["Elin Sand"], minutes=5)
    for name in ("Henrik Vall", "Åsa Ekman"):
        with pytest.raises(NotAllowed):
            correct_work(log, by=people[name], minutes=6)
    assert now() >= log.at
