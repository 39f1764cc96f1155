"""Articles in the portal: found by words or by topic, and read."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.kit import store
from spoc.kit.errors import NotFound
from spoc.knowledge.help_visit import community_of, known_visitor, person_of
from spoc.knowledge.models import Article, HelpReading
from spoc.knowledge.queries.help import reading_of
from spoc.knowledge.queries.matching import matches
from spoc.knowledge.queries.portal_article import (
    article_shown,
    guide_of,
    lines,
    listed,
    topics,
    visible,
)
from spoc.knowledge.words import FLAG_REASON
from spoc.records.queries import attachments_of

LARGEST = 2**63 - 1
MOST_FOUND, MOST_SUGGESTED, LONGEST_SOUGHT = 20, 5, 2_000
FLAGS = ("wrong", "outdated", "unclear", "incomplete")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the articles a reader may see: what fits their words, or those of a topic."""
    person = person_of(request)
    community = community_of(request, person)
    rows, words = visible(person, community), request.GET.get("q", "")[:LONGEST_SOUGHT].strip()
    topic = request.GET.get("topic", "")[:50]
    context: dict[str, object] = {"words": words, "topic": topic}
    if words:
        said = get_language() or ""
        context["matches"] = matches(words, person, community, said, limit=MOST_FOUND)
        return render(request, "knowledge/portal/found.html", context)
    shown = rows.filter(services__key=topic) if topic else rows
    found = listed(shown, request.GET.get("after") or None)
    known = topics(rows, community)
    name = next((name for key, name, _count in known if key == topic), "")
    context |= {"lines": lines(found.rows), "next": found.next, "topics": known, "name": name}
    return render(request, "knowledge/portal/articles.html", context)


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article, its steps as far as they were walked, and ask whether it solved it."""
    return article_page(request, article_found(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def suggested(request: HttpRequest) -> HttpResponse:
    """Show what may help with the words somebody is writing."""
    person = person_of(request)
    given = request.POST if request.method == "POST" else request.GET
    words = (given.get("words", "") or given.get("q", ""))[:LONGEST_SOUGHT]
    community, language = community_of(request, person), get_language() or ""
    found = matches(words, person, community, language, limit=MOST_SUGGESTED)
    context = {"matches": found, "words": words}
    return render(request, "knowledge/portal/_matches.html", context)


@require_safe
def file(request: HttpRequest, pk: int, number: int, filename: str) -> FileResponse:
    """Hand out a file that the open words of an article show."""
    files = attachments_of(article_found(request, pk)).filter(is_internal=False)
    found = files.filter(pk=number).first() if number <= LARGEST else None
    if found is None or not found.is_picture:
        raise gone()
    response = FileResponse(store.open(found.digest), filename=found.filename)
    response["Content-Type"] = found.content_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def article_page(request: HttpRequest, article: Article, **further: object) -> HttpResponse:
    """Draw the page of an article."""
    person, words = person_of(request), request.GET.get("words", "")[:LONGEST_SOUGHT]
    guide = guide_of(article, request.GET.get("steps", ""))
    context = {
        "told": article_shown(article, person, community_of(request, person)),
        "article": article,
        "guide": guide,
        "reading": _reading(request, article),
        "sought": words,
        "reasons": [(code, FLAG_REASON[code]) for code in FLAGS] if person else [],
        **further,
    }
    status = 422 if "refusal" in further else 200
    return render(request, "knowledge/portal/article.html", context, status=status)


def article_found(request: HttpRequest, pk: int) -> Article:
    """Return the article of this number, if the portal shows it to the reader."""
    person = person_of(request)
    rows = visible(person, community_of(request, person)).select_related("validated_by")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    return found


def gone() -> NotFound:
    """Return what a stranger is told, and whoever asks for what is not there."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))


def _reading(request: HttpRequest, article: Article) -> HelpReading | None:
    """Return what the reader said of the article on this visit."""
    visitor = known_visitor(request)
    return reading_of(visitor.person, visitor.mark, article) if visitor else None
