"""What is offered while somebody writes: text snippets after `::`, colleagues after `@@`."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.pages.finding import agent
from spoc.requests.pages.place import number_of
from spoc.requests.queries.macros import snippets_for
from spoc.requests.queries.mentions import mentionable
from spoc.requests.queries.placeholders import filled_for, language_of

LONGEST = 60


@login_required
@require_safe
def snippets(request: HttpRequest) -> HttpResponse:
    """Show the text snippets that fit, each filled for the request it is written in."""
    person, sr = agent(request), _written_in(request)
    is_note = request.GET.get("kind") == "note"
    language = person.speaks if is_note or sr is None else language_of(sr)
    offers = []
    for row in snippets_for(person, request.GET.get("words", "")[:LONGEST]):
        text = row.text_in(language)
        filled = filled_for(text, sr, person, language) if sr else text
        offers.append({"label": str(row), "small": " ".join(filled.split())[:80], "text": filled})
    return render(request, "requests/macros/_expand.html", {"offers": offers})


@login_required
@require_safe
def mentions(request: HttpRequest) -> HttpResponse:
    """Show the colleagues that fit, to be mentioned in a note."""
    people = mentionable(agent(request), request.GET.get("words", "")[:LONGEST])
    offers = [{"label": p.name, "small": p.title, "text": f"@{p.name} "} for p in people]
    return render(request, "requests/macros/_expand.html", {"offers": offers})


def _written_in(request: HttpRequest) -> SupportRequest | None:
    """Return the request somebody writes in, where they may work on it."""
    number = number_of(request.GET.get("request", ""))
    rows = access.workable_by(agent(request)).select_related("requester", "service", "team")
    return rows.filter(pk=number).first() if number else None
