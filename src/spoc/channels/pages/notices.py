"""The notices of the person who is signed in: the list, the panel, the bell, and the log."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from spoc.channels.access import notices_visible_to, tellings_visible_to
from spoc.channels.activities import see_notices
from spoc.channels.pages.answering import found
from spoc.channels.queries.notices import about, rows_of, unseen
from spoc.channels.words import WAY
from spoc.kit.errors import NotAllowed
from spoc.kit.keyset import page
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person

PAGE_SIZE = 50
IN_THE_PANEL = 8
NEWEST_FIRST = ("-last_at", "-id")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what the person was told of, the newest first."""
    return render(request, "channels/notices/index.html", _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Show further notices alone."""
    return render(request, "channels/notices/_rows.html", _listed(request))


@login_required
@require_safe
def panel(request: HttpRequest) -> HttpResponse:
    """Show the newest unseen ones over the page at hand."""
    return _panel(request)


@login_required
@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """Draw the bell again, with the count of this moment."""
    _agent(request)
    return render(request, "ui/_bell_anew.html")


@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note that all was read."""
    person = _agent(request)
    count = see_notices(person, unseen(person))
    if _is_in_panel(request):
        return _panel(request)
    words = ngettext("%(count)s notice is read.", "%(count)s notices are read.", count)
    messages.success(request, words % {"count": count})
    return redirect("channels:notices")


@login_required
@require_POST
def one_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one was read."""
    person = _agent(request)
    see_notices(person, notices_visible_to(person).filter(pk=found(unseen(person), pk).pk))
    return _panel(request) if _is_in_panel(request) else redirect("channels:notices")


@login_required
@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one was read, and lead on to what it is about."""
    person = _agent(request)
    notice = found(notices_visible_to(person), pk)
    see_notices(person, notices_visible_to(person).filter(pk=notice.pk))
    known = about(person, [notice]).get((notice.noun, notice.subject_id))
    if known is None:
        messages.warning(request, _("What this was about is not yours to see any more."))
        return redirect("channels:notices")
    return HttpResponseRedirect(known.address)


@login_required
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show what the person was told, when, and by which way."""
    person = _agent(request)
    told = tellings_visible_to(person).select_related("letter")
    listed = page(told, ("-at", "-id"), size=PAGE_SIZE, after=request.GET.get("after"))
    context = {"page": listed, "about": about(person, listed.rows), "ways": WAY}
    return render(request, "channels/notices/log.html", context)


def _is_in_panel(request: HttpRequest) -> bool:
    """Tell whether it was read in the panel, over a page that is not to be left."""
    return request.POST.get("at") == "panel"


def _panel(request: HttpRequest) -> HttpResponse:
    person = _agent(request)
    newest = list(unseen(person).order_by(*NEWEST_FIRST)[:IN_THE_PANEL])
    return render(request, "channels/notices/panel.html", {"rows": rows_of(person, newest)})


def _listed(request: HttpRequest) -> dict[str, object]:
    person = _agent(request)
    is_all = request.GET.get("show") == "all"
    notices = notices_visible_to(person) if is_all else unseen(person)
    listed = page(notices, NEWEST_FIRST, size=PAGE_SIZE, after=request.GET.get("after"))
    return {
        "rows": rows_of(person, listed.rows),
        "next": listed.next,
        "show": "all" if is_all else "unseen",
        "choices": [
            {"label": _("Unread"), "href": "/notices", "current": not is_all},
            {"label": _("All"), "href": "/notices?show=all", "current": is_all},
        ],
    }


def _agent(request: HttpRequest) -> Person:
    """Return who works at the desk; notices are theirs alone."""
    person = get_user(request)
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person
