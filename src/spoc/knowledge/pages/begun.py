"""What is begun in the editor: kept while somebody writes, taken up again, thrown away."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotAllowed
from spoc.knowledge import access
from spoc.knowledge.activities.drafting import drop_article_draft, keep_article_draft
from spoc.knowledge.pages.finding import article_found, gone, writer
from spoc.knowledge.queries.drafts import draft_at, requests_seen
from spoc.knowledge.rules.drafting import Place, kept_of, place_for, place_in
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

Given = dict[str, str]


@dataclass(frozen=True, slots=True)
class Begun:
    """Which editor is shown, and when what stands in it was kept; None where nothing was."""

    place: Place
    kept_at: datetime | None = None


@login_required
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being written, or throw it away and begin anew."""
    by, place = writer(request), place_in(request.POST.get("place", ""))
    if place is None:
        raise gone()
    if request.POST.get("then") == "drop":
        drop_article_draft(place, by=by)
        return HttpResponseRedirect(place.address)
    return JsonResponse({"kept": keep(request, place).kept_at is not None})


def keep(request: HttpRequest, place: Place) -> Begun:
    """Keep what a form holds, where somebody may write it, and return when it was kept."""
    by = writer(request)
    if place.kind in ("article", "translation"):
        article = article_found(request, place.number)
        if place.kind == "article" and not access.may_change(by, article):
            raise NotAllowed(_("Only those who keep this article change it: flag it instead."))
    if place.kind == "request" and not requests_seen(by, [place.number]):
        raise gone()
    given = kept_of({name: request.POST.getlist(name) for name in request.POST})
    kept = keep_article_draft(place, by=by, given=given)
    return Begun(place, kept.kept_at if kept else None)


def place_of_new(request: HttpRequest, about: SupportRequest | None) -> Place:
    """Return which editor of something new this is."""
    given = request.POST if request.method == "POST" else request.GET
    named = place_in(given.get("place", ""))
    if named is not None and named.kind == "new":
        return named
    if about is not None:
        return Place(f"request-{about.pk}", "request", about.pk)
    return place_for(request.GET.get("title", ""))


def taken_up(by: Person, place: Place, given: Given) -> tuple[Given, Begun]:
    """Return what the editor begins with: what was begun there, else what is given; and of when."""
    begun = draft_at(by, place)
    if begun is None:
        return given, Begun(place)
    kept = {name: str(value) for name, value in begun.given.items()}
    # what the form says of itself is not what somebody wrote
    own = {name: given[name] for name in ("request",) if name in given}
    return {**kept, **own}, Begun(place, begun.kept_at)
