"""The ways in: the first administrator's link, passwords, and keys for machines."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.core import signing
from django.db import connections

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.activities import (
    add_address,
    change_person,
    first_administrator_link,
    issue_token,
    open_first_door,
    revoke_token,
    set_password,
)
from spoc.people.activities.doors import holder_of
from spoc.people.models import Grant, Token
from spoc.people.queries import by_mail, first_mail

GOOD = "a quiet harbour in spring"


@pytest.fixture
def nobody_looks_after_it(db):
    Grant.objects.filter(role="AD").delete()


def word():
    return first_administrator_link().rpartition("/")[2]


def opened(word, mail="first@norrvik.example"):
    return open_first_door(word, name="First One", mail=mail, password=GOOD)


def test_the_first_administrator_comes_in_by_the_link(nobody_looks_after_it):
    first = opened(word())
    assert first.is_administrator
    assert first.check_password(GOOD)
    assert first_administrator_link() is None


def test_the_link_serves_once(nobody_looks_after_it):
    link = word()
    opened(link)
    with pytest.raises(NotAllowed):
        opened(link, mail="second@norrvik.example")
    assert by_mail("second@norrvik.example") is None


def test_there_is_no_link_once_somebody_looks_after_it(db):
    assert first_administrator_link() is None


@pytest.mark.commits
def test_of_two_who_come_at_once_one_is_the_first(nobody_looks_after_it):
    link = word()

    def come(number):
        try:
            return opened(link, mail=f"first{number}@norrvik.example").is_administrator
        except NotAllowed:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(come, range(4))) == [False, False, False, True]


@pytest.mark.parametrize("forged", ["", "x", "spoc:1tZ:zzzz"])
def test_a_forged_link_opens_nothing(nobody_looks_after_it, forged):
    with pytest.raises(NotAllowed):
        opened(forged)


def test_a_word_signed_for_something_else_opens_nothing(nobody_looks_after_it):
    with pytest.raises(NotAllowed):
        opened(signing.dumps("x", salt="spoc.requests.follow"))


def test_a_link_is_good_for_a_day(nobody_looks_after_it, monkeypatch):
    link = word()
    day_later = signing.time.time() + timedelta(hours=24, seconds=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: day_later)
    with pytest.raises(NotAllowed):
        opened(link)


def test_a_weak_password_opens_no_door(nobody_looks_after_it):
    with pytest.raises(NotPossible) as refused:
        open_first_door(word(), name="First", mail="f@norrvik.example", password="1234567890")
    assert "password" in refused.value.fields
    assert by_mail("f@norrvik.example") is None


def test_mail_and_password_let_a_person_in(people):
    karin = people["Karin Holm"]
    set_password(karin, by=karin, password=GOOD)
    mail = first_mail(karin)
    assert authenticate(None, email=mail.upper(), password=GOOD) == karin
    assert authenticate(None, email=mail, password="wrong") is None
    assert authenticate(None, email="nobody@norrvik.example", password=GOOD) is None


def test_an_address_that_was_not_proven_lets_nobody_in(people):
    karin = people["Karin Holm"]
    set_password(karin, by=karin, password=GOOD)
    add_address(karin, by=people["Elin Sand"], kind="mail", value="k@home.example")
    assert authenticate(None, email="k@home.example", password=GOOD) is None


def test_who_was_shut_out_stays_out(people):
    karin = people["Karin Holm"]
    set_password(karin, by=karin, password=GOOD)
    change_person(karin, by=people["Åsa Ekman"], is_active=False)
    assert authenticate(None, email=first_mail(karin), password=GOOD) is None


def test_only_oneself_or_an_administrator_sets_a_password(people):
    set_password(people["Karin Holm"], by=people["Åsa Ekman"], password=GOOD)
    with pytest.raises(NotAllowed):
        set_password(people["Karin Holm"], by=people["Elin Sand"], password=GOOD)


def test_a_token_acts_as_its_person_and_only_its_hash_is_kept(people):
    token, secret = issue_token(
        people["Elin Sand"], by=people["Elin Sand"], name="monitor", scopes=["read"]
    )
    assert holder_of(secret) == token
    assert holder_of(secret).used_on == now().date()
    assert secret not in str(Token.objects.values())
    assert holder_of(secret + "x") is None
    assert holder_of("") is None


def test_a_revoked_token_opens_nothing(people):
    elin = people["Elin Sand"]
    token, secret = issue_token(elin, by=elin, name="old", scopes=["read", "write"])
    with pytest.raises(NotAllowed):
        revoke_token(token, by=people["Karin Holm"])
    revoke_token(token, by=people["Åsa Ekman"])
    assert holder_of(secret) is None


def test_a_token_ends_at_its_time(people):
    elin, end = people["Elin Sand"], now() + timedelta(days=30)
    _token, secret = issue_token(elin, by=elin, name="n", scopes=["read"], expires_at=end)
    with at(end - timedelta(seconds=1)):
        assert holder_of(secret)
    with at(end):
        assert holder_of(secret) is None


def test_the_token_of_somebody_shut_out_opens_nothing(people):
    elin = people["Elin Sand"]
    _token, secret = issue_token(elin, by=elin, name="n", scopes=["read"])
    change_person(elin, by=people["Åsa Ekman"], is_active=False)
    assert holder_of(secret) is None


@pytest.mark.parametrize("scopes", [[], ["all"], ["read", "root"]])
def test_a_token_has_scopes_there_are(people, scopes):
    with pytest.raises(NotPossible):
        issue_token(people["Elin Sand"], by=people["Elin Sand"], name="n", scopes=scopes)


def test_nobody_issues_a_token_for_somebody_else(people):
    with pytest.raises(NotAllowed):
        issue_token(people["Elin Sand"], by=people["Sofia Berg"], name="n", scopes=["read"])
