"""The configuration items an article is about: found by words or number, and chosen."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.cmdb.queries import live_items, matching
from spoc.knowledge import access
from spoc.knowledge.pages.finding import number_in, writer
from spoc.people.models import Person

MOST_CHOSEN, MOST_OFFERED = 50, 12


@login_required
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Show what is chosen, and what fits the words typed."""
    by, words = writer(request), request.GET.get("item_words", "")
    chosen = [number_in(each) for each in request.GET.getlist("items")]
    context = {"choices": item_choices(by, chosen, words)}
    return render(request, "knowledge/_items.html", context)


def item_choices(by: Person, chosen: Iterable[int], words: str) -> dict[str, object]:
    """Return the items chosen, and those in use that fit some words."""
    rows, keys = access.items_shown(by), list(chosen)[:MOST_CHOSEN]
    said = words.replace("\0", "").strip()
    fit = matching(live_items(rows), said).exclude(pk__in=keys) if said else rows.none()
    return {
        "item_rows": list(rows.filter(pk__in=keys).order_by("sort_name", "id")),
        "item_offers": list(fit[:MOST_OFFERED]),
        "item_words": said,
    }
