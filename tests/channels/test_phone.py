"""A telephone system: who may tell of calls, and what is read of what it tells."""

import base64
import json
from datetime import UTC, datetime

import pytest

from spoc.channels.base import Delivered
from spoc.channels.kinds.phone import Phone
from spoc.channels.rules.heard import Rung
from spoc.kit.errors import NotAllowed

PHONE = Phone({"token": "long and secret"})
BASIC = "Basic " + base64.b64encode(b"pbx:long and secret").decode()


def told(body: object, sort: str = "application/json") -> Delivered:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Delivered({"content-type": sort}, raw)


@pytest.mark.parametrize("header", ["Bearer long and secret", BASIC])
def test_who_knows_the_token_is_let_in(header):
    PHONE.verify(Delivered({"authorization": header}, b""))


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer wrong", "Bearer å", "Basic ?", "long and secret", "Basic /w=="]
)
def test_who_does_not_is_refused(header):
    with pytest.raises(NotAllowed):
        PHONE.verify(Delivered({"authorization": header}, b""))


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("ringing", "ringing"),
        ("Offered", "ringing"),
        ("answered", "answered"),
        ("hang-up", "ended"),
        ("completed", "ended"),
        ("no answer", "abandoned"),
        ("missed", "abandoned"),
    ],
)
def test_each_step_is_read_whatever_it_is_called(word, step):
    [rung] = PHONE.read(told({"call": 17, "step": word, "number": "+46 90 1234"}))
    assert rung == Rung("17", step, "+46 90 1234")


def test_all_that_is_known_of_a_call_is_read_from_a_form_too():
    body = b"call=a1&step=end&number=0901234&at=2026-11-20T12:00:00Z&agent=e@x.example"
    body += b"&recording=https%3A%2F%2Fpbx.example%2Fa1.wav"
    [rung] = PHONE.read(told(body, "application/x-www-form-urlencoded"))
    assert rung.at == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert (rung.agent, rung.recording) == ("e@x.example", "https://pbx.example/a1.wav")


@pytest.mark.parametrize(
    "given",
    [{"recording": "javascript:alert(1)"}, {"at": "yesterday"}, {"at": "2026-02-31T12:00:00Z"}],
)
def test_what_is_no_address_and_no_moment_is_left_out(given):
    [rung] = PHONE.read(told({"call": "1", "step": "ended", **given}))
    assert (rung.recording, rung.at) == ("", None)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"\xff", {"step": "ringing"}, {"call": "1", "step": "whistled"}]
)
def test_what_cannot_be_read_is_told_in_a_sentence(body):
    with pytest.raises(ValueError, match="Send"):
        PHONE.read(told(body))


def test_without_a_token_nobody_is_let_in():
    with pytest.raises(NotAllowed):
        Phone({"token": ""}).verify(Delivered({}, b"{}"))
