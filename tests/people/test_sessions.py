"""Who is signed in is read with the session, of which alone it is known whose it is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Plain
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spoc.kit.time import at, now
from spoc.people import sessions
from spoc.people.models import Grant, Person
from spoc.people.sessions import Owners

HERE = '<span class="name">{}</span>'


@pytest.fixture
def visitor(people):
    """Return somebody signed in whose pages this process has read before."""
    visitor = Client()
    visitor.force_login(people["Elin Sand"])
    assert named(visitor) == "Elin Sand"
    return visitor


def named(visitor):
    """Return who the page says it is drawn for; nothing where it asks to sign in."""
    answer = visitor.get("/profile")
    if answer.status_code == 302:
        return None
    said = answer.content.decode()
    return next(name for name in ("Elin Sand", "Lena Falk") if HERE.format(name) in said)


def row_of(visitor):
    return Session.objects.filter(session_key=visitor.session.session_key)


def test_session_and_person_are_read_in_one_statement(visitor):
    with CaptureQueriesContext(connection) as asked:
        assert named(visitor) == "Elin Sand"
    words = [each["sql"] for each in asked]
    assert sum("django_session" in each for each in words) == 1
    assert "django_session" in words[0]
    assert '"people_person"."id"' in words[0]
    assert not any('WHERE ("people_person"."is_active" AND' in each for each in words[1:])


def test_a_session_that_became_somebody_elses_is_theirs(visitor, people):
    other = people["Lena Falk"]
    told = Plain(visitor.session.session_key).load()
    told |= {SESSION_KEY: str(other.pk), HASH_SESSION_KEY: other.get_session_auth_hash()}
    row_of(visitor).update(session_data=Plain().encode(told))
    assert named(visitor) == "Lena Falk"
    assert named(visitor) == "Lena Falk"


@pytest.mark.parametrize("came_in", ["ended", "expired", "left", "new password"])
def test_what_ends_a_session_ends_it_at_once(visitor, people, came_in):
    person = people["Elin Sand"]
    if came_in == "ended":
        row_of(visitor).delete()
    elif came_in == "expired":
        row_of(visitor).update(expire_date=now() - timedelta(seconds=1))
    elif came_in == "left":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    else:
        person.set_password("a quiet harbour in spring")
        person.save()
    assert named(visitor) is None


def test_a_session_lasts_no_longer_than_it_says(visitor):
    with at(now() + timedelta(days=15)):
        assert named(visitor) is None


def test_what_a_person_may_is_read_with_each_page(visitor, people):
    assert visitor.get("/settings/access").status_code == 403
    Grant.objects.create(person=people["Elin Sand"], role="AD", granted_at=now())
    assert visitor.get("/settings/access").status_code == 200


def test_a_person_is_taken_from_one_page_only_once(visitor, people):
    pk = people["Elin Sand"].pk
    sessions.SessionStore(visitor.session.session_key).load()
    assert sessions.who_came_along(pk).pk == pk
    assert sessions.who_came_along(pk) is None


def test_nobody_is_taken_for_another(visitor, people):
    sessions.SessionStore(visitor.session.session_key).load()
    assert sessions.who_came_along(people["Lena Falk"].pk) is None


def test_who_was_left_unread_is_nobody_later(visitor, people):
    pk = people["Elin Sand"].pk
    sessions.SessionStore(visitor.session.session_key).load()
    sessions.SessionStore("nothing").load()
    assert sessions.who_came_along(pk) is None


def test_only_the_last_are_remembered(monkeypatch):
    monkeypatch.setattr(sessions, "MOST_KNOWN", 2)
    owners = Owners()
    for key, owner in (("a", 1), ("b", 2), ("a", 1), ("c", 3)):
        owners.note(key, owner)
    assert [owners.get(key) for key in "abc"] == [1, None, 3]
    owners.forget("a")
    assert owners.get("a") is None


def test_many_threads_remember_at_once(monkeypatch):
    monkeypatch.setattr(sessions, "MOST_KNOWN", 5)
    owners = Owners()

    def load(thread):
        for nth in range(5_000):
            owners.note(f"{thread}-{nth}", nth)
            owners.forget(f"{thread}-{nth - 1}")
            owners.get(f"{1 - thread}-{nth}")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(load, range(2)))


def test_who_just_signed_in_is_known_from_the_first_page_on(people):
    visitor = Client()
    visitor.force_login(people["Elin Sand"])
    with CaptureQueriesContext(connection) as asked:
        assert named(visitor) == "Elin Sand"
    assert sum("session" in each["sql"] for each in asked) == 1
