"""How a visitor comes to a chat of theirs: in the portal, or in a frame on a page elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from csp.decorators import csp_replace
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt

from spoc.channels.kinds.chat import chat_kind
from spoc.channels.models import Channel, Chat
from spoc.channels.queries.chats import chat_channel_at, chat_with
from spoc.kit.errors import NotFound
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.voice import Voice, voice_of
from spoc.records.models import Attachment
from spoc.ui.topics import sign

Answer = HttpResponseBase


@dataclass(frozen=True, slots=True)
class ChatVisit:
    """A visitor in a chat; `mark` is the channel's where the chat stands in a frame elsewhere."""

    chat: Chat
    person: Person | None
    mark: str = ""

    @property
    def address(self) -> str:
        """The page of this chat, by the way the visitor came."""
        if self.mark:
            return reverse("intake:chat-framed", kwargs={"mark": self.mark, "key": self.chat.key})
        return reverse("intake:chat-talk", kwargs={"key": self.chat.key})

    @property
    def community(self) -> Voice | None:
        """In whose voice the page speaks."""
        return voice_of(self.chat.community) if self.chat.community else None

    @property
    def live_topics(self) -> list[str]:
        """What the page listens to; without an account there is no live stream, and it asks."""
        return [sign(f"chat-{self.chat.pk}", self.person.pk)] if self.person else []

    def file_address(self, file: Attachment) -> str:
        """Return where a file is handed out by the way the visitor came."""
        return f"{self.address}/files/{file.pk}/{file.filename}"


View = Callable[..., Answer]


def talking(view: View) -> View:
    """Let whoever has the key of a chat come to it, and who began it signed in no other.

    The right to act lies in the address alone, never in a cookie, so no other site can borrow it
    and Django's check of the sender is left out.
    """

    @wraps(view)
    def visited(request: HttpRequest, key: str, **further: object) -> Answer:
        chat = chat_with(key)
        found = get_user(request)
        person = found if isinstance(found, Person) else None
        if chat is None or (chat.person_id and (person is None or chat.person_id != person.pk)):
            raise gone()
        visit = ChatVisit(chat, person if chat.person_id else None)
        return private(_in_words_of(chat, lambda: view(request, visit, **further)))

    return csrf_exempt(visited)


def framed(view: View) -> View:
    """Let whoever has the key of a chat come to it in a frame, where no cookie is at hand."""

    @wraps(view)
    def visited(request: HttpRequest, mark: str, key: str, **further: object) -> Answer:
        chat = chat_with(key)
        if chat is None or chat.channel.mark != mark or chat.person_id:
            raise gone()
        visit = ChatVisit(chat, None, mark)
        answer = _in_words_of(chat, lambda: view(request, visit, **further))
        return framable(private(answer), chat.channel)

    return csrf_exempt(visited)


def channel_of(mark: str) -> Channel:
    """Return the channel of chats with this address; a wrong one tells nothing."""
    channel = chat_channel_at(mark)
    if channel is None:
        raise gone()
    return channel


def framable(answer: Answer, channel: Channel) -> Answer:
    """Let the sites that the channel names show this page in a frame, and no other."""
    origins = chat_kind(channel).origins
    if not origins:
        return answer
    named = csp_replace({"frame-ancestors": ["'self'", *origins]})

    def answered(_request: HttpRequest) -> HttpResponseBase:
        return answer

    xframe_options_exempt(named(answered))(HttpRequest())
    return answer


def private(answer: Answer) -> Answer:
    """Let a page that a key opens be kept and passed on by nobody."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"
    return answer


def gone() -> NotFound:
    """Return what a stranger is told."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))


def _in_words_of(chat: Chat, answer: Callable[[], Answer]) -> Answer:
    here = zone(chat.community.zone if chat.community else "Europe/Stockholm")
    with translation.override(chat.language), timezone.override(here):
        response = answer()
    if isinstance(response, HttpResponse):
        response["Content-Language"] = chat.language
    return response
