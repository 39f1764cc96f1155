"""A real OpenLDAP: passwords reset, accounts unlocked, groups joined and left, over TLS."""

from collections.abc import Iterator

import pytest
from ldap3 import ALL_ATTRIBUTES, SIMPLE, Connection, Server

from spoc.people.models import Person
from spoc.workflow.base import Errand
from spoc.workflow.kinds.directory import Directory
from tests.floor.debian import only_when_asked
from tests.floor.directory import (
    ASA,
    KARIN,
    MANAGER,
    OLD,
    PASSWORD,
    PRINTERS,
    RealDirectory,
    directory,
)

only_when_asked("tests/journeys/test_real_directory.py")

ERRAND = Errand(Person(name="Spoc"))
ACCOUNT = "karin.holm@norrvikhospital.example"


@pytest.fixture(scope="module")
def real() -> Iterator[RealDirectory]:
    """The directory, for all that is tried here."""
    with directory() as opened:
        yield opened


def run(real: RealDirectory, does: str, account: str = ACCOUNT, **inputs: str):
    """Do one thing, as a process would ask for it."""
    kind = Directory(real.told(does=does))
    return kind.run({"account": account, **inputs}, key="k", errand=ERRAND)


def lets_in(real: RealDirectory, name: str, password: str) -> bool:
    """Tell whether somebody is let in with a password."""
    server = Server("127.0.0.1", port=real.port)
    with_password = Connection(server, user=name, password=password, authentication=SIMPLE)
    try:
        return bool(with_password.bind())
    finally:
        with_password.unbind()


def kept(real: RealDirectory, name: str) -> dict[str, list[str]]:
    """Return what the directory keeps of an entry."""
    server = Server("127.0.0.1", port=real.port)
    with Connection(server, user=MANAGER, password=PASSWORD, auto_bind=True) as asked:
        asked.search(name, "(objectClass=*)", "BASE", attributes=[ALL_ATTRIBUTES, "+"])
        return dict(asked.entries[0].entry_attributes_as_dict)


def test_the_settings_are_tried(real):
    Directory(real.told()).check()
    with pytest.raises(OSError, match="does not let this account in"):
        Directory(real.told(password="another")).check()
    with pytest.raises(OSError, match="refused"):
        Directory(real.told(base="ou=nobody,dc=norrvik,dc=example")).check()


def test_whom_nobody_vouches_for_is_not_spoken_to(real):
    with pytest.raises(OSError, match="does not"):
        Directory(real.told(authority="")).check()


def test_a_password_is_reset_and_the_old_one_lets_nobody_in(real):
    outcome = run(real, "reset")
    assert (outcome.is_done, outcome.result) == (True, {"account": KARIN})
    assert lets_in(real, KARIN, outcome.secret)
    assert not lets_in(real, KARIN, OLD)
    assert kept(real, KARIN)["userPassword"][0].startswith(b"{SSHA}")


def test_what_the_policy_of_the_directory_refuses_is_said(real):
    outcome = run(real, "reset", password="short")
    assert (outcome.is_done, outcome.may_retry, outcome.secret) == (False, False, "")
    assert "refused" in outcome.problem


def test_an_account_is_unlocked(real):
    password = run(real, "reset").secret
    for _each in range(3):
        assert not lets_in(real, KARIN, "wrong")
    assert not lets_in(real, KARIN, password), "it is locked"
    for _turn in range(2):
        assert run(real, "unlock").is_done
    assert lets_in(real, KARIN, password)


def test_a_group_is_joined_and_left_and_twice_is_as_once(real):
    for _turn in range(2):
        assert run(real, "join", group="printers").is_done
    assert kept(real, PRINTERS)["member"] == [ASA, KARIN]
    for _turn in range(2):
        assert run(real, "leave", group="printers").is_done
    assert kept(real, PRINTERS)["member"] == [ASA]


@pytest.mark.parametrize("account", ["*", "nobody", "karin)(objectClass=*", "asa"])
def test_nobody_else_is_touched(real, account):
    outcome = run(real, "reset", account=account)
    assert (outcome.is_done, outcome.may_retry) == (False, False)
    assert lets_in(real, ASA, OLD)
