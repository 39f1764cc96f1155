"""The rota of the world: what is built by day covers what it should, and nobody is away today."""

from datetime import timedelta

import pytest
from tests.rota.conftest import NOON

from spoc.kit.time import at
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.rota.models import Absence, Shift
from spoc.rota.queries import on_duty
from spoc.world.norrvik.rota import SHIFTS, build_rota


@pytest.fixture
def built(db):
    """Norrvik with its rota and nothing else on it, as it stands at noon."""
    Absence.objects.all().delete()
    Shift.objects.all().delete()
    teams = {team.key: team for team in Team.objects.all()}
    people = {person.name: person for person in Person.objects.all()}
    with at(NOON):
        build_rota(teams, people, system())
    return teams


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("service-desk", ["Elin Sand", "Daniel Okoro"]),
        ("workplace", ["Priya Nair"]),
        ("infrastructure", ["Amir Haddad"]),
    ],
)
def test_by_day_each_team_has_somebody(built, key, expected):
    assert [person.name for person in on_duty(built[key], NOON)] == expected
    assert [person.name for person in on_duty("IC", NOON)] == ["Sofia Berg", "Henrik Vall"]


def test_by_night_the_weeks_on_call_take_turns(built):
    nights = (NOON + timedelta(days=7 * week, hours=14) for week in (2, 3))
    found = [[person.name for person in on_duty(built["applications"], night)] for night in nights]
    assert sorted(found) == [["Maja Lindqvist"], ["Tomasz Wolski"]]


def test_nobody_is_away_on_the_day_it_is_built(built):
    assert Shift.objects.count() == len(SHIFTS)
    assert not Absence.objects.at(NOON).exists() and Absence.objects.exists()
