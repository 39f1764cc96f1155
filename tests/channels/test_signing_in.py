"""Mailboxes of Microsoft 365 and Google: a token lets us in, and is got and kept by itself."""

import json
from datetime import timedelta

import jwt
import pytest
from django.db import connection
from tests.channels.kinds import mail_server, mailbox, token_giver

from spoc.audit.queries import story
from spoc.channels.activities import Draft, add_channel, change_channel, check_channel, post
from spoc.channels.activities.channel import Belonging
from spoc.channels.models import Channel
from spoc.intake.jobs import fetch
from spoc.kit.errors import NotPossible
from spoc.kit.time import at, now

APPLICATION = {"way": "application", "secret": "a secret of the application"}


@pytest.fixture
def giver(tmp_path, monkeypatch):
    """Who gives tokens."""
    with token_giver.giving(tmp_path) as one:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(one.certificate))
        yield one


@pytest.fixture
def box():
    """A mailbox that takes a token."""
    with mailbox.serving() as one:
        one.token = "first"
        yield one


@pytest.fixture
def connect(people, giver, box):
    """Open a channel of a kind: `connect("microsoft365", **told)`."""

    def opened(kind, **told):
        place = {"host": "127.0.0.1", "port": str(box.port), "security": "none"}
        told = {"user": mailbox.USER, **place, **told}
        if kind.startswith("microsoft"):
            known = {"tenant": "norrvik", "client": "a-client", "authority": giver.address}
            told = {**known, **told}
        return add_channel(kind, by=people["Åsa Ekman"], kind=kind, told=told)

    return opened


def problem_of(channel, people) -> str:
    return check_channel(Channel.objects.get(pk=channel.pk), by=people["Åsa Ekman"])


def test_an_application_fetches_with_its_secret(connect, giver, box, letter):
    channel = connect("microsoft365", **APPLICATION)
    giver.gives("first")
    box.put(letter())
    assert fetch(channel) == 1
    [asked] = giver.asked
    assert asked["grant_type"] == "client_credentials"
    assert asked["scope"] == "https://outlook.office365.com/.default"


def test_a_token_is_asked_for_once_while_it_serves(connect, giver, people):
    channel = connect("microsoft365", **APPLICATION)
    giver.gives("first")
    assert [problem_of(channel, people) for _look in range(3)] == ["", "", ""]
    assert len(giver.asked) == 1


def test_a_token_that_ends_is_replaced(connect, giver, box, people):
    channel = connect("microsoft365", **APPLICATION)
    giver.gives("first")
    problem_of(channel, people)
    giver.gives("second")
    box.token = "second"
    with at(now() + timedelta(minutes=59)):
        assert problem_of(channel, people) == ""


def test_what_lets_in_is_encrypted_and_outlives_a_change(connect, giver, people):
    channel = connect("microsoft365", **APPLICATION)
    giver.gives("first-of-all")
    problem_of(channel, people)
    channel.refresh_from_db()
    assert "first-of-all" not in str(channel.settings)
    assert "a secret" not in str(channel.settings)
    told = {**channel.settings, "folder": "INBOX/Help", "secret": ""}
    change_channel(channel, by=people["Åsa Ekman"], told=told, whose=Belonging())
    channel.refresh_from_db()
    assert channel.settings["folder"] == "INBOX/Help"
    assert channel.settings["held"]


def test_what_lets_in_does_not_go_along_to_another_server(connect, giver, people):
    channel = connect("microsoft365", **APPLICATION)
    giver.gives("first-of-all")
    problem_of(channel, people)
    channel.refresh_from_db()
    told = {**channel.settings, "host": "mail.eve.example", "secret": ""}
    with pytest.raises(NotPossible) as refused:
        change_channel(channel, by=people["Åsa Ekman"], told=told, whose=Belonging())
    assert list(refused.value.fields) == ["secret"]
    told["secret"] = "another secret"
    change_channel(channel, by=people["Åsa Ekman"], told=told, whose=Belonging())
    channel.refresh_from_db()
    assert "held" not in channel.settings


def test_a_refusal_is_one_sentence(connect, giver, people):
    channel = connect("microsoft365", **APPLICATION)
    giver.refuses("invalid_client", "AADSTS7000215: Invalid client secret.\nTrace ID: 1")
    said = problem_of(channel, people)
    assert said == "Microsoft refused the sign-in: AADSTS7000215: Invalid client secret."


def test_who_does_not_answer_is_one_sentence(connect, people):
    channel = connect("microsoft365", **APPLICATION, authority="https://127.0.0.1:1")
    assert problem_of(channel, people).startswith("Microsoft does not answer")


def test_a_person_signs_in_with_a_code(connect, giver, people, asa):
    channel = connect("microsoft365")
    assert "nobody has signed in yet" in problem_of(channel, people)
    place = f"/settings/channels/{channel.pk}/signing-in"
    assert "Get a code" in asa.get(place).content.decode()
    page = asa.post(place, follow=True).content.decode()
    assert token_giver.CODE in page and token_giver.ADDRESS in page
    giver.refuses("authorization_pending")
    assert "not entered yet" in asa.post(place, follow=True).content.decode()
    giver.gives("first", refresh_token="a-refresh-token")
    assert "is signed in" in asa.post(place, follow=True).content.decode()
    assert problem_of(channel, people) == ""
    assert story(channel).filter(kind="channel.let_in").exists()
    channel.refresh_from_db()
    assert "a-refresh-token" not in str(channel.settings)


def test_what_a_person_left_serves_again_and_again(connect, giver, box, people, asa):
    channel = connect("microsoft365")
    place = f"/settings/channels/{channel.pk}/signing-in"
    asa.post(place)
    giver.gives("first", refresh_token="refresh-1")
    asa.post(place)
    for number, hours in ((2, 2), (3, 4)):
        box.token = f"access-{number}"
        giver.gives(box.token, refresh_token=f"refresh-{number}")
        with at(now() + timedelta(hours=hours)):
            assert problem_of(channel, people) == ""
        assert giver.asked[-1]["refresh_token"] == f"refresh-{number - 1}"


def test_a_code_that_was_refused_is_said(connect, giver, asa):
    channel = connect("microsoft365")
    place = f"/settings/channels/{channel.pk}/signing-in"
    asa.post(place)
    giver.refuses("authorization_declined", "The person said no.")
    response = asa.post(place)
    assert response.status_code == 422
    assert "The person said no." in response.content.decode()


def test_only_an_administrator_signs_a_channel_in(connect, client_of):
    channel = connect("microsoft365")
    place = f"/settings/channels/{channel.pk}/signing-in"
    assert client_of("Elin Sand").post(place).status_code == 403


@pytest.mark.parametrize("kind", ["microsoft365_out", "google_out"])
def test_letters_leave_with_a_token_too(connect, giver, people, kind):
    with mail_server.serving() as server:
        server.token = "first"
        told = APPLICATION if kind == "microsoft365_out" else {"key": service_key(giver)}
        channel = connect(kind, **told, port=str(server.port))
        giver.gives("first")
        assert problem_of(channel, people) == ""
        server.token = "another"
        assert problem_of(channel, people).startswith("535")


def service_key(giver, **other) -> str:
    _key, text = token_giver.private_key()
    known = {"client_email": "desk@project.example", "private_key": text.decode()}
    return json.dumps({**known, "token_uri": f"{giver.address}/google/token", **other})


def test_google_is_asked_in_the_name_of_the_mailbox(connect, giver, box, letter):
    channel = connect("google", key=service_key(giver))
    giver.gives("first")
    box.put(letter())
    assert fetch(channel) == 1
    [asked] = giver.asked
    claims = jwt.decode(asked["assertion"], options={"verify_signature": False})
    assert (claims["iss"], claims["sub"]) == ("desk@project.example", mailbox.USER)
    assert claims["scope"] == "https://mail.google.com/"


@pytest.mark.parametrize("key", ["no JSON", "[]", "{}", '{"private_key": "x"}'])
def test_what_is_no_key_of_google_is_said(connect, people, key):
    channel = connect("google", key=key)
    assert "not the key of a service account" in problem_of(channel, people)


def test_google_says_why_not(connect, giver, people):
    channel = connect("google", key=service_key(giver))
    giver.refuses("unauthorized_client", "Client is unauthorized.")
    said = problem_of(channel, people)
    assert said == "Google refused the sign-in: Client is unauthorized."


@pytest.fixture
def looked_at(giver):
    """Look, while a token is asked for, whether others may change the channel and the letters."""
    found = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM channels_channel")
            cursor.execute("SELECT id FROM channels_channel FOR UPDATE NOWAIT")
            cursor.execute("SELECT id FROM channels_letter FOR UPDATE NOWAIT")
        connection.close()
        found.append("free")

    giver.meanwhile = look
    return found


@pytest.mark.commits
def test_nothing_is_locked_while_a_token_is_asked_for(connect, giver, looked_at, people, asa):
    channel = connect("microsoft365")
    place = f"/settings/channels/{channel.pk}/signing-in"
    asa.post(place)
    giver.gives("first", refresh_token="refresh")
    asa.post(place)
    giver.gives("first", refresh_token="refresh")
    with at(now() + timedelta(hours=2)):
        assert problem_of(channel, people) == ""
    assert looked_at == ["free", "free"]


@pytest.mark.commits
def test_a_letter_is_not_locked_while_its_way_is_signed_in(
    connect, giver, looked_at, people, run_job, settings
):
    settings.SPOC_DEMO = False
    with mail_server.serving() as server:
        server.token = "first"
        connect("microsoft365_out", **APPLICATION, port=str(server.port))
        letter = queued(people)
        giver.gives("first")
        run_job("channels.jobs.deliver", letter_id=letter.pk)
        letter.refresh_from_db()
        assert (letter.state, len(server.taken)) == ("sent", 1)
    assert looked_at == ["free"]


def test_a_way_that_is_not_signed_in_is_passed_over_and_says_why(
    connect, giver, people, run_job, mailoutbox
):
    channel = connect("microsoft365_out", **APPLICATION)
    giver.refuses("invalid_client", "The secret is over.")
    letter = queued(people)
    run_job("channels.jobs.deliver", letter_id=letter.pk)
    letter.refresh_from_db()
    channel.refresh_from_db()
    assert (letter.state, letter.channel, len(mailoutbox)) == ("sent", None, 1)
    assert "The secret is over." in channel.problem


def queued(people):
    told = {"subject": "Hello", "text": "Words", "language": "en", "message_id": "<1@x.example>"}
    draft = Draft(to=["a@b.example"], **told)
    return post(people["Karin Holm"], by=people["Elin Sand"], draft=draft, community=None)
