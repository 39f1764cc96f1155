"""The front page of the portal, and the requests of a person and of their organisation."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue.queries import SPOKEN_TO, spoken_to
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests.portal.front import front_for, front_for_all, status_for
from spoc.requests.queries import own
from spoc.requests.queries.banners import banners_for
from spoc.ui.topics import sign


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first; then how services are, what waits, what can be had, and one's requests."""
    person = get_user(request)
    if not isinstance(person, Person):
        return render(request, "requests/portal/welcome.html", front_for_all(request))
    context = front_for(person, spoken_to(person, request.COOKIES.get(SPOKEN_TO, "")))
    return render(request, "requests/portal/home.html", context)


@require_safe
@login_required
def status_now(request: HttpRequest) -> HttpResponse:
    """Show again how services are, as far as it concerns the person."""
    return render(request, "requests/portal/_status.html", status_for(_person(request)))


@require_safe
@login_required
def disturbances(request: HttpRequest) -> HttpResponse:
    """Show again what does not work now, as far as it concerns the person."""
    context = {"banners": banners_for(_person(request))}
    return render(request, "requests/portal/_banners.html", context)


@require_safe
@login_required
def newest(request: HttpRequest) -> HttpResponse:
    """Show again the newest requests of a person."""
    person = _person(request)
    context = _shown(person, own.own_listed(person, size=own.AT_HOME))
    return render(request, "requests/portal/_newest.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's own requests, open ones first."""
    return render(request, "requests/portal/mine.html", _mine(request))


@require_safe
@login_required
def mine_rows(request: HttpRequest) -> HttpResponse:
    """List them again, without the page around."""
    return render(request, "requests/portal/_mine.html", _mine(request))


def _mine(request: HttpRequest) -> dict[str, object]:
    person, after = _person(request), request.GET.get("after", "")
    return _shown(person, own.own_listed(person, after=after)) | {"after": after}


def _person(request: HttpRequest) -> Person:
    person = get_user(request)
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return person


def _shown(person: Person, listed: own.Listed, *further: str) -> dict[str, object]:
    topics = [f"request-{row.number}" for row in listed.rows]
    return {
        "listed": listed,
        "topics": topics,
        "signed_topics": [sign(topic, person.pk) for topic in (*topics, *further)],
        "has_organisation": own.answers_for_organisation(person),
    }
