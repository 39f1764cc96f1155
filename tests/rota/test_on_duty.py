"""Who is on duty now, in one question to the database; who takes work."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.rota.conftest import NOON, pattern

from spoc.catalogue.models import Service
from spoc.people.activities import grant_role
from spoc.people.models import Grant, Person, Team
from spoc.people.queries import system
from spoc.rota.activities import end_shift, set_presence, withdraw_absence
from spoc.rota.queries import Scope, on_duty, on_duty_for, takes_work
from spoc.rota.queries.posts import there_now

NIGHT = NOON + timedelta(hours=12)


def names(people):
    return [person.name for person in people]


@pytest.fixture
def desk(db):
    return Team.objects.get(key="service-desk")


def test_whoever_has_the_shift_is_on_duty(shift, desk):
    shift("Elin Sand")
    shift("Daniel Okoro", rank=2)
    shift("Maja Lindqvist", "applications")
    assert names(on_duty(desk, NOON)) == ["Elin Sand", "Daniel Okoro"]
    assert names(on_duty(desk, NIGHT)) == []


def test_it_is_one_question_to_the_database(shift, away, desk, django_assert_num_queries):
    for name in ("Elin Sand", "Daniel Okoro", "Sofia Berg"):
        shift(name)
    away("Elin Sand", "Maja Lindqvist")
    away("Maja Lindqvist", "Tomasz Wolski")
    with django_assert_num_queries(1):
        found = on_duty(desk, NOON)
    assert names(found) == ["Tomasz Wolski", "Daniel Okoro", "Sofia Berg"]


def test_whoever_is_away_without_a_deputy_is_left_out(shift, away, desk):
    shift("Elin Sand")
    absence = away("Elin Sand")
    assert on_duty(desk, NOON) == []
    withdraw_absence(absence, by=system())
    assert names(on_duty(desk, NOON)) == ["Elin Sand"]


def test_an_inactive_person_or_deputy_is_never_named(shift, away, people, desk):
    shift("Elin Sand")
    shift("Daniel Okoro")
    away("Elin Sand", "Tomasz Wolski")
    for name in ("Daniel Okoro", "Tomasz Wolski"):
        person = people[name]
        person.is_active = False
        person.save(update_fields=["is_active"])
    assert on_duty(desk, NOON) == []


def test_on_call_is_by_the_wall_also_when_the_clock_changes(shift, desk):
    nights = pattern("2026-01-01 17:00", "2026-01-02 08:00", "FREQ=DAILY")
    shift("Elin Sand", kind="on_call", pattern=nights)
    march, october = datetime(2026, 3, 29, 6, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert names(on_duty(desk, march)) == []  # 08:00 in summer
    assert names(on_duty(desk, october)) == ["Elin Sand"]  # 07:00 in winter
    assert names(on_duty(desk, march - timedelta(seconds=1))) == ["Elin Sand"]


def test_a_shift_that_was_ended_is_over(shift, desk):
    given = shift("Elin Sand")
    end_shift(given, by=system(), last_on=NOON.date() - timedelta(days=1))
    assert on_duty(desk, NOON) == []
    assert names(on_duty(desk, NOON - timedelta(days=1))) == ["Elin Sand"]


def test_a_role_is_held_by_whoever_has_its_shift(shift):
    shift("Daniel Okoro", "", role="IC")
    assert names(on_duty("IC", NOON)) == ["Daniel Okoro"]
    assert names(on_duty_for("IC", Scope(), NOON)) == ["Daniel Okoro"]


def test_where_nobody_is_on_duty_everybody_with_the_role_is(shift, people):
    shift("Daniel Okoro", "", role="IC")
    assert names(on_duty_for("IC", Scope(), NIGHT)) == ["Sofia Berg"]
    assert names(on_duty_for("IR", Scope(), NOON)) == [
        *("Amir Haddad", "Maja Lindqvist", "Priya Nair", "Tomasz Wolski")
    ]


def test_a_shift_of_the_cases_team_comes_first_and_anothers_not_at_all(shift, desk):
    shift("Sofia Berg", "", role="IC")
    shift("Daniel Okoro", "service-desk", role="IC", rank=2)
    shift("Maja Lindqvist", "applications", role="IC")
    found = on_duty_for("IC", Scope(team=desk.pk), NOON)
    assert names(found) == ["Daniel Okoro", "Sofia Berg"]


def test_a_role_for_one_service_serves_that_service_alone(people):
    Grant.objects.filter(role="SO").delete()
    first, second = Service.objects.order_by("pk").values_list("pk", flat=True)[:2]
    for name, key in (("Priya Nair", first), ("Amir Haddad", second)):
        grant_role(people[name], by=system(), role="SO", scope="service", scope_id=key)
    assert names(on_duty_for("SO", Scope(service=first), NOON)) == ["Priya Nair"]
    assert on_duty_for("SO", Scope(), NOON) == []


@pytest.mark.parametrize(
    ("deputy", "expected"), [("", ["Sofia Berg"]), ("Henrik Vall", ["Henrik Vall"])]
)
def test_who_holds_a_role_alone_is_named_even_away_unless_somebody_stands_in(
    away, deputy, expected
):
    away("Sofia Berg", deputy)
    assert names(on_duty_for("IC", Scope(), NOON)) == expected


def test_whoever_is_here_with_room_takes_work(people, away):
    known = [people[name] for name in ("Elin Sand", "Daniel Okoro", "Maja Lindqvist", "Priya Nair")]
    elin, daniel, _maja, _priya = known
    set_presence(elin, by=elin, state="here", capacity=5)
    set_presence(daniel, by=daniel, state="not_taking")
    away("Priya Nair", "Elin Sand")
    assert names(takes_work(known, NOON, {elin.pk: 4})) == ["Elin Sand", "Maja Lindqvist"]
    assert names(takes_work(known, NOON, {elin.pk: 5})) == ["Maja Lindqvist"]


def test_asking_who_takes_work_is_one_question(people, django_assert_num_queries):
    known = [people["Elin Sand"], people["Daniel Okoro"]]
    with django_assert_num_queries(1):
        takes_work(known, NOON)


def test_whoever_has_several_shifts_at_once_is_named_once(shift, desk):
    shift("Elin Sand", rank=2)
    shift("Daniel Okoro", rank=2)
    shift("Elin Sand")
    assert names(on_duty(desk, NOON)) == ["Elin Sand", "Daniel Okoro"]


def test_every_post_says_who_is_there_and_until_when_in_one_question(
    shift, away, django_assert_num_queries
):
    shift("Elin Sand")
    shift("Daniel Okoro", rank=2)
    shift("Maja Lindqvist", "applications", kind="on_call")
    shift("Priya Nair", "workplace")
    shift("Sofia Berg", "", role="IC")
    away("Maja Lindqvist", deputy="Tomasz Wolski")
    away("Priya Nair")
    away("Daniel Okoro", moment=NOON + timedelta(hours=5))
    with django_assert_num_queries(1):
        posts = there_now(NOON)
    there = {post.name: post.there for post in posts}
    assert {name: names(post.people) for name, post in zip(there, posts, strict=True)} == {
        "Service desk": ["Elin Sand", "Daniel Okoro"],
        "Applications": ["Tomasz Wolski"],
        "Workplace": [],
        "Incident coordinator": ["Sofia Berg"],
    }
    five, hour = datetime(2026, 11, 24, 16, tzinfo=UTC), timedelta(hours=1)
    elin, daniel = there["Service desk"]
    assert (elin.until, daniel.until) == (five, NOON + hour)
    (tomasz,) = there["Applications"]
    assert (tomasz.until, tomasz.is_on_call, tomasz.instead_of.name) == (
        NOON + 4 * hour,
        True,
        "Maja Lindqvist",
    )


def test_a_post_of_somebody_who_left_stands_empty(shift):
    given = shift("Elin Sand")
    Person.objects.filter(pk=given.person_id).update(is_active=False)
    assert [(post.name, post.there) for post in there_now(NOON)] == [("Service desk", [])]
