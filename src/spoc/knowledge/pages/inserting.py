"""Articles offered while somebody writes, after `??`: what the other side may read, as a link."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.pages.finding import agent, number_in
from spoc.people.models import Person
from spoc.requests.access import workable_by
from spoc.requests.models import SupportRequest
from spoc.search.queries import best

LONGEST = 60
MOST = 8


@login_required
@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Show the articles that fit; to others only what they may read is offered."""
    person, words = agent(request), request.GET.get("words", "")[:LONGEST]
    about = _written_in(person, request.GET.get("request", ""))
    is_note = request.GET.get("kind") == "note"
    found = _found(person, about, words, is_note=is_note)
    offered = [
        {
            "label": article.title,
            "small": f"{article.reference} · {article.get_language_display()}",
            "text": _link(article, is_note=is_note),
            "uses": f"/requests/{about.pk}/knowledge/uses" if about else "",
            "article": article.pk,
        }
        for article in found
    ]
    return render(request, "knowledge/_insert.html", {"offers": offered})


def _found(
    person: Person, about: SupportRequest | None, words: str, *, is_note: bool
) -> list[Article]:
    """Return the articles that fit, the best first; without words the newest of the service."""
    reader = person if is_note or about is None else about.requester
    rows = access.visible_to(reader)
    if not words.strip():
        near = rows.filter(services=about.service) if about and about.service_id else rows
        return list(near.exclude(confidence="archived").order_by("-use_count", "-id")[:MOST])
    keys = best(reader, words, noun="article", limit=MOST * 3)
    kept = rows.exclude(confidence="archived").in_bulk(keys)
    return [kept[pk] for pk in keys if pk in kept][:MOST]


def _link(article: Article, *, is_note: bool) -> str:
    """Return the title with where it is read: at the desk, or in the portal."""
    place = "knowledge" if is_note else "help/articles"
    title = article.title.replace("[", "(").replace("]", ")")
    return f"[{title}]({settings.SPOC_URL}/{place}/{article.pk})"


def _written_in(person: Person, number: str) -> SupportRequest | None:
    """Return the request somebody writes in, where they may work on it."""
    digits = number_in(number)
    rows = workable_by(person).select_related("requester__community", "service")
    return rows.filter(pk=digits).first() if digits else None
