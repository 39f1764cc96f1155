"""Microsoft Teams: who may send, what is read of it, and posting in its channel."""

import base64
import hmac
import json

import pytest
from tests.floor.stub import Stub

from spoc.channels.base import Delivered
from spoc.channels.kinds.teams import Teams
from spoc.kit.errors import NotAllowed

KEY = b"a key that Teams made, of some length"
TOKEN = base64.b64encode(KEY).decode()


def teams(**told: str) -> Teams:
    return Teams({"token": TOKEN, **told})


def sent(body: bytes, key: bytes = KEY) -> Delivered:
    digest = base64.b64encode(hmac.new(key, body, "sha256").digest()).decode()
    return Delivered({"authorization": f"HMAC {digest}"}, body)


def message(**particulars: object) -> Delivered:
    said = {"type": "message", "id": "1485983408511", "from": {"id": "29:1X", "name": "Karin Holm"}}
    said |= {"conversation": {"id": "19:253b@thread.skype;messageid=1485983408511"}}
    said |= {"text": "<at>Spoc</at> the printer<br>is &lt;down&gt;"}
    return Delivered({}, json.dumps(said | particulars).encode())


def test_what_the_webhook_signs_is_taken():
    teams().verify(sent(b'{"type": "message"}'))


@pytest.mark.parametrize(
    "delivered",
    [sent(b"{}", b"another key"), Delivered(sent(b"{}").headers, b"{ }"), Delivered({}, b"{}")],
)
def test_what_another_signs_is_refused(delivered):
    with pytest.raises(NotAllowed):
        teams().verify(delivered)


def test_a_token_that_is_none_is_told_of():
    with pytest.raises(OSError, match="security token"):
        teams(token="!").check()
    teams().check()


def test_a_message_is_read_as_people_read_it():
    [said] = teams().read(message())
    assert (said.text, said.handle, said.name) == ("the printer\nis <down>", "29:1X", "Karin Holm")
    assert said.thread == "19:253b@thread.skype;messageid=1485983408511"
    known = {"id": "29:1X", "aadObjectId": "6c4f", "name": "Karin Holm"}
    assert teams().read(message(**{"from": known}))[0].handle == "6c4f"


def test_what_is_no_message_is_not_read():
    assert list(teams().read(message(type="conversationUpdate"))) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", json.dumps({"type": "message"}).encode()])
def test_what_cannot_be_read_is_told_in_a_sentence(body):
    with pytest.raises(ValueError, match="Teams"):
        teams().read(Delivered({}, body))


def test_an_answer_is_posted_where_there_is_a_workflow_and_else_by_mail_alone(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub([(202, "")]) as workflow:
        assert teams(workflow=workflow.address).say("19:253b", "Done.") == "19:253b"
        assert teams().say("19:253b", "Done.") == "19:253b"
    [call] = workflow.calls
    card = json.loads(call.body)["attachments"][0]["content"]
    assert (card["type"], card["body"][0]["text"]) == ("AdaptiveCard", "Done.")


def test_a_workflow_that_refuses_is_a_problem_of_the_outside(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Stub([(401, "")]) as workflow, pytest.raises(OSError, match="401"):
        teams(workflow=workflow.address).say("19:253b", "Done.")


def test_with_a_token_that_is_none_nobody_can_sign():
    with pytest.raises(NotAllowed):
        teams(token="not base64 !").verify(sent(b"{}", b""))
