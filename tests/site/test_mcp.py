"""Agents at /mcp: who is let in, what is not of the protocol, and what each tool does."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.floor.machine import READ_AND_WRITE

from spoc.audit.queries import story
from spoc.channels.models import Interaction, Letter
from spoc.kit.time import at
from spoc.requests.activities import keep_draft
from spoc.requests.models import SupportRequest
from spoc.requests.queries.conversation import conversation
from spoc.requests.queries.story import Asked
from spoc.requests.queries.timeline import story_of
from spoc.search.jobs import index
from spoc.site.calls import calls
from spoc.site.tokens import MINUTE

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PROBLEM = "application/problem+json"


class Agent:
    """Calls /mcp with a token."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(headers={"authorization": f"Bearer {token}"} if token else {})

    def send(self, body: object, **headers: str):
        """Send a message."""
        raw = body if isinstance(body, bytes) else json.dumps(body)
        return self.client.post("/mcp", raw, content_type="application/json", headers=headers)

    def ask(self, method: str, **params: object):
        """Call a method."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        return self.send(message).json()

    def use(self, name: str, **given: object) -> dict:
        """Use a tool that is not refused, and return what it says."""
        result = self.ask("tools/call", name=name, arguments=given)["result"]
        assert not result["isError"], result
        assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
        return result["structuredContent"]

    def refused(self, name: str, **given: object) -> str:
        """Use a tool that refuses, and return its sentence."""
        result = self.ask("tools/call", name=name, arguments=given)["result"]
        assert result["isError"], result
        return result["content"][0]["text"]


@pytest.fixture
def agent_of(token_of):
    """Give an agent somebody's token."""

    def given(name: str, scopes: list[str] = READ_AND_WRITE) -> Agent:
        return Agent(token_of(name, scopes))

    return given


@pytest.fixture
def elin(agent_of):
    return agent_of("Elin Sand")


@pytest.mark.parametrize("token", ["", "spoc_wrong"])
def test_without_a_valid_token_no_agent_is_let_in(db, token):
    answer = Agent(token).send({"jsonrpc": "2.0", "id": 1, "method": "ping"})
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_page_of_others_is_not_let_in_and_our_own_is(elin, settings):
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    foreign = elin.send(ping, origin="https://elsewhere.example")
    assert (foreign.status_code, foreign["Content-Type"]) == (403, PROBLEM)
    assert elin.send(ping, origin=settings.SPOC_URL).status_code == 200


def test_one_call_too_many_in_a_minute_waits_for_the_next(elin, people):
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    token = people["Elin Sand"].tokens.get()
    with at(NOON):
        for _call in range(token.calls_per_minute):
            calls.count(f"token-{token.pk}", int(NOON.timestamp()) // MINUTE)
        refused = elin.send(ping)
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    with at(NOON + timedelta(minutes=1)):
        assert elin.send(ping).status_code == 200


def test_it_says_what_it_is_in_a_version_both_speak(elin):
    told = elin.ask("initialize", protocolVersion="2025-06-18", capabilities={})["result"]
    assert told["protocolVersion"] == "2025-06-18"
    assert (told["serverInfo"]["name"], list(told["capabilities"])) == ("spoc", ["tools"])
    newest = elin.ask("initialize", protocolVersion="2099-01-01", capabilities={})["result"]
    assert newest["protocolVersion"] == "2025-11-25"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 9999, -32700),
        (b"[]", -32600),
        ({"id": 1, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": True, "method": "ping"}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping\x00"}, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "resources/list"}, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}}, -32602),
    ],
)
def test_what_is_not_of_the_protocol_is_answered_with_its_code(elin, body, code):
    assert elin.send(body).json()["error"]["code"] == code


def test_news_are_taken_without_an_answer(elin):
    answer = elin.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (answer.status_code, answer.content) == (202, b"")


def test_there_is_no_stream_and_no_session(elin):
    assert elin.client.get("/mcp").status_code == 405
    assert elin.client.delete("/mcp").status_code == 405


def test_an_unknown_version_of_the_protocol_is_refused(elin):
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    refused = elin.send(ping, **{"MCP-Protocol-Version": "1999-01-01"})
    assert (refused.status_code, refused["Content-Type"]) == (422, PROBLEM)
    assert elin.send(ping, **{"MCP-Protocol-Version": "2025-03-26"}).status_code == 200


def test_every_tool_says_what_it_takes_and_gives(elin):
    tools = {each["name"]: each for each in elin.ask("tools/list")["result"]["tools"]}
    reading = {"search", "read_request", "list_services", "search_articles", "read_article"}
    writing = {"create_request", "reply", "note", "classify", "propose_article", "decide_approval"}
    reading |= {"list_approvals"}
    assert tools.keys() == reading | writing
    for name, each in tools.items():
        assert each["description"] and each["title"]
        assert each["annotations"]["readOnlyHint"] == (name in reading)
        for schema in (each["inputSchema"], each["outputSchema"]):
            assert schema["type"] == "object"
        assert each["inputSchema"]["additionalProperties"] is False
    assert tools["classify"]["inputSchema"]["required"] == ["type", "number"]


def test_a_search_is_walked_page_by_page(elin, register_request):
    numbers = [register_request(words=f"Zebrafish tank {n} leaks.").pk for n in range(3)]
    for number in numbers:
        index("request", number)
    first = elin.use("search", words="zebrafish", limit=2)
    assert [each["number"] for each in first["items"]] == numbers[:0:-1]
    rest = elin.use("search", words="zebrafish", limit=2, cursor=first["next"])
    assert ([each["number"] for each in rest["items"]], rest["next"]) == (numbers[:1], None)


def test_an_agent_sees_what_its_person_sees_and_no_more(agent_of, register_request):
    other = register_request("Karin Holm")
    stranger = agent_of("Amir Haddad")
    assert other.pk not in [each["number"] for each in stranger.use("search")["items"]]
    assert "not yours to see" in stranger.refused("read_request", number=other.pk)
    assert agent_of("Karin Holm").use("read_request", number=other.pk)["entries"][0]["text"]


def test_internal_notes_are_read_at_the_desk_alone(elin, agent_of, register_request):
    row = register_request("Karin Holm")
    elin.use("note", number=row.pk, text="She called twice.")
    texts = [e["text"] for e in elin.use("read_request", number=row.pk)["entries"]]
    assert "She called twice." in texts
    karin = agent_of("Karin Holm").use("read_request", number=row.pk)
    assert "She called twice." not in [e["text"] for e in karin["entries"]]


@pytest.mark.parametrize("name", ["create_request", "reply", "note", "classify"])
def test_a_token_that_may_read_writes_nothing(agent_of, register_request, name):
    row = register_request()
    before = SupportRequest.objects.count(), story(row).count()
    given = {"number": row.pk, "text": "x", "type": "incident", "description": "x"}
    reader = agent_of("Elin Sand", ["read"])
    assert reader.refused(name, **given).startswith("This token may not write")
    assert (SupportRequest.objects.count(), story(row).count()) == before


def test_a_request_made_by_an_agent_is_a_contact_like_any_other(elin, people):
    made = elin.use("create_request", description="A badge.", requester=people["Karin Holm"].pk)
    assert (made["requester"]["name"], made["channel"]) == ("Karin Holm", "api")
    contact = Interaction.objects.get(contacts__support_request=made["number"])
    assert (contact.channel, contact.person.name) == ("api", "Karin Holm")


def test_a_requester_may_not_register_for_others(agent_of, people):
    karin = agent_of("Karin Holm")
    elin = people["Elin Sand"].pk
    assert karin.refused("create_request", description="A badge.", requester=elin)


def test_a_reply_becomes_a_draft_that_colleagues_read(elin, register_request):
    row = register_request()
    written = elin.use("reply", number=row.pk, text="Restart it, please.")
    assert (written["state"], written["request"]) == ("draft", row.reference)
    draft = row.drafts.get(kind="reply")
    assert (draft.text, draft.is_shared) == ("Restart it, please.", True)
    assert not Letter.objects.filter(is_incoming=False, subject_id=row.pk).exists()


def test_what_a_person_began_stays_theirs_alone(elin, people, register_request):
    row = register_request()
    keep_draft(row, by=people["Elin Sand"], kind="reply", text="Dear Karin,")
    elin.use("reply", number=row.pk, text="Restart it, please.")
    draft = row.drafts.get(kind="reply")
    assert (draft.text, draft.is_shared) == ("Dear Karin,\n\nRestart it, please.", False)


def test_nothing_is_sent_where_the_desk_does_not_let_machines(elin, register_request):
    row = register_request()
    words = elin.refused("reply", number=row.pk, text="Done.", send=True)
    assert words == "Machines send nothing here: leave a draft, and a person will send it."
    assert not row.entries.filter(is_from_desk=True).exists()


def test_a_reply_is_sent_where_the_desk_lets_machines(elin, people, register_request, settings):
    settings.SPOC_MACHINES_SEND = True
    row = register_request()
    assert elin.use("reply", number=row.pk, text="Done.", send=True)["state"] == "sent"
    entry = row.entries.get(is_from_desk=True)
    assert (entry.author.name, entry.through, entry.text) == ("Elin Sand", "test", "Done.")
    [said, _asked] = conversation(row, people["Karin Holm"]).messages
    assert said.via == "by mail (through test)"


def test_a_requester_is_heard_at_once(agent_of, register_request):
    row = register_request("Karin Holm")
    assert agent_of("Karin Holm").use("reply", number=row.pk, text="Still.")["state"] == "sent"
    assert row.entries.order_by("id").last().text == "Still."


def test_a_classification_is_the_activity_of_the_pages(elin, register_request):
    row = register_request()
    service = elin.use("list_services")["items"][0]
    done = elin.use(
        "classify", number=row.pk, type="incident", service=service["id"], impact=2, urgency=1
    )
    assert (done["type"], done["service"]["id"], done["impact"]) == ("incident", service["id"], 2)


def test_every_fact_says_which_machine_acted_for_whom(elin, people, register_request):
    row = register_request()
    elin.use("note", number=row.pk, text="Seen before.")
    elin.use("classify", number=row.pk, type="information")
    elin.use("reply", number=row.pk, text="Soon.")
    facts = {fact.kind: fact for fact in story(row)}
    for kind in ("request.noted", "request.classified", "request.drafted"):
        assert facts[kind].by.name == "Elin Sand"
        assert facts[kind].particulars.values["through"] == "test"
    assert "through" not in facts["request.registered"].particulars.values
    told = story_of(row, people["Elin Sand"], Asked()).items
    words = [each.words if each.is_fact else each.via for each in told]
    assert "Elin Sand (through test) left a draft of a reply" in words
    assert "internal note (through test)" in words


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("search", {"limit": 51}, "limit: Choose at most 50."),
        ("search", {"cursor": "made up"}, "This mark was not made here"),
        ("search", {"status": ["nonsense"]}, "status.0: Choose one of"),
        ("search", {"nonsense": 1}, "nonsense: "),
        ("read_request", {}, "number: Fill this in."),
        ("read_request", {"number": 0}, "number: Choose at least 1."),
        ("read_request", {"number": 9**18}, "not yours to see"),
        ("create_request", {"description": " "}, "Say in a few words what is needed."),
        ("classify", {"number": 1, "type": "gossip"}, "type: Choose one of"),
    ],
)
def test_what_is_refused_is_told_in_a_sentence(elin, name, given, words):
    assert words in elin.refused(name, **given)
