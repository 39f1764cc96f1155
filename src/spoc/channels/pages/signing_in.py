"""Signing a channel in: a code, and where somebody who has the right enters it."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spoc.channels.access import may_shape, visible_to
from spoc.channels.activities import ask_in, let_in
from spoc.channels.models import Channel
from spoc.channels.pages.answering import found
from spoc.channels.tokens import Code
from spoc.kit.errors import NotAllowed
from spoc.kit.keys import decrypt, encrypt
from spoc.people.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def signing_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a code, show it, and look whether it was entered."""
    viewer = request.user
    if not isinstance(viewer, Person) or not may_shape(viewer):
        raise NotAllowed(_("Only administrators change channels: ask one of them."))
    channel = found(visible_to(viewer), pk)
    code = _remembered(request, channel)
    if request.method == "GET":
        return render(request, "channels/signing_in.html", {"channel": channel, "code": code})
    if code is None or request.POST.get("anew"):
        _remember(request, channel, ask_in(channel, by=viewer))
        return redirect("channels:signing_in", pk=pk)
    if not let_in(channel, by=viewer, flow=code.flow):
        messages.info(request, _("The code was not entered yet. Enter it, then look again."))
        return redirect("channels:signing_in", pk=pk)
    request.session.pop(_key(channel), None)
    messages.success(request, _("%(name)s is signed in. Test it now.") % {"name": channel.name})
    return redirect("channels:channels")


def _key(channel: Channel) -> str:
    return f"code-{channel.pk}"


def _remember(request: HttpRequest, channel: Channel, code: Code) -> None:
    kept = json.dumps([code.words, code.address, code.flow])
    request.session[_key(channel)] = encrypt(kept)


def _remembered(request: HttpRequest, channel: Channel) -> Code | None:
    kept = request.session.get(_key(channel))
    return Code(*json.loads(decrypt(kept))) if kept else None
