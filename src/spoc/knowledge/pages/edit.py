"""Writing an article: a new one, one captured from a request, one on hand, or a translation."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spoc.kit.errors import NotAllowed, NotFound, NotPossible, Stale
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities.drafting import drop_article_draft
from spoc.knowledge.models import Article
from spoc.knowledge.pages.begun import Begun, keep, place_of_new, taken_up
from spoc.knowledge.pages.drafting import (
    choices_for,
    conflict_with,
    draft_in,
    given_of,
    preview_of,
)
from spoc.knowledge.pages.finding import article_found, number_in, writer
from spoc.knowledge.rules.drafting import Place
from spoc.people.models import Person
from spoc.requests.access import visible_to as requests_visible_to
from spoc.requests.models import SupportRequest

Act = Callable[[], Article]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down something new, or what was learned at a request."""
    by = writer(request)
    about = _about(by, request.POST.get("request") or request.GET.get("request", ""))
    place = place_of_new(request, about)
    if request.method != "POST":
        given = request.GET.dict() | (given_of(about) if about else {})
        return _show(request, place, given | {"language": given.get("language") or by.speaks})

    def make() -> Article:
        draft = draft_in(by, request.POST)
        return do.capture_article(by, by=by, draft=draft, support_request=about)

    return _done(request, make, place)


@login_required
@require_POST
def capture(request: HttpRequest, number: int) -> HttpResponse:
    """Capture an article from a request in one press, and go on writing it."""
    by = writer(request)
    about = _about(by, str(number))
    if about is None:
        raise NotFound(_("There is no request R-%(number)s that you may see.") % {"number": number})
    draft = draft_in(by, given_of(about))
    made = do.capture_article(by, by=by, draft=draft, support_request=about)
    messages.success(request, _("%(number)s is captured: go on writing.") % _number(made))
    return HttpResponseRedirect(f"/knowledge/{made.pk}/edit")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on at an article; who was overtaken meanwhile loses nothing."""
    by, article = writer(request), article_found(request, pk)
    if not access.may_change(by, article):
        raise NotAllowed(_("Only those who keep this article change it: flag it instead."))
    place = Place(f"article-{pk}", "article", pk)
    if request.method != "POST":
        return _show(request, place, given_of(article), article)
    version = number_in(request.POST.get("version", ""))

    def write() -> Article:
        draft, note = draft_in(by, request.POST, article), request.POST.get("note", "")
        return do.write_article(article, by=by, draft=draft, version=version, note=note)

    return _done(request, write, place, article)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in another language what an article says; the original stands beside."""
    by, article = writer(request), article_found(request, pk)
    place = Place(f"translation-{pk}", "translation", pk)
    if request.method != "POST":
        other = "sv" if article.language == "en" else "en"
        given = given_of(article) | {"language": other, "version": ""}
        return _show(request, place, given, article)

    def say() -> Article:
        return do.translate_article(article, by=by, draft=draft_in(by, request.POST))

    return _done(request, say, place, article)


@login_required
@require_POST
def preview(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Show how the words will look, to the desk and to others."""
    by = writer(request)
    article = article_found(request, pk) if pk else None
    return render(request, "knowledge/_preview.html", preview_of(by, article, request.POST))


def _show(
    request: HttpRequest, place: Place, given: dict[str, str], article: Article | None = None
) -> HttpResponse:
    """Show the editor with what was begun there, else with what is given."""
    given, begun = taken_up(writer(request), place, given)
    is_own = article is not None and place.kind == "article"
    is_overtaken = is_own and given.get("version") != str(article and article.version)
    return _editor(request, given, begun, article, is_overtaken=is_overtaken)


def _done(
    request: HttpRequest, act: Act, place: Place, article: Article | None = None
) -> HttpResponse:
    """Do what the editor asks, or show it again with what is wrong and all that was written."""
    if request.POST.get("then") == "find":
        return _editor(request, request.POST.dict(), Begun(place), article)
    try:
        made = act()
    except (NotPossible, Stale) as refusal:
        begun = keep(request, place)
        return _editor(request, request.POST.dict(), begun, article, refusal=refusal)
    drop_article_draft(place, by=writer(request))
    messages.success(request, _("%(number)s is saved.") % _number(made))
    if request.POST.get("then") == "stay":
        return HttpResponseRedirect(f"/knowledge/{made.pk}/edit")
    return HttpResponseRedirect(f"/knowledge/{made.pk}")


def _editor(
    request: HttpRequest,
    given: dict[str, str],
    begun: Begun,
    article: Article | None = None,
    *,
    refusal: NotPossible | Stale | None = None,
    is_overtaken: bool = False,
) -> HttpResponse:
    by = writer(request)
    wrong = dict(refusal.fields or {}) if refusal else {}
    is_overtaken = is_overtaken or isinstance(refusal, Stale)
    conflict = conflict_with(article, given) if is_overtaken and article else None
    if is_overtaken and article:
        # what is new is on the page: the next save is made knowing it
        given = given | {"version": str(article.version)}
    context = {
        "article": article,
        "is_own": begun.place.kind == "article",
        "is_translation": begun.place.kind == "translation",
        "begun": begun,
        "given": given,
        "choices": choices_for(by, given, request),
        "conflict": conflict,
        "refusal": refusal,
        "wrong": wrong,
        **preview_of(by, article, given),
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/edit.html", context, status=status)


def _about(by: Person, number: str) -> SupportRequest | None:
    """Return the request an article is captured from, if the writer may see it."""
    digits = number_in(number.strip().upper().removeprefix("R-"))
    rows = requests_visible_to(by).select_related("service", "category", "requester")
    return rows.filter(pk=digits).first() if digits else None


def _number(article: Article) -> dict[str, str]:
    return {"number": article.reference}
