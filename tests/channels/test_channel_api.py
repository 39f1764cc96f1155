"""Channels kept by machines: a secret is taken and never told again."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.channels.base import opened
from spoc.channels.models import Channel
from spoc.people.activities import change_person
from spoc.people.models import Community, Team

SECRET = "a secret of the mailbox"
TOLD = {
    "host": "imap.norrvikhospital.example",
    "port": "993",
    "security": "tls",
    "user": "it@norrvikhospital.example",
    "password": SECRET,
    "folder": "INBOX",
    "after": "seen",
}
MAILBOX = {"kind": "email", "name": "Hospital mailbox", "settings": TOLD}


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


@pytest.fixture
def asa(machine, people):
    """The administrator's machine, in English."""
    change_person(people["Åsa Ekman"], by=people["Åsa Ekman"], language="en")
    return machine("Åsa Ekman")


def test_a_channel_is_opened_read_changed_and_closed_and_its_secret_never_told(asa, people):
    team, sofia = Team.objects.get(key="service-desk"), people["Sofia Berg"]
    whose = {"community": Community.objects.get(key="hospital").pk, "team": team.pk}
    made = asa.post("/channels", MAILBOX | whose | {"owner": sofia.pk})
    at = f"/channels/{made.json()['id']}"
    assert (made.status_code, made.json()["secrets"]) == (201, ["password"])
    assert made.json().items() >= (whose | {"owner": sofia.pk, "is_on": True}).items()
    assert made.json()["settings"] == {k: v for k, v in TOLD.items() if k != "password"}
    kept = Channel.objects.get(name="Hospital mailbox")
    said = TOLD | {"folder": "IT"}
    del said["password"]
    changed = asa.send("PUT", at, {"name": "Mailbox", "settings": said})
    assert (changed.status_code, changed.json()["team"]) == (200, None)
    switched = asa.send("PUT", f"{at}/switch", {"is_on": False})
    assert switched.json()["is_on"] is False
    for answer in (made, changed, switched, asa.get(at), asa.get("/channels")):
        assert SECRET not in answer.content.decode()
        assert kept.settings["password"] not in answer.content.decode()
    kept.refresh_from_db()
    assert opened(kept).told["password"] == SECRET
    assert opened(kept).told["folder"] == "IT"


def test_a_secret_is_sent_anew_where_the_address_is_another(asa):
    made = asa.post("/channels", MAILBOX).json()
    said = {k: v for k, v in TOLD.items() if k != "password"} | {"host": "mail.eve.example"}
    refused = asa.send("PUT", f"/channels/{made['id']}", {"name": "x", "settings": said})
    assert (refused.status_code, [*refused.json()["errors"]]) == (422, ["password"])
    said["password"] = "another"
    again = asa.send("PUT", f"/channels/{made['id']}", {"name": "x", "settings": said})
    assert (again.status_code, again.json()["settings"]["host"]) == (200, "mail.eve.example")


def test_null_forgets_a_secret_that_can_be_left_out_and_no_other(asa):
    told = {"host": "smtp.norrvik.example", "port": "587", "security": "starttls"}
    body = {"kind": "smtp", "name": "Out", "settings": told | {"password": SECRET}}
    at = f"/channels/{asa.post('/channels', body).json()['id']}"
    for value, left in (("", ["password"]), (None, [])):
        kept = asa.send("PUT", at, {"name": "Out", "settings": told | {"password": value}})
        assert (kept.status_code, kept.json()["secrets"]) == (200, left)
    mailbox = asa.post("/channels", MAILBOX).json()["id"]
    none = {"name": "x", "settings": TOLD | {"password": None}}
    refused = asa.send("PUT", f"/channels/{mailbox}", none)
    assert (refused.status_code, [*refused.json()["errors"]]) == (422, ["password"])


def test_which_kinds_there_are_is_told_with_what_each_asks(asa):
    kinds = {each["key"]: each for each in asa.get("/channel-kinds").json()}
    mailbox = {each["key"]: each for each in kinds["email"]["settings"]}
    assert mailbox["password"]["is_secret"]
    assert "tls" in mailbox["security"]["choices"]
    assert kinds["smtp"]["is_way_out"]


def test_where_others_send_to_it_is_told_and_it_is_tried(asa):
    told = {"secret": "a secret of the monitoring"}
    made = asa.post("/channels", {"kind": "events", "name": "Monitoring", "settings": told}).json()
    mark = Channel.objects.get(name="Monitoring").mark
    assert made["address"].endswith(f"/in/{mark}")
    tried = asa.post(f"/channels/{made['id']}/test")
    assert (tried.status_code, tried.json()) == (200, {"problem": ""})


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "pigeon"}, "kind"),
        ({"name": " "}, "name"),
        ({"team": 999_999}, "team"),
        ({"owner": 999_999}, "owner"),
        ({"settings": TOLD | {"port": "imap"}}, "port"),
        ({"settings": TOLD | {"port": "²"}}, "port"),
        ({"settings": TOLD | {"security": "ssl"}}, "security"),
        ({"settings": {}}, "host"),
    ],
)
def test_what_cannot_work_is_refused_by_name(asa, said, field):
    answer = asa.post("/channels", MAILBOX | said)
    assert (answer.status_code, field in answer.json()["errors"]) == (422, True)
    assert not Channel.objects.filter(name="Hospital mailbox").exists()


def test_a_name_is_given_once(asa):
    asa.post("/channels", MAILBOX)
    answer = asa.post("/channels", MAILBOX)
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["name"])


def test_a_way_out_has_neither_queue_nor_hours(asa):
    team = Team.objects.get(key="service-desk").pk
    told = {"host": "smtp.norrvik.example", "port": "587", "security": "starttls"}
    body = {"kind": "smtp", "name": "Out", "settings": told}
    answer = asa.post("/channels", body | {"team": team})
    assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["team"])


@pytest.mark.parametrize("name", ["Karin Holm", "Elin Sand"])
def test_who_does_not_look_after_channels_learns_of_none(asa, machine, name):
    at = f"/channels/{asa.post('/channels', MAILBOX).json()['id']}"
    other = machine(name)
    assert other.get("/channels").json()["items"] == []
    assert other.get(at).status_code == 404
    for method, address, body in (
        ("GET", "/channel-kinds", None),
        ("POST", "/channels", MAILBOX),
        ("PUT", at, {"name": "Mine"}),
        ("PUT", f"{at}/switch", {"is_on": False}),
        ("POST", f"{at}/test", None),
    ):
        assert (address, other.send(method, address, body).status_code) == (address, 403)
    assert asa.get(at).json()["is_on"]


def test_its_owner_sees_how_it_is_and_not_what_it_is_told(asa, machine, people):
    owned = MAILBOX | {"owner": people["Sofia Berg"].pk}
    at = f"/channels/{asa.post('/channels', owned).json()['id']}"
    sofia = machine("Sofia Berg")
    seen = sofia.get(at).json()
    assert (seen["name"], seen["settings"], seen["secrets"]) == ("Hospital mailbox", {}, [])
    assert sofia.send("PUT", f"{at}/switch", {"is_on": False}).status_code == 403
