"""Calendars given out: an address made, shown once, revoked, and read by whoever knows it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.people.models import Person, Team
from spoc.rota import access
from spoc.rota.activities import feed_of, open_feed, revoke_feed
from spoc.rota.pages.answering import colleague, found, keeper
from spoc.rota.queries.own import calendar_of


@login_required
@require_POST
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Make an address for one's own shifts, and show it this once."""
    return _opened(request, colleague(request), None)


@login_required
@require_POST
@never_cache
def of_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an address for a team's shifts, and show it this once."""
    viewer = keeper(request)
    return _opened(request, viewer, found(access.teams_kept_by(viewer), pk))


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an address give nothing any more."""
    viewer = colleague(request)
    feed = found(access.feeds_of(viewer), pk)
    revoke_feed(feed, by=viewer)
    messages.success(request, _("The address gives nothing any more."))
    return redirect("rota:own" if feed.team_id is None else "rota:week")


@require_safe
@never_cache
def read(request: HttpRequest, word: str) -> HttpResponse:
    """Give the shifts behind a secret address to a calendar."""
    feed = feed_of(word)
    if feed is None:
        raise NotFound(_("This calendar address gives nothing: ask for a new one."))
    host = settings.SPOC_URL.partition("//")[2]
    return HttpResponse(
        calendar_of(feed, now(), host),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="rota.ics"'},
    )


def _opened(request: HttpRequest, viewer: Person, team: Team | None) -> HttpResponse:
    feed, secret = open_feed(viewer, by=viewer, team=team)
    address = settings.SPOC_URL + reverse("rota:calendar", kwargs={"word": secret})
    return render(request, "rota/calendar.html", {"feed": feed, "address": address})
