"""The chat on pages elsewhere: a small script, and the page it shows in a frame."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from spoc.channels.kinds.chat import chat_kind
from spoc.channels.models import Channel, Chat
from spoc.intake.chat_forms import BeginForm
from spoc.intake.chat_visit import channel_of, framable, private
from spoc.intake.portal_chat import begun, offered, visitor_in
from spoc.people.voice import Voice, voice_of

FIVE_MINUTES = 300


@require_safe
@cache_control(public=True, max_age=FIVE_MINUTES)
def script(request: HttpRequest, mark: str) -> HttpResponse:
    """Give the script that a page elsewhere loads; it works on the sites the channel names."""
    channel = channel_of(mark)
    address = reverse("intake:chat-widget", kwargs={"mark": mark})
    context = {
        "address": f"{settings.SPOC_URL}{address}",
        "origins": chat_kind(channel).origins,
        "labels": {code: _label(code) for code, _language in settings.LANGUAGES},
    }
    kind = "text/javascript; charset=utf-8"
    response = render(request, "intake/chat/embed.js", context, content_type=kind)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, mark: str) -> HttpResponse:
    """Let somebody begin to wait from a page elsewhere, where nobody is signed in.

    No cookie is asked for, so there is nothing that another site could borrow.
    """
    channel = channel_of(mark)
    form = BeginForm(request.POST or None, is_known=False)
    made = begun(form, channel, visitor_in(form, None), by=None)
    if isinstance(made, Chat):
        return redirect("intake:chat-framed", mark=mark, key=made.key)
    if made is not None:
        return redirect("intake:chat-widget-left", mark=mark)
    context = {**offered(form, channel, is_known=False), "voice": _voice(channel)}
    status = 422 if form.is_bound else 200
    response = render(request, "intake/chat/begin_framed.html", context, status=status)
    framable(private(response), channel)
    return response


@require_safe
def left_message(request: HttpRequest, mark: str) -> HttpResponse:
    """Say that a message arrived."""
    channel = channel_of(mark)
    response = render(request, "intake/chat/left_framed.html", {"voice": _voice(channel)})
    framable(private(response), channel)
    return response


def _voice(channel: Channel) -> Voice | None:
    return voice_of(channel.community) if channel.community else None


def _label(language: str) -> str:
    with override(language):
        return _("Chat with us")
