"""The live board of the desk, and the same on a wall that everybody in the room reads."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.kit.time import now
from spoc.requests.pages.finding import agent
from spoc.requests.queries.board import Board, board_for, board_of, read_board
from spoc.requests.queries.counts import COUNTED, counts_in

# as many lines of a list as a screen in the room has height for
MOST_ON_WALL = 4


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show how the desk stands now."""
    person, tier = agent(request), request.GET.get("tier", "")
    read = read_board(person, tier, is_counted=person.is_at_desk)
    if person.is_at_desk:
        # the navigation of the page tells what was counted along
        setattr(request, COUNTED, counts_in(person, read))
    board = board_of(person, read, tier=tier)
    return render(request, "requests/board/page.html", _drawn(board, is_wall=False))


@login_required
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Draw the figures alone: asked for when a queue changed."""
    return render(request, "requests/board/_figures.html", _board(request))


@login_required
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Show the board on a screen in the room."""
    return render(request, "requests/board/wall.html", _board(request, is_wall=True))


@login_required
@require_safe
def wall_figures(request: HttpRequest) -> HttpResponse:
    """Draw the figures of the wall alone."""
    return render(request, "requests/board/_figures.html", _board(request, is_wall=True))


def _board(request: HttpRequest, *, is_wall: bool = False) -> dict[str, object]:
    board = board_for(agent(request), tier=request.GET.get("tier", ""), is_wall=is_wall)
    return _drawn(board, is_wall=is_wall)


def _drawn(board: Board, *, is_wall: bool) -> dict[str, object]:
    return {"board": board, "is_wall": is_wall, "moment": now(), "most_on_wall": MOST_ON_WALL}
