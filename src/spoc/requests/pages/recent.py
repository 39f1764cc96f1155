"""What somebody opened last, and what came back to them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from spoc.requests.pages.finding import agent
from spoc.requests.queries.reminders import came_back, recently_seen


@login_required
@require_GET
def recent(request: HttpRequest) -> HttpResponse:
    """Show the requests somebody opened last."""
    return render(request, "requests/recent.html", {"recent": recently_seen(agent(request))})


@login_required
@require_GET
def recent_menu(request: HttpRequest) -> HttpResponse:
    """Draw the same as a menu alone: fetched when it opens."""
    return render(request, "requests/_recent.html", {"recent": recently_seen(agent(request))})


@login_required
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """Draw what came back alone: asked for when something changed."""
    shown = {"came_back": list(came_back(agent(request)))}
    return render(request, "requests/_came_back.html", shown)
