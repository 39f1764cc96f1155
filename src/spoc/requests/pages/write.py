"""What an agent writes: replies, notes, call logs, and the drafts of them."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotPossible
from spoc.records.activities import Upload
from spoc.requests import activities
from spoc.requests.models import SupportRequest
from spoc.requests.pages.finding import agent, found
from spoc.requests.pages.place import place_of
from spoc.requests.pages.request import context

KINDS = ("reply", "note", "call")


@login_required
def entries(request: HttpRequest, number: int) -> HttpResponse:
    """Add a reply, a note or a call log; what cannot be sent is given back as written, and kept."""
    if request.method != "POST":
        return HttpResponseRedirect(_back(request, number))
    support_request = found(request, number)
    kind = request.POST.get("kind", "")
    kind = kind if kind in KINDS else "reply"
    try:
        said = _say(request, support_request, kind)
    except NotPossible as refusal:
        return _given_back(request, support_request, kind, refusal)
    messages.success(request, said)
    return HttpResponseRedirect(_back(request, number))


@login_required
@require_POST
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what is being written."""
    kept = activities.keep_draft(
        found(request, number),
        by=agent(request),
        kind=request.POST.get("kind", "reply"),
        text=request.POST.get("text", ""),
    )
    return JsonResponse({"kept": kept is not None})


def _given_back(
    request: HttpRequest, support_request: SupportRequest, kind: str, refusal: NotPossible
) -> HttpResponse:
    """Show the page with what was typed where it was typed; an empty field gets the draft back."""
    words = request.POST.get("text", "")
    shown = context(request, support_request, kind)
    shown |= {"refusal": refusal, "minutes": request.POST.get("minutes", "")}
    if words.strip() and shown["may_work"]:
        activities.keep_draft(support_request, by=agent(request), kind=kind, text=words)
        shown["written"] = words
    return render(request, "requests/request.html", shown, status=refusal.status)


def _say(request: HttpRequest, support_request: SupportRequest, kind: str) -> str:
    by, text = agent(request), request.POST.get("text", "")
    if kind == "note":
        activities.note(support_request, by=by, text=text)
        return _("The note is added.")
    if kind == "call":
        minutes = request.POST.get("minutes", "")
        spent = int(minutes) if minutes.isdecimal() and len(minutes) < 10 else 0
        activities.log_call(support_request, by=by, text=text, minutes=spent)
        return _("The call is logged.")
    return _reply(request, support_request, text)


def _reply(request: HttpRequest, support_request: SupportRequest, text: str) -> str:
    by = agent(request)
    if request.POST.get("then") == "wait":
        activities.pause(support_request, by=by, reason="customer", question=text)
        return _("The question is sent, and the request waits for the answer.")
    files = [
        Upload(file.name or "file", file.content_type or "", cast(BinaryIO, file.file))
        for file in request.FILES.getlist("files")
    ]
    activities.reply(support_request, by=by, text=text, files=files)
    return _("The reply is on its way.")


def _back(request: HttpRequest, number: int) -> str:
    place = place_of(request.POST.get("queue", ""))
    return f"/requests/{number}?queue={place.quoted}" if place.key else f"/requests/{number}"
