"""The front page of the portal, and the requests of a person and of their organisation."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.catalogue.access import public_for
from spoc.catalogue.queries import SPOKEN_TO, offered, spoken_to
from spoc.channels.announce_access import announced_to, announcements_visible_to
from spoc.channels.queries.announced import standing, told_to, with_words
from spoc.kit.errors import NotFound
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.queries import own
from spoc.requests.queries.banners import DISTURBANCES, banners_for
from spoc.ui.topics import sign

MOST_OFFERS = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask how we can help, and show a person their newest requests."""
    person = get_user(request)
    if not isinstance(person, Person):
        return render(request, "requests/portal/welcome.html", _told_to_all(request))
    listed = own.own_listed(person, size=own.AT_HOME)
    count = own.own(person).count()
    shown = _shown(person, listed, DISTURBANCES)
    context = {**shown, "count": count, "banners": banners_for(person), **_told(person)}
    return render(request, "requests/portal/home.html", context)


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


@require_safe
@login_required
def organisation(request: HttpRequest) -> HttpResponse:
    """List what was asked in the organisation the person answers for."""
    person = _person(request)
    if not own.answers_for_organisation(person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    is_all = request.GET.get("show") == "all"
    after = request.GET.get("after")
    listed = own.organisation_listed(person, after=after, open_only=not is_all)
    context = _shown(person, listed) | {"is_all": is_all, "after": after or ""}
    return render(request, "requests/portal/organisation.html", context)


def _told(person: Person) -> dict[str, object]:
    """Return what is announced to a person, and whether they have services to look at."""
    return {"announced": with_words(standing(announcements_visible_to(person), now()))}


def _told_to_all(request: HttpRequest) -> dict[str, object]:
    """Return what somebody may read whom nobody knows: public services, and announcements there."""
    community = spoken_to(None, request.COOKIES.get(SPOKEN_TO, ""))
    rows = told_to(community, now()) if community.shows_status else announced_to(community).none()
    offers = offered(public_for(community), community)[:MOST_OFFERS]
    return {"announced": with_words(rows), "offers": offers}


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
