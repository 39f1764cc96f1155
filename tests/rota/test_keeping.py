"""Keeping the rota: who may, what is refused, and what is written down."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rota.conftest import NOON, WORKDAYS, pattern

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at
from spoc.people.activities import join_team
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.rota import access
from spoc.rota.activities import (
    Leave,
    Planned,
    add_shift,
    change_shift,
    feed_of,
    import_shifts,
    note_absence,
    open_feed,
    revoke_feed,
    set_presence,
    withdraw_absence,
)
from spoc.rota.models import Shift
from spoc.rota.queries.own import calendar_of
from spoc.rota.rules.calendar_in import read_calendar
from spoc.rota.rules.calendar_out import Written, write_calendar

pytestmark = pytest.mark.usefixtures("nobody_on_duty")

DAY = pattern("2026-11-24 08:00", "2026-11-24 17:00")


@pytest.fixture
def lead(people):
    """Elin leads the service desk."""
    desk = Team.objects.get(key="service-desk")
    join_team(people["Elin Sand"], by=system(), team=desk, is_lead=True)
    return people["Elin Sand"]


def planned(key: str = "service-desk", **further: object) -> Planned:
    return Planned(**{"pattern": DAY, "team": Team.objects.get(key=key), **further})


@pytest.mark.parametrize("name", ["Henrik Vall", "Elin Sand"])
def test_who_plans_and_who_leads_the_team_give_shifts(lead, people, name):
    given = add_shift(people["Daniel Okoro"], by=people[name], planned=planned())
    assert story(given).last().kind == "shift.added"
    assert given.pattern == DAY


@pytest.mark.parametrize(
    ("name", "team"),
    [("Daniel Okoro", "service-desk"), ("Elin Sand", "applications"), ("Karin Holm", "workplace")],
)
def test_nobody_else_does(lead, people, name, team):
    with pytest.raises(NotAllowed):
        add_shift(people["Daniel Okoro"], by=people[name], planned=planned(team))


def test_a_lead_does_not_take_over_the_shift_of_another_team(lead, people, shift):
    given = shift("Maja Lindqvist", "applications")
    with pytest.raises(NotAllowed):
        change_shift(given, by=lead, person=lead, planned=planned())


@pytest.mark.parametrize(
    ("further", "field"), [({"team": None}, "team"), ({"team": None, "role": "XX"}, "team")]
)
def test_a_shift_is_for_a_team_or_a_role(people, further, field):
    with pytest.raises(NotPossible) as refused:
        add_shift(people["Elin Sand"], by=system(), planned=planned(**further))
    assert field in refused.value.fields


def test_a_change_is_written_down_with_what_was(people, shift):
    given = shift("Elin Sand")
    daniel = people["Daniel Okoro"]
    change_shift(given, by=people["Henrik Vall"], person=daniel, planned=planned(rank=2))
    changes = story(given).last().particulars.values["changes"]
    assert changes["rank"] == [1, 2] and changes["rule"] == [WORKDAYS, ""]
    assert Shift.objects.get(pk=given.pk).person == daniel


def test_agents_read_their_own_coordinators_their_teams_planners_all(people, shift):
    mine, other, far = shift("Elin Sand"), shift("Daniel Okoro"), shift("Priya Nair", "workplace")
    seen = {
        name: set(access.shifts_visible_to(people[name]))
        for name in ("Elin Sand", "Sofia Berg", "Henrik Vall", "Ylva Öberg", "Karin Holm")
    }
    assert seen == {
        "Elin Sand": {mine},
        "Sofia Berg": {mine, other},
        "Henrik Vall": {mine, other, far},
        "Ylva Öberg": {mine, other, far},
        "Karin Holm": set(),
    }


def leave(deputy=None, begins=0, ends=8) -> Leave:
    return Leave(NOON + timedelta(hours=begins), NOON + timedelta(hours=ends), deputy=deputy)


def test_everybody_at_the_desk_notes_their_own_absence_and_no_other(people):
    elin, daniel = people["Elin Sand"], people["Daniel Okoro"]
    noted = note_absence(elin, by=elin, leave=leave(daniel))
    with pytest.raises(NotAllowed):
        withdraw_absence(noted, by=daniel)
    with pytest.raises(NotAllowed):
        note_absence(elin, by=daniel, leave=leave())
    withdraw_absence(noted, by=people["Henrik Vall"])
    assert [fact.kind for fact in story(noted)] == ["absence.noted", "absence.withdrawn"]


def test_a_requester_has_no_absences(people):
    karin = people["Karin Holm"]
    with pytest.raises(NotAllowed):
        note_absence(karin, by=karin, leave=leave())


def test_a_deputy_is_somebody_else_who_would_not_give_it_back(people):
    elin, daniel, sofia = people["Elin Sand"], people["Daniel Okoro"], people["Sofia Berg"]
    note_absence(daniel, by=system(), leave=leave(sofia))
    note_absence(sofia, by=system(), leave=leave(elin, 4, 9))
    for deputy in (elin, daniel):
        with pytest.raises(NotPossible) as refused:
            note_absence(elin, by=elin, leave=leave(deputy))
        assert "deputy" in refused.value.fields
    note_absence(elin, by=elin, leave=leave(daniel, 0, 4))


@pytest.mark.parametrize("ends", [0, -1, 24 * 366 * 4])
def test_an_absence_ends_after_it_begins_and_not_never(people, ends):
    with pytest.raises(NotPossible):
        note_absence(people["Elin Sand"], by=system(), leave=leave(ends=ends))


def test_presence_is_said_by_oneself_and_once(people):
    elin = people["Elin Sand"]
    for _again in range(2):
        set_presence(elin, by=elin, state="not_taking", capacity=3)
    kinds = [fact.kind for fact in story(elin)]
    assert kinds.count("presence.set") == 1
    with pytest.raises(NotAllowed):
        set_presence(elin, by=people["Daniel Okoro"], state="here")
    for wrong in ({"state": "asleep"}, {"state": "here", "capacity": 0}):
        with pytest.raises(NotPossible):
            set_presence(elin, by=elin, **wrong)


def test_events_of_a_file_become_shifts_or_say_why_not(people):
    raw = write_calendar(
        "On call",
        [
            Written("1@x", "On call: Elin Sand", replace(DAY, rule="FREQ=WEEKLY;BYDAY=TU")),
            Written("2@x", "On call: somebody", DAY),
        ],
        NOON,
    ).replace(b"END:VCALENDAR", b"BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR")
    henrik, common = people["Henrik Vall"], planned(kind="on_call")
    found = import_shifts(common.team, by=henrik, raw=raw, planned=common)
    assert [(each.title, bool(each.shift)) for each in found] == [
        ("On call: Elin Sand", True),
        ("On call: somebody", False),
        ("x", False),
    ]
    assert "names nobody" in found[1].refused and "when it begins" in found[2].refused
    assert found[0].shift.kind == "on_call" and found[0].shift.person == people["Elin Sand"]
    import_shifts(common.team, by=henrik, raw=raw, planned=common)
    assert Shift.objects.filter(team=common.team).count() == 1


def test_a_team_taken_over_from_its_own_calendar_has_the_same_times(people, shift):
    for name, kind in (("Elin Sand", "desk"), ("Daniel Okoro", "on_call")):
        shift(name, kind=kind)
    desk, other = (Team.objects.get(key=key) for key in ("service-desk", "workplace"))
    with at(NOON):
        feed, _secret = open_feed(people["Henrik Vall"], by=people["Henrik Vall"], team=desk)
        raw = calendar_of(feed, NOON, "desk.example")
        import_shifts(other, by=system(), raw=raw, planned=planned("workplace"))
    patterns = [
        {(each.person_id, each.pattern) for each in Shift.objects.filter(team=team)}
        for team in (desk, other)
    ]
    assert patterns[0] == patterns[1] and len(patterns[0]) == 2


def test_a_persons_calendar_holds_what_they_do_for_others(people, shift, away):
    shift("Daniel Okoro")
    away("Daniel Okoro", "Elin Sand", NOON + timedelta(days=1))
    feed, _secret = open_feed(people["Elin Sand"], by=people["Elin Sand"])
    raw = calendar_of(feed, NOON, "desk.example")
    [event] = read_calendar(raw, DAY.zone)
    assert event.pattern.begins.isoformat() == "2026-11-25T07:01:00"
    assert b"Instead of Daniel Okoro" in raw


def test_an_address_serves_until_it_is_revoked_or_the_next_is_made(people):
    elin = people["Elin Sand"]
    _first, secret = open_feed(elin, by=elin)
    second, newer = open_feed(elin, by=elin)
    assert feed_of(secret) is None and feed_of(newer) == second
    with pytest.raises(NotAllowed):
        revoke_feed(second, by=people["Daniel Okoro"])
    revoke_feed(second, by=elin)
    assert feed_of(newer) is None


def test_an_address_gives_nothing_when_its_person_is_gone(people):
    elin = people["Elin Sand"]
    _feed, secret = open_feed(elin, by=elin)
    elin.is_active = False
    elin.save(update_fields=["is_active"])
    assert feed_of(secret) is None
