"""What is announced to many: the list, a page for each, and what stands now."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.channels.activities import (
    change_announcement,
    draft_announcement,
    end_announcement,
    publish_announcement,
    update_announcement,
)
from spoc.channels.announce_access import announcements_visible_to, may_announce
from spoc.channels.forms.announcements import AnnouncementForm, WordForm, known_announcement
from spoc.channels.models import Announcement
from spoc.channels.queries.announced import standing, with_words
from spoc.kit import keyset
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.time import now
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person

LARGEST = 2**63
PAGE = 50


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what was announced, the newest first."""
    viewer = _reader(request)
    rows = announcements_visible_to(viewer).prefetch_related("communities", "services")
    found = keyset.page(rows, ("-id",), size=PAGE, after=request.GET.get("after") or None)
    context = {"rows": found.rows, "next": found.next, "announces": may_announce(viewer)}
    return render(request, "channels/announcements.html", context)


@login_required
@require_safe
def standing_now(request: HttpRequest) -> HttpResponse:
    """Draw what is announced at this moment, for the desk's pages."""
    rows = standing(announcements_visible_to(_reader(request)), now())
    return render(request, "channels/_announced_desk.html", {"announced": with_words(rows)})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write an announcement; nobody else reads it until it is published."""
    viewer = _announcer(request)
    form = AnnouncementForm(request.POST or None, viewer=viewer)
    made = attempt(form, lambda: _drafted(form, viewer))
    if made is None:
        status = 422 if form.is_bound else 200
        context: dict[str, object] = {"form": form, "row": None, "updates": []}
        return render(request, "channels/announcement.html", context, status=status)
    messages.success(request, _("Written. Nobody else reads it until you publish it."))
    return redirect("channels:announcement", pk=made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """Read or change an announcement."""
    viewer = _reader(request)
    row = _found(viewer, pk)
    form = None
    if may_announce(viewer) and row.state != Announcement.State.ENDED:
        beginning = known_announcement(row)
        form = AnnouncementForm(request.POST or None, viewer=viewer, initial=beginning)
        if attempt(form, lambda: _changed(row, form, viewer)) is not None:
            messages.success(request, _("Saved."))
            return redirect("channels:announcement", pk=pk)
    return _page(request, row, form, WordForm())


@login_required
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish it."""
    viewer = _announcer(request)
    publish_announcement(_found(viewer, pk), by=viewer)
    messages.success(request, _("Published."))
    return redirect("channels:announcement", pk=pk)


@login_required
@require_POST
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell more of it, or end it with a last word."""
    viewer = _announcer(request)
    row = _found(viewer, pk)
    form = WordForm(request.POST)
    is_end = "end" in request.POST
    if attempt(form, lambda: _said(row, form, viewer, is_end=is_end)) is None:
        beginning = AnnouncementForm(viewer=viewer, initial=known_announcement(row))
        return _page(request, row, beginning, form)
    messages.success(request, _("It has ended.") if is_end else _("Told."))
    return redirect("channels:announcement", pk=pk)


def _said(row: Announcement, form: WordForm, viewer: Person, *, is_end: bool) -> Announcement:
    if is_end:
        return end_announcement(row, by=viewer, words=form.words())
    return update_announcement(row, by=viewer, words=form.words())


def _drafted(form: AnnouncementForm, viewer: Person) -> Announcement:
    given = form.particulars()
    return draft_announcement(given.pop("kind"), by=viewer, **given)


def _changed(row: Announcement, form: AnnouncementForm | None, viewer: Person) -> object:
    return form and change_announcement(row, by=viewer, **form.particulars())


def _reader(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person) or not may_work_at_desk(request.user):
        raise NotAllowed(_("This is the desk's own page: what is told to you is in the portal."))
    return request.user


def _announcer(request: HttpRequest) -> Person:
    viewer = _reader(request)
    if not may_announce(viewer):
        raise NotAllowed(_("You may read announcements, not write them: ask your coordinator."))
    return viewer


def _found(viewer: Person, pk: int) -> Announcement:
    row = announcements_visible_to(viewer).filter(pk=pk).first() if pk < LARGEST else None
    if row is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return row


def _page(
    request: HttpRequest, row: Announcement, form: AnnouncementForm | None, word: WordForm
) -> HttpResponse:
    is_wrong = bool((form and form.is_bound) or word.is_bound)
    updates = row.updates.select_related("by").order_by("-id")
    context = {"form": form, "row": row, "word": word, "updates": updates}
    return render(request, "channels/announcement.html", context, status=422 if is_wrong else 200)
