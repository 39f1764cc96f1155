"""The official client of the Model Context Protocol speaks with a server that runs."""

import asyncio
import json

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from tests.floor.machine import READ_AND_WRITE

from spoc.audit.queries import story
from spoc.requests.models import SupportRequest

pytestmark = pytest.mark.commits


def spoken(address: str, token: str, talk):
    """Let the official client talk to the server with a token; return what came of it."""

    async def whole():
        headers = {"Authorization": f"Bearer {token}"}
        async with (
            httpx.AsyncClient(headers=headers, trust_env=False, timeout=30) as http,
            streamable_http_client(f"{address}/mcp", http_client=http) as (reads, writes, _id),
            ClientSession(reads, writes) as session,
        ):
            await session.initialize()
            return await talk(session)

    return asyncio.run(whole())


async def use(session: ClientSession, name: str, **given: object) -> dict:
    """Use a tool; the client itself holds the answer to the schema of the tool."""
    result = await session.call_tool(name, given)
    assert not result.isError, result.content
    assert json.loads(result.content[0].text) == result.structuredContent
    return result.structuredContent


async def work_a_case(session: ClientSession) -> int:
    """Register, classify, note, draft, and read it all again."""
    assert (await session.list_tools()).tools
    services = (await use(session, "list_services"))["items"]
    made = await use(session, "create_request", description="The badge reader is dead.")
    number = made["number"]
    kind = {"type": "incident", "service": services[0]["id"], "impact": 2, "urgency": 2}
    assert (await use(session, "classify", number=number, **kind))["type"] == "incident"
    await use(session, "note", number=number, text="Same door as last week.")
    await use(session, "search", status=["new", "classified", "assigned"], limit=5)
    whole = await use(session, "read_request", number=number)
    assert [e["kind"] for e in whole["entries"]] == ["api", "note"]
    return number


def test_the_official_client_works_a_case(live_server, people, token_of):
    token = token_of("Elin Sand", READ_AND_WRITE)
    number = spoken(live_server.url, token, work_a_case)
    request = SupportRequest.objects.get(pk=number)
    assert (request.requester.name, request.type) == ("Elin Sand", "incident")
    through = {f.kind: f.particulars.values.get("through") for f in story(request)}
    assert through["request.registered"] == through["request.classified"] == "test"


def test_the_official_client_reads_why_it_is_refused(live_server, people, token_of):
    async def knock(session: ClientSession) -> list[tuple[bool, str]]:
        calls = [
            await session.call_tool("create_request", {"description": "A badge."}),
            await session.call_tool("read_request", {"number": 999_999_999}),
            await session.call_tool("search", {"limit": 0}),
        ]
        return [(bool(each.isError), each.content[0].text) for each in calls]

    told = spoken(live_server.url, token_of("Karin Holm", ["read"]), knock)
    assert told == [
        (True, "This token may not write: issue one with that scope."),
        (True, "There is nothing at this address, or it is not yours to see."),
        (True, "limit: Choose at least 1."),
    ]
