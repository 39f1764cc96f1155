"""Chatting as a visitor: beginning, writing, and leaving."""

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.queries import SPOKEN_TO, spoken_to
from spoc.channels.activities.chat import Visitor, begin_chat, say_in_chat
from spoc.channels.activities.chat_presence import note_seen, note_typing
from spoc.channels.kinds.chat import chat_kind
from spoc.channels.models import Channel, Chat
from spoc.channels.queries.chats import (
    chat_open_of,
    chat_way_for,
    is_full,
    is_staffed,
    lines_of,
    mark_of,
    opens_at,
    standing_of,
    who_types,
)
from spoc.intake.activities.chats import Ending, close_chat, leave_message
from spoc.intake.chat_forms import BeginForm, SayForm
from spoc.intake.chat_reading import request_of
from spoc.intake.chat_visit import ChatVisit, gone
from spoc.kit import store
from spoc.kit.attempt import attempt
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import first_mail, system
from spoc.records.queries import attachments_of
from spoc.requests.models import SupportRequest

BYTES = "application/octet-stream"
# where a browser remembers its chat, so that its visitor finds back
KEPT = "spoc.chat"


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Let somebody begin to wait, or leave a message where nobody answers now."""
    found = get_user(request)
    person = found if isinstance(found, Person) else None
    channel = chat_way_for(spoken_to(person, request.COOKIES.get(SPOKEN_TO, "")).pk)
    if channel is None:
        return render(request, "intake/chat/none.html")
    kept = chat_open_of(person, request.session.get(KEPT, ""))
    if kept is not None:
        return redirect("intake:chat-talk", key=kept.key)
    form = BeginForm(request.POST or None, is_known=person is not None)
    made = begun(form, channel, visitor_in(form, person), by=person)
    if isinstance(made, Chat):
        request.session[KEPT] = made.key
        return redirect("intake:chat-talk", key=made.key)
    if made is not None:
        return redirect("intake:portal-chat-left")
    context = offered(form, channel, is_known=person is not None)
    return render(request, "intake/chat/begin.html", context, status=422 if form.is_bound else 200)


@require_safe
def left_message(request: HttpRequest) -> HttpResponse:
    """Say that a message arrived."""
    return render(request, "intake/chat/left.html")


@require_safe
def show(request: HttpRequest, visit: ChatVisit) -> HttpResponse:
    """Show a conversation, and where to write."""
    return _page(request, visit, SayForm())


@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, visit: ChatVisit) -> HttpResponse:
    """Show what was said since, or say something and show it; nothing where nothing is new."""
    if request.method == "POST":
        form = SayForm(request.POST, request.FILES)
        form.demand()
        _say(visit, form)
    note_seen(visit.chat)
    context = _conversation(visit)
    if request.GET.get("mark") == context["mark"]:
        return HttpResponse(status=204)
    return render(request, "intake/chat/_conversation.html", context)


@require_POST
def words(request: HttpRequest, visit: ChatVisit) -> HttpResponse:
    """Say something from a page without script."""
    form = SayForm(request.POST, request.FILES)
    if attempt(form, lambda: _say(visit, form)) is None:
        return _page(request, visit, form, status=422)
    return redirect(visit.address)


@require_POST
def typing(request: HttpRequest, visit: ChatVisit) -> HttpResponse:
    """Note that the visitor is writing."""
    note_typing(visit.chat, is_from_desk=False)
    note_seen(visit.chat)
    return HttpResponse(status=204)


@require_POST
def leaving(request: HttpRequest, visit: ChatVisit) -> HttpResponse:
    """Leave, before or after somebody answered."""
    close_chat(visit.chat, by=visit.person or system(), ending=Ending(), event="left")
    return redirect(visit.address)


@require_safe
def file(request: HttpRequest, visit: ChatVisit, number: int, filename: str) -> FileResponse:
    """Hand out a file of this chat."""
    found = attachments_of(visit.chat).filter(pk=number, is_internal=False).first()
    if found is None:
        raise gone()
    response = FileResponse(
        store.open(found.digest),
        as_attachment=not found.is_picture,
        filename=found.filename,
        content_type=found.content_type if found.is_picture else BYTES,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def begun(
    form: BeginForm, channel: Channel, visitor: Visitor | None, *, by: Person | None
) -> Chat | SupportRequest | None:
    """Begin what a form asks: a chat, or a request where nobody is there; None where refused."""
    if visitor is None:
        return None
    who, text = by or system(), form.cleaned_data["text"]
    if not is_staffed(channel, now()) or is_full(channel, is_known=by is not None):
        return attempt(form, lambda: leave_message(channel, by=who, visitor=visitor, words=text))
    return attempt(form, lambda: begin_chat(channel, by=who, visitor=visitor, words=text))


def visitor_in(form: BeginForm, person: Person | None) -> Visitor | None:
    """Return who wants to chat; nobody while the form says too little."""
    if not form.is_bound or not form.is_valid():
        return None
    if person is not None:
        return Visitor(person.name, first_mail(person), person.speaks, person)
    given = form.cleaned_data
    return Visitor(given["name"], given["mail"], spoken_here())


def spoken_here() -> str:
    """Return the language a visitor reads us in, as we keep it."""
    language = (get_language() or "en")[:2]
    return language if language in dict(settings.LANGUAGES) else "en"


def offered(form: BeginForm, channel: Channel, *, is_known: bool) -> dict[str, object]:
    """Return what the page shows on which somebody begins."""
    kind, moment = chat_kind(channel), now()
    is_open = is_staffed(channel, moment) and not is_full(channel, is_known=is_known)
    return {
        "form": form,
        "channel": channel,
        "is_open": is_open,
        "greeting": kind.greeting(spoken_here()) if is_open else kind.offline(spoken_here()),
        "opens_at": None if is_staffed(channel, moment) else opens_at(channel, moment),
    }


def _say(visit: ChatVisit, form: SayForm) -> object:
    by, text = visit.person or system(), form.cleaned_data["text"]
    return say_in_chat(visit.chat, by=by, text=text, is_from_desk=False, files=form.uploads())


def _conversation(visit: ChatVisit) -> dict[str, object]:
    chat, moment = visit.chat, now()
    said = lines_of(chat, is_desk=False)
    types = who_types(chat, moment, is_desk=False)
    standing = standing_of(chat, moment) if chat.state == "waiting" else None
    place = f"-{standing.place}-{standing.minutes}" if standing else ""
    return {
        "visit": visit,
        "chat": chat,
        "lines": said,
        "types": types,
        "standing": standing,
        "mark": mark_of(chat, said, types) + place,
        "number": request_of(chat) if chat.is_over else None,
    }


def _page(request: HttpRequest, visit: ChatVisit, form: SayForm, status: int = 200) -> HttpResponse:
    note_seen(visit.chat)
    context = {**_conversation(visit), "form": form, "title": _("Chat with us")}
    return render(request, "intake/chat/talk.html", context, status=status)
