"""Slack: who may send, what is read of what it sends, and writing into its threads."""

import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode

import pytest
from tests.floor.stub import Stub

from spoc.channels.base import Delivered
from spoc.channels.kinds.slack import Slack
from spoc.channels.rules.heard import Said
from spoc.channels.rules.overheard import Overheard
from spoc.kit.errors import NotAllowed
from spoc.kit.time import at

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM = "application/x-www-form-urlencoded"


def slack(**told: str) -> Slack:
    return Slack({"signing_secret": SECRET, "bot_token": "xoxb-1", **told})


def sent(body: bytes, *, stamp: datetime = NOON, secret: str = SECRET, **headers: str) -> Delivered:
    seconds = str(int(stamp.timestamp()))
    signature = hmac.new(secret.encode(), f"v0:{seconds}:".encode() + body, "sha256").hexdigest()
    signed = {"x-slack-request-timestamp": seconds, "x-slack-signature": f"v0={signature}"}
    return Delivered({"content-type": "application/json", **signed, **headers}, body)


def event(**particulars: object) -> Delivered:
    said = {"type": "app_mention", "user": "U61F7", "text": "<@U0LAN> printer is down"}
    said |= {"ts": "1766.000200", "channel": "C02"}
    body = {"type": "event_callback", "team_id": "T1", "event": said | particulars}
    return Delivered({"content-type": "application/json"}, json.dumps(body).encode())


def test_what_the_app_signs_now_is_taken():
    with at(NOON):
        slack().verify(sent(b"{}"))


@pytest.mark.parametrize(
    "delivered",
    [
        sent(b"{}", secret="another"),
        sent(b"{}", stamp=NOON - timedelta(seconds=301)),
        sent(b"{}", stamp=NOON + timedelta(seconds=301)),
        Delivered(sent(b"{}").headers, b"{ }"),
        Delivered({}, b"{}"),
        Delivered(dict(sent(b"{}").headers) | {"x-slack-signature": "v0=å"}, b"{}"),
        Delivered(dict(sent(b"{}").headers) | {"x-slack-request-timestamp": "now"}, b"{}"),
    ],
)
def test_what_is_not_signed_now_by_the_app_is_refused(delivered):
    with at(NOON), pytest.raises(NotAllowed):
        slack().verify(delivered)


def test_the_challenge_is_given_back_and_nothing_else_is_answered_so():
    challenge = {"type": "url_verification", "challenge": "3eZbrw1aB1"}
    body = json.dumps(challenge).encode()
    assert slack().reply(Delivered({"content-type": "application/json"}, body)) == "3eZbrw1aB1"
    assert slack().reply(event()) is None
    assert slack().reply(Delivered({"content-type": FORM}, b"text=hi")) is None
    assert slack().reply(Delivered({}, b"")) is None


@pytest.mark.parametrize(
    ("particulars", "sort", "thread"),
    [
        ({}, Said, "C02:1766.000200"),
        ({"thread_ts": "1765.1"}, Said, "C02:1765.1"),
        ({"type": "message", "channel_type": "im", "channel": "D7"}, Said, "D7:1766.000200"),
        ({"type": "message", "channel_type": "channel", "thread_ts": "1.2"}, Overheard, "C02:1.2"),
        ({"type": "message", "channel_type": "im", "subtype": "file_share"}, Said, None),
    ],
)
def test_what_is_written_to_us_or_in_a_thread_is_read(particulars, sort, thread):
    [said] = slack().read(event(**particulars))
    assert type(said) is sort
    assert (said.text, said.handle) == ("printer is down", "U61F7")
    assert thread in (None, said.thread)
    assert said.message.endswith(":1766.000200")


@pytest.mark.parametrize(
    "particulars",
    [
        {"type": "message", "channel_type": "channel"},
        {"type": "reaction_added"},
        {"bot_id": "B1"},
        {"type": "message", "channel_type": "im", "subtype": "message_changed"},
        {"type": "message", "channel_type": "im", "subtype": "bot_message"},
    ],
)
def test_what_is_none_of_our_affair_is_not_read(particulars):
    assert list(slack().read(event(**particulars))) == []


def test_a_command_is_read_from_its_form():
    form = {"command": "/desk", "text": "a &amp; b", "user_id": "U2", "user_name": "karin"}
    body = urlencode({**form, "trigger_id": "13.7"}).encode()
    [said] = slack().read(Delivered({"content-type": FORM}, body))
    assert (said.text, said.handle, said.name, said.thread) == ("a & b", "U2", "karin", "U2:13.7")


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 9999])
def test_what_cannot_be_read_is_told_in_a_sentence(body):
    with pytest.raises(ValueError, match="not what Slack sends"):
        slack().read(Delivered({"content-type": "application/json"}, body))


def test_a_message_that_says_not_who_wrote_it_is_told_of():
    with pytest.raises(ValueError, match="who wrote it"):
        slack().read(event(user=""))


@pytest.fixture
def api(settings):
    """Slack's API on this machine."""
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub() as stub:
        yield stub


def test_an_answer_is_written_into_its_thread_and_says_no_more_than_it_says(api):
    api.answers = [(200, '{"ok": true, "channel": "C02", "ts": "9.9"}')]
    assert slack(api=api.address).say("C02:1.5", "<b> & so") == "C02:1.5"
    [call] = api.calls
    assert (call.path, call.headers["Authorization"]) == ("/chat.postMessage", "Bearer xoxb-1")
    told = {name: value for name, [value] in parse_qs(call.body.decode()).items()}
    assert told == {"channel": "C02", "text": "&lt;b&gt; &amp; so", "thread_ts": "1.5"}


def test_an_answer_to_a_command_begins_a_thread_with_whoever_gave_it(api):
    api.answers = [(200, '{"ok": true, "channel": "D5", "ts": "9.9"}')]
    assert slack(api=api.address).say("U2:13.7.abc", "We have it.") == "D5:9.9"
    assert "thread_ts" not in parse_qs(api.calls[0].body.decode())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, '{"ok": false, "error": "channel_not_found"}'), "channel_not_found"),
        ((503, "busy"), "503"),
    ],
)
def test_what_slack_refuses_is_a_problem_of_the_outside(api, answer, words):
    api.answers = [answer]
    with pytest.raises(OSError, match=words):
        slack(api=api.address).check()


def test_slack_says_who_somebody_is(api):
    profile = {"real_name": "Karin Holm", "email": "karin.holm@region.norrvik.example"}
    api.answers = [(200, json.dumps({"ok": True, "user": {"profile": profile}}))]
    known = slack(api=api.address).introduce("U2")
    assert known == ("Karin Holm", "karin.holm@region.norrvik.example")


def test_a_stamp_that_is_no_time_is_refused_in_words():
    known = sent(b"{}")
    headers = {**known.headers, "x-slack-request-timestamp": "9" * 400}
    with pytest.raises(NotAllowed), at(NOON):
        slack().verify(Delivered(headers, known.body))
