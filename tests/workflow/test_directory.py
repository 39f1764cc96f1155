"""A directory of accounts, as ldap3 plays one: what is changed, and what is never touched."""

import pytest
from ldap3 import MOCK_SYNC, NONE, Connection, Server

from spoc.people.models import Person
from spoc.workflow import ldap_session
from spoc.workflow.base import Errand
from spoc.workflow.kinds.directory import Directory
from spoc.workflow.rules.directory import LENGTH

ERRAND = Errand(Person(name="Spoc"))
BASE = "ou=people,dc=norrvik,dc=example"
KARIN, ASA = f"cn=karin,{BASE}", f"cn=asa,{BASE}"
GROUP = "cn=printers,ou=groups,dc=norrvik,dc=example"
TOLD = {
    "sort": "ad",
    "host": "ldap.norrvik.example",
    "user": "cn=spoc,dc=norrvik,dc=example",
    "password": "hush",
    "base": BASE,
    "groups": "ou=groups,dc=norrvik,dc=example",
}


@pytest.fixture
def directory(monkeypatch):
    """A directory with Karin, an administrator called Åsa, and a group."""
    server = Server("mock", get_info=NONE)
    connection = Connection(server, user=TOLD["user"], password="hush", client_strategy=MOCK_SYNC)
    entries = {
        TOLD["user"]: {"userPassword": "hush", "sn": "spoc", "objectClass": "person"},
        KARIN: {"uid": "karin", "mail": "karin@norrvik.example", "objectClass": "person"},
        ASA: {"uid": "asa", "mail": "asa@norrvik.example", "adminCount": "1"},
        GROUP: {"cn": "printers", "member": [ASA], "objectClass": "groupOfNames"},
    }
    for name, values in entries.items():
        connection.strategy.add_entry(name, values)
    monkeypatch.setattr(ldap_session, "connected", lambda told: connection)
    return connection


def run(does: str, **inputs):
    """Do one thing, as a process would ask for it."""
    return Directory({**TOLD, "does": does}).run(inputs, key="k", errand=ERRAND)


def kept(directory: Connection, name: str) -> dict[str, list[bytes]]:
    """Return what the directory keeps of an entry."""
    return {key.lower(): value for key, value in directory.server.dit[name].items()}


def test_a_password_is_reset_to_a_new_one_that_is_to_be_changed(directory):
    outcome = run("reset", account="karin@norrvik.example")
    assert (outcome.is_done, outcome.result) == (True, {"account": KARIN})
    assert len(outcome.secret) == LENGTH
    assert outcome.secret not in outcome.log
    found = kept(directory, KARIN)
    assert found["unicodepwd"] == [f'"{outcome.secret}"'.encode("utf-16-le")]
    assert (found["pwdlastset"], found["lockouttime"]) == ([b"0"], [b"0"])


def test_a_given_password_is_the_one_that_is_set(directory):
    assert run("reset", account="karin", password="Given-1-word").secret == "Given-1-word"


def test_openldap_is_asked_in_its_own_way(directory, monkeypatch):
    asked = []
    standard = directory.extend.standard

    def modify_password(name, new_password):
        asked.append((name, new_password))
        return True

    monkeypatch.setattr(standard, "modify_password", modify_password)
    told = {**TOLD, "sort": "openldap", "does": "reset"}
    outcome = Directory(told).run({"account": "karin"}, key="k", errand=ERRAND)
    assert (outcome.is_done, asked) == (True, [(KARIN, outcome.secret)])


def test_an_account_is_unlocked(directory):
    assert run("unlock", account="karin").is_done
    assert kept(directory, KARIN)["lockouttime"] == [b"0"]


def test_a_group_is_joined_and_left(directory):
    assert run("join", account="karin", group="printers").is_done
    assert kept(directory, GROUP)["member"] == [ASA.encode(), KARIN.encode()]
    assert run("leave", account="karin", group="printers").is_done
    assert KARIN.encode() not in kept(directory, GROUP)["member"]


@pytest.mark.parametrize(
    ("does", "inputs", "said"),
    [
        ("reset", {"account": "nobody"}, "no such account"),
        ("reset", {"account": "*"}, "no such account"),
        ("reset", {"account": "karin)(uid=asa"}, "no such account"),
        ("reset", {"account": "asa"}, "never touched"),
        ("unlock", {"account": "asa"}, "never touched"),
        ("join", {"account": "karin", "group": "wizards"}, "no such group"),
        ("join", {"account": "karin", "group": "*"}, "no such group"),
    ],
)
def test_what_is_not_meant_is_not_done(directory, does, inputs, said):
    before = {name: dict(values) for name, values in directory.server.dit.items()}
    outcome = run(does, **inputs)
    assert (outcome.is_done, outcome.may_retry) == (False, False)
    assert said in outcome.problem
    assert {name: dict(values) for name, values in directory.server.dit.items()} == before


def test_a_directory_that_does_not_answer_is_asked_again():
    told = {**TOLD, "host": "127.0.0.1", "port": "1", "security": "none"}
    outcome = Directory(told).run({"account": "karin"}, key="k", errand=ERRAND)
    assert (outcome.is_done, outcome.may_retry) == (False, True)
    with pytest.raises(OSError, match="does not answer"):
        Directory(told).check()


def test_a_check_changes_nothing(directory):
    before = {name: dict(values) for name, values in directory.server.dit.items()}
    directory.strategy.add_entry(BASE, {"ou": "people", "objectClass": "organizationalUnit"})
    Directory(TOLD).check()
    del directory.server.dit[BASE]
    assert {name: dict(values) for name, values in directory.server.dit.items()} == before


def test_an_account_of_its_own_that_is_wrong_is_said(directory, monkeypatch):
    monkeypatch.setattr(directory, "bind", lambda: False)
    outcome = run("reset", account="karin")
    assert (outcome.is_done, outcome.may_retry) == (False, False)
    assert "does not let this account in" in outcome.problem


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"port": "ldap"}, "port"),
        ({"security": "none"}, "security"),
        ({"account": "(uid=karin)"}, "account"),
        ({"account": "uid={account}"}, "account"),
        ({"never": "adminCount=1"}, "never"),
        ({"does": "join", "groups": ""}, "groups"),
        ({"does": "join", "group": "cn"}, "group"),
    ],
)
def test_what_cannot_work_is_said_beside_its_field(told, field):
    assert [*Directory({**TOLD, **told}).missing()] == [field]
    assert Directory(TOLD).missing() == {}


def test_it_says_what_it_is_given():
    wanted = {
        does: [each.key for each in Directory({**TOLD, "does": does}).wanted()]
        for does in ("reset", "unlock", "join")
    }
    assert wanted == {
        "reset": ["account", "password"],
        "unlock": ["account"],
        "join": ["account", "group"],
    }
