"""Chats at the desk: who waits, one's own conversations side by side, and how they end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.queries import categories_for, category_by_key, live_services, service_by_key
from spoc.channels.activities.chat_presence import note_typing
from spoc.channels.activities.chat_transfer import Handing, transfer_chat
from spoc.channels.chat_access import chats_answerable_by, chats_visible_to, may_chat
from spoc.channels.models import Chat
from spoc.channels.queries.chats import (
    WITH,
    held_by,
    held_elsewhere,
    lines_of,
    mark_of,
    waiting_for,
    who_types,
)
from spoc.intake.activities.chats import Ending, answer_chat, close_chat, reply_in_chat
from spoc.intake.chat_forms import EndForm, HandForm, SayForm
from spoc.intake.chat_reading import colleagues_for, request_of, teams_for_chats
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.ui.topics import sign


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show who waits, and the conversations somebody is in."""
    person = _agent(request)
    own = list(held_by(person))
    context = {**_around(person), "panes": [_pane(chat, person) for chat in own]}
    topics = ["chats", *(f"chat-{chat.pk}" for chat in own)]
    return _page(request, "intake/chat/chats.html", context, topics)


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show anew who waits, and who is in which conversation."""
    return render(request, "intake/chat/_listed.html", _around(_agent(request)))


@login_required
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one conversation."""
    person = _agent(request)
    chat = _found(request, pk)
    context = {**_around(person), "panes": [_pane(chat, person)], "only": chat}
    return _page(request, "intake/chat/chats.html", context, ["chats", f"chat-{pk}"])


@login_required
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """Answer who waits longest."""
    person = _agent(request)
    chat = waiting_for(person).first()
    if chat is None:
        messages.info(request, _("Nobody waits just now."))
    else:
        answer_chat(chat, by=person)
    return redirect("intake:chats")


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer this one."""
    chat = _found(request, pk)
    answer_chat(chat, by=_agent(request))
    return redirect("intake:chats")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was said since, or say something and show it; nothing where nothing is new."""
    chat, person = _found(request, pk), _agent(request)
    if request.method == "POST":
        form = SayForm(request.POST, request.FILES)
        form.demand()
        _say(chat, person, form)
    pane = _pane(chat, person)
    if request.GET.get("mark") == pane["mark"]:
        return HttpResponse(status=204)
    return render(request, "intake/chat/_lines.html", {"pane": pane})


@login_required
@require_POST
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something from a page without script."""
    chat, person = _found(request, pk), _agent(request)
    form = SayForm(request.POST, request.FILES)
    if attempt(form, lambda: _say(chat, person, form)) is None:
        context = {**_around(person), "panes": [_pane(chat, person) | {"form": form}], "only": chat}
        return _page(request, "intake/chat/chats.html", context, ["chats"], status=422)
    return redirect("intake:chats")


@login_required
@require_POST
def typing(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the agent is writing."""
    chat = _found(request, pk)
    if chat.agent_id == _agent(request).pk:
        note_typing(chat, is_from_desk=True)
    return HttpResponse(status=204)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a chat on to a colleague or a team."""
    chat, person = _found(request, pk), _agent(request)
    colleagues = {f"person-{each.pk}": each for each in colleagues_for(chat, person)}
    teams = {f"team-{each.pk}": each for each in teams_for_chats()}
    to = [
        (_("A colleague"), [(key, each.name) for key, each in colleagues.items()]),
        (_("A team"), [(key, each.name) for key, each in teams.items()]),
    ]
    form = HandForm(request.POST or None, to=to)

    def hand() -> Chat:
        key, word = form.cleaned_data["to"], form.cleaned_data["word"]
        handing = Handing(colleagues.get(key), teams.get(key), word)
        return transfer_chat(chat, by=person, handing=handing)

    if attempt(form, hand) is None:
        return _step(request, chat, form, _("Hand the chat over"), "transfer")
    messages.success(request, _("Handed over."))
    return redirect("intake:chats")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a chat, and say what it came to."""
    chat, person = _found(request, pk), _agent(request)
    form = EndForm(
        request.POST or None,
        services=[(each.key, str(each)) for each in live_services()],
        categories=[(each.key, str(each)) for each in categories_for(None)],
    )
    if attempt(form, lambda: _end(chat, person, form)) is None:
        return _step(request, chat, form, _("End the chat"), "end")
    messages.success(request, _("The chat is over."))
    return redirect("intake:chats")


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_chat(person):
        raise NotAllowed(_("Chats are answered by the desk: to chat with us, use the portal."))
    return person


def _found(request: HttpRequest, pk: int) -> Chat:
    rows = chats_visible_to(_agent(request)).exclude(person=request.user.pk)
    chat = rows.filter(pk=pk).select_related(*WITH).first()
    if chat is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return chat


def _around(person: Person) -> dict[str, object]:
    return {
        "waiting": list(waiting_for(person)),
        "own": list(held_by(person)),
        "others": list(held_elsewhere(person)),
        "at": now(),
    }


def _pane(chat: Chat, person: Person) -> dict[str, object]:
    said = lines_of(chat, is_desk=True)
    types = who_types(chat, now(), is_desk=True)
    is_theirs = chat.state == "waiting" and chats_answerable_by(person).filter(pk=chat.pk).exists()
    return {
        "chat": chat,
        "lines": said,
        "types": types,
        "mark": mark_of(chat, said, types),
        "request": request_of(chat),
        "is_mine": chat.agent_id == person.pk and not chat.is_over,
        "may_take": is_theirs,
        "form": SayForm(),
    }


def _say(chat: Chat, person: Person, form: SayForm) -> object:
    text = form.cleaned_data["text"]
    return reply_in_chat(chat, by=person, text=text, files=form.uploads())


def _end(chat: Chat, person: Person, form: EndForm) -> Chat:
    given = form.cleaned_data
    ending = Ending(
        disposition=given["disposition"],
        answer=given["answer"],
        service=service_by_key(given["service"]),
        category=category_by_key(given["category"]),
    )
    return close_chat(chat, by=person, ending=ending)


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    topics: list[str],
    status: int = 200,
) -> HttpResponse:
    person = _agent(request)
    signed = [sign(topic, person.pk) for topic in ("queue", *topics)]
    return render(request, template, {**context, "signed": signed}, status=status)


def _step(
    request: HttpRequest, chat: Chat, form: EndForm | HandForm, title: str, noun: str
) -> HttpResponse:
    context = {"chat": chat, "form": form, "title": title, "noun": noun}
    status = 422 if form.is_bound else 200
    return render(request, "intake/chat/step.html", context, status=status)
