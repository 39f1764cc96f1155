"""Knowledge on a request's page: what may help, what was used, and what came of it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spoc.kit.errors import NotFound
from spoc.knowledge import access
from spoc.knowledge.activities import judge_use, use_article
from spoc.knowledge.models import Article, Use
from spoc.knowledge.queries.beside import beside_request
from spoc.knowledge.queries.uses import used_for
from spoc.knowledge.rules import is_outward
from spoc.knowledge.words import OUTCOME
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.requests.access import readable_inside
from spoc.requests.models import SupportRequest

LARGEST = 2**63 - 1


@login_required
@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """Show the knowledge for a request on a page of its own."""
    return render(request, "knowledge/beside.html", _shown(request, number))


@login_required
@require_safe
def rows(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the knowledge for a request, for its page."""
    return render(request, "knowledge/_beside.html", _shown(request, number))


@login_required
@require_POST
def uses(request: HttpRequest, number: int) -> HttpResponse:
    """Say that an article is used for the request."""
    support_request, person = _request_found(request, number), _person(request)
    article = _article_found(person, request.POST.get("article", ""))
    use_article(support_request, by=person, article=article, way="matched")
    return _again(number)


@login_required
@require_POST
def outcome(request: HttpRequest, number: int, use: int) -> HttpResponse:
    """Say what came of using an article."""
    support_request, person = _request_found(request, number), _person(request)
    found = _use_found(support_request, person, use)
    judge_use(found, by=person, outcome=request.POST.get("outcome", ""))
    return _again(number)


@login_required
@require_safe
def words(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Return the words by which a letter points at an article: its title, and where it is read."""
    _request_found(request, number)
    article = _article_found(_person(request), str(pk))
    if not is_outward(article.audience) or article.confidence != "validated":
        raise _gone()
    address = reverse("knowledge:portal-article", kwargs={"pk": article.pk})
    said = f"{article.title}: {settings.SPOC_URL}{address}"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _shown(request: HttpRequest, number: int) -> dict[str, object]:
    support_request, person = _request_found(request, number), _person(request)
    outcomes = [(code, label) for code, label in OUTCOME.items() if code]
    return {
        "sr": support_request,
        "beside": beside_request(support_request, person),
        "outcomes": outcomes,
        "may_write": access.may_write(person) and not support_request.is_restricted,
    }


def _again(number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("knowledge:beside", kwargs={"number": number}))


def _person(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise _gone()
    return person


def _request_found(request: HttpRequest, number: int) -> SupportRequest:
    found = (
        readable_inside(_person(request)).filter(pk=number).first() if number <= LARGEST else None
    )
    if found is None:
        raise NotFound(_("There is no request R-%(number)s that you may see.") % {"number": number})
    return found


def _article_found(person: Person, pk: str) -> Article:
    number = int(pk) if pk.isascii() and pk.isdigit() else 0
    found = access.visible_to(person).filter(pk=number).first() if number <= LARGEST else None
    if found is None:
        raise _gone()
    return found


def _use_found(support_request: SupportRequest, person: Person, pk: int) -> Use:
    found = next((use for use in used_for(support_request, person) if use.pk == pk), None)
    if found is None:
        raise _gone()
    return found


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
