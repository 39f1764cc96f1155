"""What no shift and no absence can be, whoever asks for it."""

from datetime import date

import pytest
from tests.rota.conftest import NOON, WORKDAYS, pattern

from spoc.kit.errors import NotPossible
from spoc.people.activities import join_team
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.rota.activities import Leave, Planned, add_shift, change_shift, note_absence
from spoc.rota.rules.words import ASKING

DAY = pattern("2026-11-23 08:00", "2026-11-23 17:00")
AGES_AGO = pattern("0001-01-02 08:00", "0001-01-02 17:00")


def refused(person, by, planned) -> list[str]:
    with pytest.raises(NotPossible) as refusal:
        add_shift(person, by=by, planned=planned)
    return list(refusal.value.fields)


@pytest.mark.parametrize("role", ASKING)
def test_whoever_asks_has_no_duty(people, role):
    assert refused(people["Elin Sand"], people["Lena Falk"], Planned(DAY, None, role)) == ["team"]


def test_a_shift_is_of_our_time(people):
    team = Team.objects.get(key="service-desk")
    assert refused(people["Elin Sand"], system(), Planned(AGES_AGO, team)) == ["begins"]
    late = pattern("2026-11-23 08:00", "2026-11-23 17:00", WORKDAYS)
    late = type(late)(late.begins, late.ends, late.zone, late.rule, last_on=date(9999, 12, 31))
    assert refused(people["Elin Sand"], system(), Planned(late, team)) == ["begins"]


def test_who_leads_a_team_gives_shifts_to_its_people_alone(people):
    team, maja = Team.objects.get(key="applications"), people["Maja Lindqvist"]
    join_team(maja, by=system(), team=team, is_lead=True)
    maja = people["Maja Lindqvist"]
    planned = Planned(DAY, team)
    assert refused(people["Elin Sand"], maja, planned) == ["person"]
    shift = add_shift(people["Tomasz Wolski"], by=maja, planned=planned)
    with pytest.raises(NotPossible):
        change_shift(shift, by=maja, person=people["Elin Sand"], planned=planned)


def test_a_shift_somebody_has_stays_theirs_when_it_is_changed(people):
    team, maja = Team.objects.get(key="applications"), people["Maja Lindqvist"]
    shift = add_shift(people["Elin Sand"], by=system(), planned=Planned(DAY, team))
    join_team(maja, by=system(), team=team, is_lead=True)
    planned = Planned(DAY, team, rank=2)
    changed = change_shift(
        shift, by=people["Maja Lindqvist"], person=people["Elin Sand"], planned=planned
    )
    assert changed.rank == 2


def test_only_who_works_at_the_desk_stands_in(people):
    elin, karin = people["Elin Sand"], people["Karin Holm"]
    leave = Leave(NOON, NOON.replace(hour=20), deputy=karin)
    with pytest.raises(NotPossible) as refusal:
        note_absence(elin, by=elin, leave=leave)
    assert list(refusal.value.fields) == ["deputy"]
