"""A thread in a messenger is a request: both sides write there, and nothing is lost or doubled."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode

import pytest
from django.test import Client
from tests.floor.stub import Stub

from spoc.channels.activities import Belonging, add_channel
from spoc.channels.models import Delivery, Interaction
from spoc.intake.jobs import hear_channel
from spoc.intake.models import Posting
from spoc.kit.time import at
from spoc.people.models import Person, Team
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words, hear
from spoc.requests.models import SupportRequest
from spoc.requests.queries.timeline import Said, timeline

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = "signing"
KARIN, JOHN = "U2KARIN", "U3JOHN"
PROFILES = {
    KARIN: {"real_name": "Karin Holm", "email": "karin.holm@norrvikhospital.example"},
    JOHN: {"real_name": "John Doe", "email": ""},
    "U4ELIN": {"real_name": "Elin", "email": "elin.sand@it.norrvik.example"},
}


class Workspace(Stub):
    """Slack on this machine: it knows who is who, and takes what is posted."""

    def answer(self, call):
        given = {name: value for name, [value] in parse_qs(call.body.decode()).items()}
        if call.path == "/users.info":
            return 200, json.dumps({"ok": True, "user": {"profile": PROFILES[given["user"]]}})
        return 200, json.dumps({"ok": True, "channel": given.get("channel"), "ts": "77.7"})

    @property
    def posted(self) -> list[tuple[str, str, str]]:
        """What was posted: where, in which thread, which words."""
        said = [parse_qs(c.body.decode()) for c in self.calls if c.path == "/chat.postMessage"]
        return [(s["channel"][0], s.get("thread_ts", [""])[0], s["text"][0]) for s in said]


@pytest.fixture
def workspace(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Workspace() as stub:
        yield stub


@pytest.fixture
def slack(people, workspace):
    told = {"signing_secret": SECRET, "bot_token": "xoxb-1", "api": workspace.address}
    asa = people["Åsa Ekman"]
    return add_channel("Slack", by=asa, kind="slack", told=told, whose=Belonging())


def signed(body: bytes, moment: datetime) -> dict[str, str]:
    stamp = str(int(moment.timestamp()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, "sha256").hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}


@pytest.fixture
def post(slack, work):
    """Let Slack send a body at noon, and let what came of it be done."""

    def sent(body: bytes, sort: str = "application/json"):
        with at(NOON):
            headers = signed(body, NOON)
            client = Client(headers=headers)
            answer = client.post(f"/in/{slack.mark}", body, content_type=sort)
            work()
        return answer

    return sent


@pytest.fixture
def write(post):
    """Write in Slack: `write("words", ts="1.1")`."""

    def written(text, *, ts="1.1", user=KARIN, **more):
        event = {"type": "app_mention", "user": user, "channel": "C1", "ts": ts, **more}
        event["text"] = f"<@U0SPOC> {text}"
        return post(json.dumps({"type": "event_callback", "event": event}).encode())

    return written


def the_request() -> SupportRequest:
    return SupportRequest.objects.get(pk=Posting.objects.latest("id").support_request_id)


def test_a_mention_becomes_a_request_of_whose_mail_address_it_is(write, slack, workspace):
    assert write("the scanner is dead").status_code == 202
    row = the_request()
    assert (row.requester.name, row.channel) == ("Karin Holm", "chat")
    assert row.description == "the scanner is dead"
    contact = row.contacts.get().interaction
    assert (contact.channel, contact.way, contact.disposition) == ("chat", slack, "request_new")
    assert workspace.posted == [("C1", "1.1", f"We have it as {row.reference}.")]


def test_the_same_message_sent_again_is_one_request(write):
    for _again in range(3):
        write("the scanner is dead")
    assert Posting.objects.count() == 1
    assert Interaction.objects.filter(channel="chat").count() == 1
    assert [d.outcome for d in Delivery.objects.order_by("id")][1:] == ["duplicate"] * 2


def test_who_answers_in_the_thread_is_heard_without_a_mention(write, workspace):
    write("the scanner is dead")
    write("it blinks", ts="1.2", thread_ts="1.1", type="message", channel_type="channel")
    row = the_request()
    assert [e.text for e in row.entries.order_by("id")] == ["the scanner is dead", "it blinks"]
    assert row.contacts.count() == 2
    assert SupportRequest.objects.filter(channel="chat").count() == 1


def test_each_word_reads_by_which_way_it_came(write, people):
    """What the requester adds in the portal reads otherwise than what they wrote in Slack."""
    write("the scanner is dead")
    row, karin, elin = the_request(), people["Karin Holm"], people["Elin Sand"]
    with at(NOON + timedelta(hours=1)):
        hear(row, by=karin, channel="portal", words=Words("still dead"))
    said = [each.via for each in timeline(row, elin) if isinstance(each, Said)]
    assert said == ["in Slack", "in the portal"]


def test_other_threads_are_none_of_our_affair(write):
    write("lunch?", ts="5.2", thread_ts="5.1", type="message", channel_type="channel")
    assert not Posting.objects.exists()
    assert Delivery.objects.get().outcome == "overheard"


def test_somebody_unknown_is_written_down_once(write):
    write("hello", user=JOHN)
    write("hello again", user=JOHN, ts="2.1")
    john = Person.objects.get(name="John Doe")
    assert john.kind == "unidentified"
    assert SupportRequest.objects.filter(requester=john).count() == 2


def test_a_strangers_words_in_the_thread_are_a_note(write):
    write("the scanner is dead")
    write("mine too", user=JOHN, ts="1.2", thread_ts="1.1")
    entry = the_request().entries.latest("id")
    assert (entry.is_internal, entry.text) == (True, "John Doe wrote in the thread:\n\nmine too")


def test_the_desks_words_in_the_thread_are_a_note(write):
    write("the scanner is dead")
    write("it is the cable", user="U4ELIN", ts="1.2", thread_ts="1.1")
    assert the_request().entries.latest("id").is_internal


def test_a_reply_of_the_desk_stands_in_the_thread(write, workspace, people, work):
    write("the scanner is dead")
    row = the_request()
    with at(NOON):
        do.reply(row, by=people["Elin Sand"], text="Restart it, please.")
        work()
        assert len(workspace.posted) == 1, "it can still be taken back"
    with at(NOON + timedelta(minutes=1)):
        work()
    assert workspace.posted[1:] == [
        ("C1", "1.1", f"Restart it, please.\n\nElin Sand, {row.reference}")
    ]


def test_a_reply_taken_back_is_never_posted(write, workspace, people, work):
    write("the scanner is dead")
    with at(NOON):
        entry = do.reply(the_request(), by=people["Elin Sand"], text="Oh no.")
        entry.is_removed = True
        entry.save(update_fields=["is_removed"])
    with at(NOON + timedelta(minutes=1)):
        work()
    assert len(workspace.posted) == 1


def test_an_internal_note_never_leaves(write, workspace, people, work):
    write("the scanner is dead")
    with at(NOON):
        do.note(the_request(), by=people["Elin Sand"], text="Third time this week.")
        work()
    with at(NOON + timedelta(minutes=1)):
        work()
    assert len(workspace.posted) == 1


def test_words_after_the_end_begin_a_new_request_in_the_same_thread(write, people):
    write("the scanner is dead")
    first = the_request()
    do.cancel(first, by=people["Elin Sand"], reason="withdrawn")
    write("again!", ts="1.2", thread_ts="1.1")
    second = the_request()
    assert second.pk != first.pk
    write("really", ts="1.3", thread_ts="1.1")
    assert the_request() == second


def test_a_command_is_answered_to_whoever_gave_it_and_goes_on_there(post, write, workspace):
    form = {"command": "/desk", "text": "I need a badge", "user_id": KARIN, "trigger_id": "13.7.a"}
    answer = post(urlencode(form).encode(), "application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["response_type"]) == (200, "ephemeral")
    row = the_request()
    assert workspace.posted == [(KARIN, "", f"We have it as {row.reference}.")]
    alone = {"type": "message", "channel_type": "im", "channel": KARIN}
    write("a red one", ts="78.1", thread_ts="77.7", **alone)
    assert the_request() == row and row.entries.count() == 2


def test_what_comes_by_a_channel_goes_to_its_team(slack, write):
    slack.team = Team.objects.get(key="workplace")
    slack.save(update_fields=["team"])
    write("the scanner is dead")
    assert the_request().team == slack.team


def test_a_messenger_that_does_not_answer_loses_nothing(write, workspace, slack, work):
    workspace.answer = lambda call: (503, "busy")
    write("the scanner is dead")
    kept = Delivery.objects.get()
    assert (kept.state, kept.outcome) == ("stored", "Slack refuses users.info: 503")
    del workspace.answer
    with at(NOON + timedelta(minutes=5)):
        hear_channel.func(slack.pk)
    assert the_request().requester.name == "Karin Holm"


def test_who_signs_wrongly_is_refused_and_nothing_is_kept(slack):
    body = b'{"type": "event_callback"}'
    headers = signed(body + b" ", NOON)
    with at(NOON):
        client = Client(headers=headers)
        answer = client.post(f"/in/{slack.mark}", body, content_type="application/json")
    assert answer.status_code == 403
    assert not Delivery.objects.exists()


def test_the_address_is_proven_by_the_challenge(post):
    answer = post(b'{"type": "url_verification", "challenge": "3eZ"}')
    assert (answer.status_code, answer.content) == (200, b"3eZ")
    assert not Delivery.objects.exists()


def test_how_it_was_solved_is_told_in_the_thread(write, workspace, people, work, found, solved):
    write("the scanner is dead")
    row, elin = the_request(), people["Elin Sand"]
    with at(NOON):
        do.classify(row, by=elin, classification=found())
        do.assign(row, by=elin, assignee=elin)
        row.refresh_from_db()
        do.resolve(row, by=elin, resolution=solved())
        work()
    assert workspace.posted[-1] == (
        *("C1", "1.1"),
        f"{row.reference} is resolved: The archive was restarted.",
    )


def test_a_team_that_asks_in_teams_is_heard_too(people, work):
    key = b"a key that Teams made"
    told = {"token": base64.b64encode(key).decode()}
    asa = people["Åsa Ekman"]
    teams = add_channel("Teams", by=asa, kind="teams", told=told, whose=Belonging())
    who, where = {"id": "29:1X", "name": "Johan Ek"}, {"id": "19:253b;messageid=14"}
    said = {"type": "message", "id": "14", "from": who, "conversation": where}
    body = json.dumps({**said, "text": "<at>Spoc</at> no sound"}).encode()
    digest = base64.b64encode(hmac.new(key, body, "sha256").digest()).decode()
    client = Client(headers={"authorization": f"HMAC {digest}"})
    answer = client.post(f"/in/{teams.mark}", body, content_type="application/json")
    work()
    assert (answer.status_code, answer.json()["type"]) == (200, "message")
    assert (the_request().requester.name, the_request().description) == ("Johan Ek", "no sound")


def test_what_is_restricted_is_never_posted_where_others_read(write, workspace, people, work):
    write("it is about somebody")
    row, before = the_request(), len(workspace.posted)
    with at(NOON):
        do.reply(row, by=people["Elin Sand"], text="A secret answer.")
    SupportRequest.objects.filter(pk=row.pk).update(is_restricted=True)
    with at(NOON + timedelta(minutes=1)):
        work()
    assert workspace.posted[before:] == []
