"""One article as the desk reads it: what it says, how far it is trusted, and what became of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.audit.activities import sentence
from spoc.audit.queries import story, values_of
from spoc.knowledge import access
from spoc.knowledge.activities.writing import words_of
from spoc.knowledge.models import Article
from spoc.knowledge.pages.acts import offered
from spoc.knowledge.pages.finding import agent, article_found
from spoc.knowledge.queries.reading import article_told
from spoc.knowledge.queries.uses import uses_of
from spoc.knowledge.queries.versions import compared
from spoc.knowledge.rules.standard import outward, standard
from spoc.ui.topics import sign

NEWEST_FACTS = 40


@login_required
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article, with all the desk knows of it and can do with it."""
    article = article_found(request, pk)
    context = {**_shown(request, article), "live_topics": [sign(f"article-{pk}", _me(request))]}
    return render(request, "knowledge/article.html", context)


@login_required
@require_safe
def now_shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw an article alone: asked for when something in it changed."""
    shown = _shown(request, article_found(request, pk))
    return render(request, "knowledge/_article.html", shown)


@login_required
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an article said once, beside what it said before or says now."""
    article = article_found(request, pk)
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    context = {"article": article, **compared(article, old, new)}
    return render(request, "knowledge/versions.html", context)


@login_required
@require_safe
def translations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article side by side with what says the same in another language."""
    article, person = article_found(request, pk), agent(request)
    told = article_told(article, person)
    chosen = request.GET.get("language", "")
    others = [each for each in told.translations if not chosen or each.language == chosen]
    beside = article_told(others[0], person) if others else None
    context = {"article": article, "told": told, "beside": beside}
    return render(request, "knowledge/translations.html", context)


def _shown(request: HttpRequest, article: Article) -> dict[str, object]:
    person = agent(request)
    words = words_of(article)
    facts = story(article).order_by("-id")[:NEWEST_FACTS]
    return {
        "article": article,
        "told": article_told(article, person),
        "acts": offered(article, person),
        "may_change": access.may_change(person, article),
        "may_write": access.may_write(person),
        "may_settle": access.may_settle(person, article),
        "services": list(article.services.all()),
        "items": list(access.items_shown(person).filter(articles=article).order_by("sort_name")),
        "flags": list(article.flags.filter(settled_at=None).select_related("by")),
        "uses": list(uses_of(article, person)),
        "references": list(access.references_visible_to(person).filter(articles=article)),
        "revisions": list(article.revisions.select_related("by").order_by("-number")[:20]),
        "checks": [*standard(words), *outward(words)],
        "story": [(fact.at, sentence(fact.kind, values_of(fact))) for fact in facts],
    }


def _me(request: HttpRequest) -> int:
    return agent(request).pk
