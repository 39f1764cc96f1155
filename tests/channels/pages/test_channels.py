"""The mailboxes, as an administrator sees them."""

import re

import pytest

from spoc.audit.queries import story
from spoc.channels.base import opened
from spoc.channels.models import Channel
from spoc.people.activities import change_person

TOLD = {
    "name": "Hospital mailbox",
    "host": "imap.norrvikhospital.example",
    "port": "993",
    "security": "tls",
    "user": "it@norrvikhospital.example",
    "password": "a secret of the mailbox",
    "folder": "INBOX",
    "after": "seen",
}


@pytest.fixture
def mailbox(asa):
    """A mailbox as an administrator opened it."""
    asa.post("/settings/channels/new/email", TOLD)
    return Channel.objects.get(name="Hospital mailbox")


def test_the_form_asks_what_the_kind_asks(asa):
    page = asa.get("/settings/channels/new/email").content.decode()
    for words in ("Server", "Port", "Folder", "When a letter is kept"):
        assert words in page


def test_a_kind_that_is_none_is_not_found(asa):
    assert asa.get("/settings/channels/new/pigeon").status_code == 404


def test_a_secret_is_kept_encrypted_and_never_shown(asa, mailbox):
    assert "a secret" not in str(mailbox.settings)
    assert opened(mailbox).told["password"] == "a secret of the mailbox"
    for place in ("/settings/channels", f"/settings/channels/{mailbox.pk}"):
        page = asa.get(place).content.decode()
        assert "a secret" not in page
        assert mailbox.settings["password"] not in page


def test_a_secret_left_empty_stays(asa, mailbox):
    changed = TOLD | {"password": "", "folder": "IT"}
    asa.post(f"/settings/channels/{mailbox.pk}", changed)
    mailbox.refresh_from_db()
    assert opened(mailbox).told["password"] == "a secret of the mailbox"
    assert mailbox.settings["folder"] == "IT"
    assert story(mailbox).last().kind == "channel.changed"


@pytest.mark.parametrize("moved", [{"host": "mail.eve.example"}, {"port": "994"}])
def test_a_secret_does_not_go_along_to_another_server(asa, mailbox, moved):
    place = f"/settings/channels/{mailbox.pk}"
    refused = asa.post(place, TOLD | {"password": ""} | moved)
    assert refused.status_code == 422
    assert "It is at another address now: enter its secrets anew." in refused.content.decode()
    mailbox.refresh_from_db()
    assert mailbox.settings["host"] == TOLD["host"]
    asa.post(place, TOLD | {"password": "another secret"} | moved)
    mailbox.refresh_from_db()
    assert opened(mailbox).told.items() >= ({"password": "another secret"} | moved).items()


def test_a_secret_that_can_be_left_out_is_forgotten_by_a_tick(asa, mailbox):
    told = {"name": "Out", "host": "smtp.norrvik.example", "port": "587", "security": "starttls"}
    asa.post("/settings/channels/new/smtp", told | {"user": "it", "password": "a secret"})
    out = Channel.objects.get(name="Out")
    place = f"/settings/channels/{out.pk}"
    assert "Forget: Password" in asa.get(place).content.decode()
    assert "Forget: " not in asa.get(f"/settings/channels/{mailbox.pk}").content.decode()
    asa.post(place, told | {"password": "another", "forget_password": "on"})
    out.refresh_from_db()
    assert opened(out).told["password"] == "another"
    asa.post(place, told | {"password": "", "forget_password": "on"})
    out.refresh_from_db()
    assert opened(out).told["password"] == ""
    assert "Forget: " not in asa.get(place).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("host", "", "This field is required."),
        ("port", "imap", "Write a number, such as 993."),
        ("password", "", "This field is required."),
        ("security", "ssl", "“ssl” is not one of the choices: choose another."),
        ("after", "Archive", "“Archive” is not one of the choices: choose another."),
        ("after", "move", "Name the folder in the mailbox that letters are moved to."),
    ],
)
def test_what_cannot_work_is_said_beside_its_field(asa, field, value, said):
    response = asa.post("/settings/channels/new/email", TOLD | {field: value})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["TLS from the start", "Mark it as read", "Move it to another folder"]), ("sv", [])],
)
def test_what_can_be_chosen_is_a_list_in_words(asa, people, language, words):
    change_person(people["Åsa Ekman"], by=people["Åsa Ekman"], language=language)
    page = asa.get("/settings/channels/new/email").content.decode()
    for name, values in (("security", "tls starttls none"), ("after", "seen move delete")):
        control = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
        assert re.findall(r'value="(\w+)"', control) == values.split()
    for each in words:
        assert each in page


def test_a_value_that_is_no_choice_any_more_is_shown_and_refused_until_it_is_replaced(asa, mailbox):
    mailbox.settings["after"] = "Archive"
    mailbox.save(update_fields=["settings"])
    place = f"/settings/channels/{mailbox.pk}"
    assert '<option value="Archive" selected>Archive</option>' in asa.get(place).content.decode()
    refused = asa.post(place, TOLD | {"password": "", "after": "Archive"})
    assert refused.status_code == 422
    asa.post(place, TOLD | {"password": "", "after": "move", "moved_to": "Archive"})
    mailbox.refresh_from_db()
    assert opened(mailbox).told["moved_to"] == "Archive"


def test_a_name_is_one_channels_only(asa, mailbox):
    response = asa.post("/settings/channels/new/email", TOLD)
    assert response.status_code == 422
    assert "a name that no other has" in response.content.decode()


def test_a_test_says_what_stands_in_the_way(asa):
    nobody_listens = TOLD | {"host": "127.0.0.1", "port": "1", "security": "none"}
    asa.post("/settings/channels/new/email", nobody_listens)
    mailbox = Channel.objects.get()
    page = asa.post(f"/settings/channels/{mailbox.pk}/check", follow=True).content.decode()
    assert "Hospital mailbox does not work:" in page
    assert "the server refused the connection. Is it the right server and port?" in page
    mailbox.refresh_from_db()
    assert "refused" in mailbox.problem


def test_a_channel_is_closed_and_opened(asa, mailbox):
    asa.post(f"/settings/channels/{mailbox.pk}/switching")
    mailbox.refresh_from_db()
    assert not mailbox.is_on
    asa.post(f"/settings/channels/{mailbox.pk}/switching", {"is_on": "yes"})
    mailbox.refresh_from_db()
    assert mailbox.is_on


def test_where_there_is_no_mailbox_the_page_says_what_that_means(asa):
    assert "No channel yet" in asa.get("/settings/channels").content.decode()


def test_an_agent_changes_no_channel(client_of, mailbox):
    elin = client_of("Elin Sand")
    assert elin.post(f"/settings/channels/{mailbox.pk}", TOLD).status_code == 403
    assert elin.post(f"/settings/channels/{mailbox.pk}/check").status_code == 403
