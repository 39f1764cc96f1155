"""What an agent writes: replies now and later, notes, call logs, and the drafts of them."""

from typing import BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotPossible, Refusal, Stale
from spoc.records.activities import Upload
from spoc.requests import activities
from spoc.requests.activities import moment_of
from spoc.requests.models import Entry, SupportRequest
from spoc.requests.pages.finding import agent, found
from spoc.requests.pages.place import number_of, place_of
from spoc.requests.pages.whole import whole
from spoc.requests.queries.recipients import recipients
from spoc.requests.queries.since import said_since
from spoc.requests.queries.timeline import said_of
from spoc.requests.rules.sending import Sending

KINDS = ("reply", "note", "call")
# what was said, and where a reply that can still be taken back is taken back
Said = tuple[str, str]


@login_required
def entries(request: HttpRequest, number: int) -> HttpResponse:
    """Add a reply, a note or a call log; what cannot be sent is given back as written, and kept."""
    if request.method != "POST":
        return HttpResponseRedirect(_back(request, number))
    support_request = found(request, number)
    kind = request.POST.get("kind", "")
    kind = kind if kind in KINDS else "reply"
    try:
        said, undo = _say(request, support_request, kind)
    except (NotPossible, Stale) as refusal:
        return _given_back(request, support_request, kind, refusal)
    messages.success(request, said, extra_tags=undo)
    return HttpResponseRedirect(_back(request, number))


@login_required
@require_POST
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what is being written."""
    return JsonResponse({"kept": _keep(request, found(request, number))})


def _keep(request: HttpRequest, support_request: SupportRequest) -> bool:
    given = request.POST
    kept = activities.keep_draft(
        support_request,
        by=agent(request),
        kind=given.get("kind", "reply"),
        text=given.get("text", ""),
        cc=given.get("cc", ""),
        bcc=given.get("bcc", ""),
        is_shared="is_shared" in given,
    )
    return kept is not None


def _given_back(
    request: HttpRequest, support_request: SupportRequest, kind: str, refusal: Refusal
) -> HttpResponse:
    """Show the page with what was typed where it was typed; an empty field gets the draft back."""
    person, given = agent(request), request.POST
    words = given.get("text", "")
    shown = whole(request, support_request, kind)
    shown |= {"refusal": refusal, "minutes": given.get("minutes", ""), "given": given.dict()}
    if isinstance(refusal, Stale):
        seen = number_of(given.get("seen", "")) or 0
        news = said_since(support_request, person, seen)
        shown["news"] = [said_of(each, []) for each in news]
    if words.strip() and shown["may_work"]:
        _keep(request, support_request)
        shown["written"] = words
    return render(request, "requests/request.html", shown, status=422)


def _say(request: HttpRequest, support_request: SupportRequest, kind: str) -> Said:
    by, text = agent(request), request.POST.get("text", "")
    if request.POST.get("then") == "keep":
        _keep(request, support_request)
        return _("The draft is kept."), ""
    if kind == "note":
        activities.note(support_request, by=by, text=text, is_marked=True)
        return _("The note is added."), ""
    if kind == "call":
        minutes = request.POST.get("minutes", "")
        spent = int(minutes) if minutes.isdecimal() and len(minutes) < 10 else 0
        activities.log_call(support_request, by=by, text=text, minutes=spent, is_marked=True)
        return _("The call is logged."), ""
    return _reply(request, support_request, text)


def _reply(request: HttpRequest, support_request: SupportRequest, text: str) -> Said:
    by, then = agent(request), request.POST.get("then")
    if then == "wait":
        sending = _sending(request)
        activities.pause(support_request, by=by, reason="customer", question=text, sending=sending)
        return _("The question is sent, and the request waits for the answer."), ""
    files = [
        Upload(file.name or "file", file.content_type or "", cast(BinaryIO, file.file))
        for file in request.FILES.getlist("files")
    ]
    if then == "later":
        return _plan(request, support_request, text, files)
    sending = _sending(request, wait_seconds=settings.SPOC_UNDO_SECONDS)
    entry = activities.reply(support_request, by=by, text=text, files=files, sending=sending)
    return _("The reply is on its way."), _undo(request, entry)


def _plan(
    request: HttpRequest, support_request: SupportRequest, text: str, files: list[Upload]
) -> Said:
    activities.plan_reply(
        support_request,
        by=agent(request),
        text=text,
        send_at=moment_of(request.POST.get("send_at", ""), field="send_at"),
        files=files,
        sending=_sending(request),
    )
    return _("The reply waits for its moment."), ""


def _sending(request: HttpRequest, wait_seconds: int = 0) -> Sending:
    """Return how the form wants a reply to go out."""
    given = request.POST
    return Sending(
        is_marked=True,
        cc=recipients(given.get("cc", ""), "cc"),
        bcc=recipients(given.get("bcc", ""), "bcc"),
        wait_seconds=wait_seconds,
        seen=number_of(given.get("seen", "")),
    )


def _undo(request: HttpRequest, entry: Entry) -> str:
    """Return where the reply can be taken back; empty where no letter waits to go."""
    if entry.letter is None or not settings.SPOC_UNDO_SECONDS:
        return ""
    place = place_of(request.POST.get("queue", ""))
    here = f"&queue={place.quoted}" if place.key else ""
    return f"/requests/{entry.support_request_id}/taking-back?entry={entry.pk}{here}"


def _back(request: HttpRequest, number: int) -> str:
    place = place_of(request.POST.get("queue", ""))
    return f"/requests/{number}?queue={place.quoted}" if place.key else f"/requests/{number}"
