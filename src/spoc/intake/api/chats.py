"""Chats at the desk for machines: who waits, what is said, to whom it goes, how it ends."""

from datetime import datetime
from typing import Annotated, BinaryIO, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.channels.activities.chat_transfer import Handing, transfer_chat
from spoc.channels.chat_access import chats_visible_to, may_chat
from spoc.channels.models import Chat, ChatLine
from spoc.channels.queries.chats import WITH, held_by, held_elsewhere, waiting_for
from spoc.channels.rules.chat import LONGEST
from spoc.intake.activities.chats import (
    DISPOSITIONS,
    Ending,
    answer_chat,
    close_chat,
    reply_in_chat,
)
from spoc.intake.api.shapes import TakenInOut, taken_in
from spoc.intake.chat_reading import request_of, teams_for_chats
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import people_with_duties
from spoc.records.activities import Upload
from spoc.requests.access import visible_to as requests_visible_to
from spoc.site.machines import (
    Key,
    OneOf,
    PageIn,
    Walk,
    answers,
    content_type_of,
    find,
    named,
    page_of,
)
from spoc.site.tokens import caller

router = Router()

ONE = "/chats/{int:chat}"
StateCode = Annotated[str, OneOf(tuple(Chat.State))]


class ChatOut(Schema):
    """A chat; `person` is who chats as far as they signed in, `team` to whom it was handed."""

    id: int
    state: StateCode
    channel: int
    community: int | None
    person: int | None
    name: str
    mail: str
    language: str
    agent: int | None
    team: int | None
    waits_since: datetime
    ended_at: datetime | None


class WholeChatOut(ChatOut):
    """A chat, and the request it became, as far as the caller may see it."""

    request: int | None


class ChatsOut(Schema):
    """A page of chats, and the mark of the next page."""

    items: list[ChatOut]
    next: str | None


class ChatsIn(PageIn):
    """Which chats: those that wait, one's own, or those that colleagues are in."""

    show: Annotated[str, OneOf(("waiting", "mine", "others"))] = "waiting"


class ChatLineOut(Schema):
    """What somebody said in a chat, or what happened there."""

    id: int
    name: str
    event: str
    text: str
    is_from_desk: bool
    is_internal: bool
    at: datetime


class ChatLinesOut(Schema):
    """A page of what was said, oldest first, and the mark of the next page."""

    items: list[ChatLineOut]
    next: str | None


class ChatLineIn(Schema):
    """What the desk says."""

    text: str = Field(min_length=1, max_length=LONGEST)


class ChatHandingIn(Schema):
    """To whom a chat goes, a colleague or a team, and a word that only they read."""

    agent: Key | None = None
    team: Key | None = None
    word: str = Field(min_length=1, max_length=500)


class ChatEndIn(Schema):
    """What a chat came to; a quick answer says what it was about, and what the answer was."""

    disposition: Annotated[str, OneOf(DISPOSITIONS)] = "request_new"
    answer: str = Field("", max_length=20_000)
    service: Key | None = None
    category: Key | None = None


@router.get("/chats", response=answers(ChatsOut))
def list_chats(request: HttpRequest, asked: Annotated[ChatsIn, Query()]) -> ChatsOut:
    """List who waits longest first, or the chats that the caller or colleagues are in."""
    by = _agent(request)
    order = ("waits_since", "id") if asked.show == "waiting" else ("id",)
    rows, mark = page_of(_shown(by, asked.show).order_by(), order, asked)
    return ChatsOut(items=[_out(row) for row in rows], next=mark)


@router.post("/chats/next", response={**answers(TakenInOut), 204: None})
def answer_next_chat(request: HttpRequest) -> TakenInOut | Status[None]:
    """Answer who waits longest; 204 where nobody waits."""
    by = _agent(request)
    chat = waiting_for(by).first()
    return Status(204, None) if chat is None else taken_in(answer_chat(chat, by=by))


@router.get(ONE, response=answers(WholeChatOut))
def read_chat(request: HttpRequest, chat: int) -> WholeChatOut:
    """Read how a chat stands."""
    by = _agent(request)
    return _whole(_found(by, chat), by)


@router.get(f"{ONE}/lines", response=answers(ChatLinesOut))
def list_chat_lines(request: HttpRequest, chat: int, walk: Walk) -> ChatLinesOut:
    """List what was said in a chat."""
    rows, mark = page_of(_found(_agent(request), chat).lines.all(), ("id",), walk)
    return ChatLinesOut(items=[_line(row) for row in rows], next=mark)


@router.post(f"{ONE}/answer", response=answers(TakenInOut))
def answer_one_chat(request: HttpRequest, chat: int) -> TakenInOut:
    """Answer somebody who waits: what they wrote so far becomes a request."""
    by = _agent(request)
    return taken_in(answer_chat(_found(by, chat), by=by))


@router.post(f"{ONE}/lines", response=answers(ChatLineOut, 201))
def write_in_chat(request: HttpRequest, chat: int, asked: ChatLineIn) -> Status[ChatLineOut]:
    """Write to who chats."""
    by = _agent(request)
    return Status(201, _line(reply_in_chat(_found(by, chat), by=by, text=asked.text)))


@router.post(f"{ONE}/files", response=answers(ChatLineOut, 201))
def send_file_in_chat(
    request: HttpRequest, chat: int, file: Annotated[UploadedFile, File()]
) -> Status[ChatLineOut]:
    """Send a file to who chats."""
    by = _agent(request)
    content = cast(BinaryIO, file.file)
    upload = Upload(file.name or "file", content_type_of(file), content)
    return Status(201, _line(reply_in_chat(_found(by, chat), by=by, text="", files=[upload])))


@router.post(f"{ONE}/transfer", response=answers(WholeChatOut))
def hand_chat_on(request: HttpRequest, chat: int, asked: ChatHandingIn) -> WholeChatOut:
    """Hand a chat on to a colleague or a team."""
    by = _agent(request)
    row = _found(by, chat)
    agent = named(people_with_duties(), asked.agent, "agent")
    team = named(teams_for_chats(), asked.team, "team")
    return _whole(transfer_chat(row, by=by, handing=Handing(agent, team, asked.word)), by)


@router.post(f"{ONE}/end", response=answers(WholeChatOut))
def end_one_chat(request: HttpRequest, chat: int, asked: ChatEndIn) -> WholeChatOut:
    """End a chat, and say what it came to."""
    by = _agent(request)
    ending = Ending(
        disposition=asked.disposition,
        answer=asked.answer,
        service=named(services_visible_to(by), asked.service, "service"),
        category=named(categories_visible_to(by), asked.category, "category"),
    )
    return _whole(close_chat(_found(by, chat), by=by, ending=ending), by)


def _agent(request: HttpRequest) -> Person:
    """Return the caller, if they answer people who chat."""
    by = caller(request)
    words = _("Chats are answered by the desk: to chat with us, use the portal.")
    demand(may_chat(by), words)
    return by


def _shown(by: Person, show: str) -> QuerySet[Chat]:
    return {"waiting": waiting_for, "mine": held_by, "others": held_elsewhere}[show](by)


def _found(by: Person, pk: int) -> Chat:
    chat: Chat = find(chats_visible_to(by).exclude(person=by.pk).select_related(*WITH), pk)
    return chat


def _out(row: Chat) -> ChatOut:
    return ChatOut(
        id=row.pk,
        state=row.state,
        channel=row.channel_id,
        community=row.community_id,
        person=row.person_id,
        name=row.visitor_name,
        mail=row.visitor_mail,
        language=row.language,
        agent=row.agent_id,
        team=row.team_id,
        waits_since=row.waits_since,
        ended_at=row.ended_at,
    )


def _whole(row: Chat, by: Person) -> WholeChatOut:
    about = request_of(row)
    is_seen = about is not None and requests_visible_to(by).filter(pk=about.pk).exists()
    return WholeChatOut(**_out(row).dict(), request=about.pk if about and is_seen else None)


def _line(row: ChatLine) -> ChatLineOut:
    names = ("name", "event", "text", "is_from_desk", "is_internal", "at")
    return ChatLineOut(id=row.pk, **{name: getattr(row, name) for name in names})
