"""The live board of the desk, and the same on a wall that everybody in the room reads."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_safe
from markupsafe import Markup

from spoc.kit.time import now
from spoc.requests.pages.finding import agent
from spoc.requests.queries.board import BoardRead, board_of, read_board
from spoc.requests.queries.counts import COUNTED, counts_in
from spoc.ui.answered import as_answered

FIGURES = "requests/board/_figures.html"
# as many lines of a list as a screen in the room has height for
MOST_ON_WALL = 4


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show how the desk stands now."""
    person = agent(request)
    read = read_board(person, request.GET.get("tier", ""), is_counted=person.is_at_desk)
    if person.is_at_desk:
        # the navigation of the page tells what was counted along
        setattr(request, COUNTED, counts_in(person, read.found))
    shown = {"figures": _figures(read, is_wall=False), "tier": read.tier}
    return render(request, "requests/board/page.html", shown)


@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Draw the figures alone: asked for when a queue changed."""
    return HttpResponse(_read_and_drawn(request, is_wall=False))


@login_required
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Show the board on a screen in the room."""
    shown = {"figures": _read_and_drawn(request, is_wall=True)}
    return render(request, "requests/board/wall.html", shown)


@login_required
@require_safe
def wall_figures(request: HttpRequest) -> HttpResponse:
    """Draw the figures of the wall alone."""
    return HttpResponse(_read_and_drawn(request, is_wall=True))


def _read_and_drawn(request: HttpRequest, *, is_wall: bool) -> Markup:
    return _figures(read_board(agent(request), request.GET.get("tier", "")), is_wall=is_wall)


def _figures(read: BoardRead, *, is_wall: bool) -> Markup:
    """Return the figures; many look at them at once, on walls and whenever a queue changed."""

    def drawn() -> str:
        board = board_of(read, is_wall=is_wall)
        shown = {"board": board, "is_wall": is_wall, "moment": now(), "most_on_wall": MOST_ON_WALL}
        return get_template(FIGURES).render(shown)

    return as_answered(FIGURES, (is_wall, read.said), drawn)
