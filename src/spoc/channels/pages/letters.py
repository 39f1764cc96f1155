"""Every letter in and out, what became of it, and what can still be done with it."""

from urllib.parse import urlencode

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from spoc.channels import activities
from spoc.channels.access import (
    letters_visible_to,
    may_handle_letter,
    may_read_letters,
    readable_among,
)
from spoc.channels.models import Letter
from spoc.channels.outlook import link_of, look_of
from spoc.channels.pages.answering import found
from spoc.channels.seals import told
from spoc.channels.words import INCOMING, OUTCOME, OUTGOING, STATE, TONE
from spoc.kit.errors import NotAllowed, NotFound
from spoc.kit.keyset import page
from spoc.kit.nouns import find, noun
from spoc.people.models import Person

PAGE_SIZE = 50
IN_A_FRAME = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List letters, the newest first."""
    return render(request, "channels/letters.html", _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Show further rows alone."""
    return render(request, "channels/_letters.html", _listed(request))


@login_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one letter: its words, how it looks, how far it has come."""
    viewer = _reader(request)
    row = found(letters_visible_to(viewer).select_related("community", "channel"), pk)
    about = find(viewer, row.noun, row.subject_id or 0)
    is_read = row.pk in readable_among(viewer, [row])
    context = {
        "letter": row,
        "state": STATE[row.state],
        "tone": TONE.get(row.state, ""),
        "outcome": OUTCOME.get(row.outcome, row.outcome),
        "about": (str(about), noun(row.noun).address(about)) if about else None,
        "look": look_of(row) if is_read else None,
        "link": link_of(row) if is_read else None,
        "may_handle": may_handle_letter(viewer, row),
        "way": _way_of(row),
        "instead_of": row.marks.get("instead_of"),
        "reason": told(row.reason),
        "aside": row.marks.get("aside", []),
    }
    framing = csp_update({"frame-src": ["'self'"]})
    return framing(lambda asked: render(asked, "channels/letter.html", context))(request)


@login_required
@require_safe
@xframe_options_sameorigin
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a letter as its reader sees it, in a frame where nothing in it can act."""
    viewer = _reader(request)
    row = found(letters_visible_to(viewer), pk)
    if row.pk not in readable_among(viewer, [row]):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    response = HttpResponse(look_of(row).html)
    response["Content-Security-Policy"] = IN_A_FRAME
    return response


@login_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a failed letter again."""
    viewer = _reader(request)
    activities.retry(found(letters_visible_to(viewer), pk), by=viewer)
    messages.success(request, _("It waits to go; the next try is now."))
    return redirect("channels:letter", pk=pk)


@login_required
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a letter that was put aside be read after all."""
    viewer = _reader(request)
    activities.release_letter(found(letters_visible_to(viewer), pk), by=viewer)
    messages.success(request, _("Released: it is read within a minute."))
    return redirect("channels:letter", pk=pk)


@login_required
@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a letter that was put aside that it is spam."""
    viewer = _reader(request)
    row = found(letters_visible_to(viewer), pk)
    activities.reject_letter(row, by=viewer)
    messages.success(
        request,
        _("Spam: what this sender writes next is put aside too."),
        extra_tags=reverse("channels:release", args=[pk]),
    )
    return redirect("channels:letter", pk=pk)


def _reader(request: HttpRequest) -> Person:
    """Return who may read letters at all: their words are case content, an administrator's not."""
    person = request.user
    if not isinstance(person, Person):
        raise NotAllowed(_("Sign in first."))
    if not may_read_letters(person):
        raise NotAllowed(
            _("Letters are what people wrote about themselves: ask a service desk agent to look.")
        )
    return person


def _way_of(row: Letter) -> str:
    """Return by which way a letter came or went, in words; empty where none was taken."""
    if row.channel is not None:
        return row.channel.name
    went = not row.is_incoming and row.state == Letter.State.SENT and row.outcome != "kept"
    return _("the house’s server") if went else ""


def _listed(request: HttpRequest) -> dict[str, object]:
    viewer = _reader(request)
    way = "in" if request.GET.get("way") == "in" else "out"
    states = INCOMING if way == "in" else OUTGOING
    state = request.GET.get("state", "")
    letters = letters_visible_to(viewer).filter(is_incoming=way == "in").select_related("community")
    if state in states:
        letters = letters.filter(state=state)
    listed = page(letters, ("-id",), size=PAGE_SIZE, after=request.GET.get("after"))
    return {
        "page": listed,
        "readable": readable_among(viewer, listed.rows),
        "way": way,
        "ways": _choices("way", {"out": _("Out"), "in": _("In")}, way, {}),
        "states": _choices(
            "state", {"": _("All"), **{s: STATE[s] for s in states}}, state, {"way": way}
        ),
        "query": urlencode({"way": way, "state": state}),
        "state_words": STATE,
        "tones": TONE,
        "outcome_words": OUTCOME,
        "told": told,
    }


def _choices(
    name: str, offered: dict[str, object], chosen: str, kept: dict[str, str]
) -> list[dict[str, object]]:
    return [
        {
            "label": words,
            "href": f"/settings/letters?{urlencode({**kept, name: value})}",
            "current": value == chosen,
        }
        for value, words in offered.items()
    ]
