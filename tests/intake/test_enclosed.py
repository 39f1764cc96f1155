"""Files from messengers: fetched once the words are kept, looked at, and told of where not kept."""

import base64
import hmac
import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.test import Client
from tests.floor.stub import Stub
from tests.intake.test_messages import NOON, PROFILES, signed

from spoc.audit.queries import story
from spoc.channels.activities import add_channel
from spoc.channels.kinds.slack import Slack
from spoc.intake.models import Posting
from spoc.kit import store
from spoc.kit.time import at
from spoc.records.queries import attachments_of
from spoc.requests import activities as do
from spoc.requests.queries.timeline import Said, glimpse, timeline

KARIN = "U2KARIN"
PICTURE = {"name": "lamp.png", "mimetype": "image/png"}
KEY = b"a key that Teams made"
ELSEWHERE = "it lies elsewhere than in Slack"


def lies(address):
    return {**PICTURE, "url_private": address}


class Workspace(Stub):
    """A messenger on this machine: it knows who is who, and hands out the files it has."""

    def answer(self, call):
        if call.path == "/users.info":
            user = parse_qs(call.body.decode())["user"][0]
            return 200, json.dumps({"ok": True, "user": {"profile": PROFILES[user]}})
        if call.path == "/chat.postMessage":
            return 200, json.dumps({"ok": True, "channel": "C1", "ts": "77.7"})
        return self.has.get(call.path, (404, "nothing"))

    @property
    def fetched(self) -> list[tuple[str, str]]:
        """Which files were asked for, and what was shown."""
        calls = [call for call in self.calls if call.path.startswith("/files")]
        return [(call.path, call.headers.get("Authorization", "")) for call in calls]


@pytest.fixture
def workspace(settings):
    settings.SPOC_OUTWARD_ALLOWED = ["127.0.0.0/8"]
    with Workspace() as stub:
        stub.has = {"/files/lamp.png": (200, "a picture", "image/png")}
        yield stub


@pytest.fixture
def slack(people, workspace):
    told = {"signing_secret": "signing", "bot_token": "xoxb-1", "api": workspace.address}
    return add_channel("Slack", by=people["Åsa Ekman"], kind="slack", told=told)


@pytest.fixture
def write(slack, workspace, work):
    """Write in Slack with files: `write("words", {"name": "lamp.png"})`."""

    def written(text, *files, ts="1.1", at_work=True, **more):
        known = [{"url_private": f"{workspace.address}/files/{f.get('name')}", **f} for f in files]
        event = {"type": "message", "channel_type": "im", "user": KARIN, "channel": "D1", "ts": ts}
        event |= {"text": text, "subtype": "file_share", "files": known, **more}
        body = json.dumps({"type": "event_callback", "event": event}).encode()
        with at(NOON):
            client = Client(headers=signed(body, NOON))
            client.post(f"/in/{slack.mark}", body, content_type="application/json")
            return work() if at_work else []

    return written


def kept_with(posting) -> list[tuple[str, str, bytes]]:
    rows = attachments_of(posting.support_request).filter(part_id=posting.entry_id)
    return [(row.filename, row.content_type, read(row)) for row in rows.order_by("id")]


def read(row) -> bytes:
    with store.open(row.digest) as file:
        return file.read()


def said_of(posting) -> str:
    posting.entry.refresh_from_db()
    return posting.entry.text


def test_a_file_in_slack_is_fetched_with_the_token_and_kept_with_the_words(write, workspace):
    write("the lamp blinks", PICTURE)
    posting = Posting.objects.get()
    assert kept_with(posting) == [("lamp.png", "image/png", b"a picture")]
    assert workspace.fetched == [("/files/lamp.png", "Bearer xoxb-1")]
    assert said_of(posting) == "the lamp blinks"
    assert posting.enclosed_at is not None


def test_a_file_without_words_is_a_request_too(write):
    write("", PICTURE)
    posting = Posting.objects.get()
    assert said_of(posting) == "lamp.png"
    assert len(kept_with(posting)) == 1


def test_a_reply_and_its_file_stand_together(write):
    write("the lamp blinks")
    write("here", PICTURE, ts="1.2", thread_ts="1.1")
    first, second = Posting.objects.order_by("id")
    assert (kept_with(first), len(kept_with(second))) == ([], 1)
    assert second.entry.text == "here"


def test_what_is_done_twice_keeps_a_file_once(write, run_job, slack):
    write("the lamp blinks", PICTURE)
    run_job("intake.messenger_jobs.fetch_files", delivery=slack.deliveries.get().pk)
    assert len(kept_with(Posting.objects.get())) == 1


@pytest.mark.parametrize(
    ("file", "answer", "words"),
    [
        ({"name": "setup.exe"}, (200, "MZ"), "kept aside: programs are not handed on"),
        (PICTURE, (403, ""), "could not be fetched: it is not given out (403)"),
        (PICTURE, (200, "<html>sign in", "text/html"), "could not be fetched"),
        ({**PICTURE, "size": 10**9}, (200, "x"), "too large to keep here"),
        (PICTURE, (200, "x" * 2_000, "image/png"), "too large to keep here"),
        (lies("https://eve.example/lamp.png"), (200, "x"), ELSEWHERE),
        (lies("https://files.slack.com.eve.example/lamp.png"), (200, "x"), ELSEWHERE),
        (lies("https://files.slack.com:99999999/lamp.png"), (200, "x"), ELSEWHERE),
        (lies("https://[x/"), (200, "x"), ELSEWHERE),
    ],
)
def test_what_is_not_kept_is_told_under_the_words(write, workspace, settings, file, answer, words):
    settings.SPOC_ATTACHMENT_LIMIT = 1_000
    workspace.has[f"/files/{file['name']}"] = answer
    write("the lamp blinks", file)
    posting = Posting.objects.get()
    assert kept_with(posting) == []
    said = said_of(posting)
    assert said.startswith("the lamp blinks\n\n(The file ")
    assert words in said


def test_what_is_not_kept_is_a_fact_that_search_and_open_pages_follow(write, settings):
    settings.SPOC_ATTACHMENT_LIMIT = 1
    write("the lamp blinks", PICTURE)
    request = Posting.objects.get().support_request
    missed = [fact for fact in story(request) if fact.kind == "file.missed"]
    assert [fact.particulars.values["count"] for fact in missed] == [1]
    assert "lamp.png was too large" in said_of(Posting.objects.get())


def test_what_is_odd_about_a_file_is_told_at_once(write, workspace, monkeypatch):
    def odd(self, enclosed, *, limit):
        raise ValueError("Port out of range 0-65535")

    monkeypatch.setattr(Slack, "file", odd)
    write("the lamp blinks", PICTURE)
    said = said_of(Posting.objects.get())
    assert "lamp.png could not be fetched: what was sent about it cannot be read." in said


def test_only_so_many_bytes_are_held_of_one_message(write, workspace, settings, monkeypatch):
    settings.SPOC_ATTACHMENT_LIMIT = 1_000
    monkeypatch.setattr("spoc.intake.activities.enclosed.MOST_BYTES", 1_500)
    files = [{"name": f"{number}.txt", "mimetype": "text/plain"} for number in range(3)]
    for file in files:
        workspace.has[f"/files/{file['name']}"] = (200, "x" * 700, "text/plain")
    write("all of it", *files)
    posting = Posting.objects.get()
    assert [name for name, _kind, _content in kept_with(posting)] == ["0.txt", "1.txt"]
    assert "The file 2.txt was too large to keep here." in said_of(posting)


def test_the_token_is_shown_to_nobody_else(write, workspace):
    write("the lamp blinks", lies(f"{workspace.address.replace('127.0.0.1', '127.0.0.2')}/"))
    assert workspace.fetched == []


def test_what_cannot_be_had_now_is_tried_again_and_then_told(write, workspace, run_job, slack):
    workspace.has["/files/lamp.png"] = (503, "")
    write("the lamp blinks", PICTURE, at_work=True)
    posting, delivery = Posting.objects.get(), slack.deliveries.get()
    assert (posting.enclosed_at, said_of(posting)) == (None, "the lamp blinks")
    run_job("intake.messenger_jobs.fetch_files", delivery=delivery.pk, tries=6)
    assert "could not be fetched: it is not given out (503)" in said_of(posting)
    workspace.has["/files/lamp.png"] = (200, "a picture", "image/png")
    run_job("intake.messenger_jobs.fetch_files", delivery=delivery.pk)
    assert kept_with(posting) == []


def test_only_so_many_files_are_kept_of_one_message(write, workspace):
    files = [{"name": f"{number}.txt", "mimetype": "text/plain"} for number in range(22)]
    for file in files:
        workspace.has[f"/files/{file['name']}"] = (200, file["name"], "text/plain")
    write("all of it", *files)
    posting = Posting.objects.get()
    assert len(kept_with(posting)) == 20
    assert "Of 22 files the first 20 were kept." in said_of(posting)


def test_what_others_write_beside_us_is_not_fetched(write, workspace):
    write("lunch?", PICTURE, channel_type="channel", thread_ts="5.1")
    assert not Posting.objects.exists()
    assert workspace.fetched == []


def test_after_a_merge_the_files_come_to_where_the_words_are(
    write, people, workspace, run_job, slack
):
    workspace.has["/files/lamp.png"] = (503, "")
    write("the lamp blinks", PICTURE)
    posting, karin = Posting.objects.get(), people["Karin Holm"]
    registration = do.Registration("Lamp", channel="portal")
    target = do.register(karin, by=karin, registration=registration)
    do.merge(posting.support_request, by=people["Elin Sand"], into=target)
    workspace.has["/files/lamp.png"] = (200, "a picture", "image/png")
    run_job("intake.messenger_jobs.fetch_files", delivery=slack.deliveries.get().pk)
    assert [row.filename for row in attachments_of(target)] == ["lamp.png"]


def test_what_was_merged_into_a_request_of_the_portal_reads_as_it_came(write, people):
    write("the scanner is dead")
    karin, elin = people["Karin Holm"], people["Elin Sand"]
    with at(NOON + timedelta(hours=1)):
        registration = do.Registration("Scanner", channel="portal")
        target = do.register(karin, by=karin, registration=registration)
        do.merge(Posting.objects.get().support_request, by=elin, into=target)
    write("it blinks", PICTURE, ts="1.2", thread_ts="1.1")
    for told in (timeline(target, elin), glimpse(target, elin)):
        ways = {str(each.words): each.via for each in told if isinstance(each, Said)}
        assert [ways[words] for words in sorted(ways)] == ["in the portal", "in Slack", "in Slack"]


@pytest.fixture
def teams(people, workspace, work):
    """Mention the desk in Teams with what is attached: `teams({...})`."""
    told = {"token": base64.b64encode(KEY).decode()}
    channel = add_channel("Teams", by=people["Åsa Ekman"], kind="teams", told=told)

    def sent(*attached, words="the lamp blinks"):
        body = {"type": "message", "id": "1", "from": {"id": "29:1X", "name": "Karin Holm"}}
        body |= {"conversation": {"id": "19:2@thread.skype;messageid=1"}}
        body |= {"text": f"<at>Spoc</at> {words}", "attachments": list(attached)}
        raw = json.dumps(body).encode()
        digest = base64.b64encode(hmac.new(KEY, raw, "sha256").digest()).decode()
        client = Client(headers={"authorization": f"HMAC {digest}"})
        client.post(f"/in/{channel.mark}", raw, content_type="application/json")
        work()
        return Posting.objects.get()

    return sent


def test_a_file_in_teams_is_fetched_from_its_download_address(teams, workspace):
    download = "application/vnd.microsoft.teams.file.download.info"
    content = {"downloadUrl": f"{workspace.address}/files/lamp.png?tempauth=x", "fileType": "png"}
    workspace.has["/files/lamp.png?tempauth=x"] = (200, "a picture", "image/png")
    posting = teams({"contentType": download, "name": "lamp.png", "content": content})
    assert kept_with(posting) == [("lamp.png", "image/png", b"a picture")]
    assert workspace.fetched == [("/files/lamp.png?tempauth=x", "")]


def test_a_picture_pasted_in_teams_without_a_word_is_a_request(teams, workspace):
    workspace.has["/files/1"] = (200, "a picture", "image/png")
    pasted = {"contentType": "image/png", "contentUrl": f"{workspace.address}/files/1"}
    posting = teams(pasted, words="")
    assert said_of(posting) == "attachment-1.png"
    assert kept_with(posting) == [("attachment-1.png", "image/png", b"a picture")]


def test_what_teams_gives_to_its_own_alone_is_told_of(teams, workspace):
    workspace.has["/files/plan.docx"] = (401, "")
    address = f"{workspace.address}/files/plan.docx"
    posting = teams({"contentType": "reference", "name": "plan.docx", "contentUrl": address})
    assert kept_with(posting) == []
    assert "(The file plan.docx could not be fetched: it is not given out (401).)" in said_of(
        posting
    )


def test_the_words_themselves_and_cards_are_no_files(teams, workspace):
    html = {"contentType": "text/html", "content": "<p>the lamp blinks</p>"}
    card = {"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}
    posting = teams(html, card, {"contentType": "image/png"}, "odd")
    assert (kept_with(posting), said_of(posting)) == ([], "the lamp blinks")
    assert workspace.fetched == []
