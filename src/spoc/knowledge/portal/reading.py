"""What a reader does with an article: they walk its steps, and say whether it solved it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spoc.kit.errors import NotPossible
from spoc.kit.often import demand_seldom
from spoc.knowledge.activities import flag_article
from spoc.knowledge.activities.help import (
    judge_help,
    read_in_help,
    session_of,
    walk_in_help,
)
from spoc.knowledge.help_visit import person_of, visitor_of
from spoc.knowledge.portal.articles import article_found, article_page, gone
from spoc.knowledge.rules.guided import address_of, answers_in

LONGEST = 2_000
AN_HOUR, MOST_SAID = 3600, 120


@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that the article is read: the page says so once it is shown."""
    article, visitor = article_found(request, pk), visitor_of(request)
    demand_seldom(request, "help", most=MOST_SAID, seconds=AN_HOUR)
    words = request.POST.get("words", "")[:LONGEST]
    read_in_help(session_of(visitor), by=visitor.by, article=article, words=words)
    return HttpResponse(status=204)


@require_POST
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Go one step on, by what was chosen."""
    article, visitor = article_found(request, pk), visitor_of(request)
    demand_seldom(request, "help", most=MOST_SAID, seconds=AN_HOUR)
    chosen = request.POST.get("option", "")
    answers = [*answers_in(request.POST.get("steps", "")), *answers_in(chosen)[:1]]
    walk_in_help(session_of(visitor), by=visitor.by, article=article, answers=answers)
    query = {"steps": address_of(answers)}
    if words := request.POST.get("words", "")[:LONGEST]:
        query["words"] = words
    return HttpResponseRedirect(f"{_address(pk)}?{urlencode(query)}#steps")


@require_POST
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether it solved it; where it did not, asking us is next, with all that was said."""
    article, visitor = article_found(request, pk), visitor_of(request)
    demand_seldom(request, "help", most=MOST_SAID, seconds=AN_HOUR)
    is_solved = request.POST.get("solved") == "yes"
    words = request.POST.get("words", "")[:LONGEST]
    judge_help(session_of(visitor), by=visitor.by, article=article, is_solved=is_solved)
    if is_solved:
        messages.success(request, _("Good. Thank you for telling us."))
        return HttpResponseRedirect(_address(pk))
    asked = words or article.title
    return HttpResponseRedirect(f"{reverse('intake:portal-ask')}?{urlencode({'words': asked})}")


@login_required
@require_POST
def flags(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is wrong with the article itself."""
    article, person = article_found(request, pk), person_of(request)
    if person is None:
        raise gone()
    reason, words = request.POST.get("reason", ""), request.POST.get("remark", "")
    try:
        flag_article(article, by=person, reason=reason, words=words)
    except NotPossible as refusal:
        return article_page(request, article, refusal=refusal, remark=words)
    messages.success(request, _("Thank you. Whoever keeps it looks at it."))
    return HttpResponseRedirect(_address(pk))


def _address(pk: int) -> str:
    return reverse("knowledge:portal-article", kwargs={"pk": pk})
