"""What can be had: to each as their community is told of it; to whom nobody knows, what is public.

Who is not served yet asks here without signing in.
"""

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from spoc.catalogue.access import had_by, public_for, public_offerings, shown_to
from spoc.catalogue.forms import EnquiryForm
from spoc.catalogue.models import Service
from spoc.catalogue.queries import (
    SPOKEN_TO,
    community_with,
    offered,
    spoken_to,
    told_of,
    voice_for,
)
from spoc.catalogue.queries.offers import found_by, offered_to
from spoc.intake.activities import Enquiry, enquire
from spoc.kit.attempt import attempt
from spoc.kit.errors import NotFound
from spoc.kit.often import demand_seldom
from spoc.people.models import Community, Person
from spoc.people.queries import system

HALF_A_YEAR = 180 * 24 * 3600
AN_HOUR = 3600
MOST_ENQUIRIES = 5
LONGEST_WORDS = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what can be ordered, by service, or what fits some words; then the services."""
    person, community = _reader(request)
    words = request.GET.get("words", "").replace("\0", "").strip()[:LONGEST_WORDS]
    services = had_by(person) if person else public_for(community)
    rows = shown_to(person) if person else public_offerings(community)
    context = {
        "groups": offered_to(found_by(rows, words), person, community),
        "offers": offered(services, community, words),
        "words": words,
    }
    return render(request, "catalogue/portal/offers.html", context)


@require_safe
def service(request: HttpRequest, key: str) -> HttpResponse:
    """Tell of one service, in its own voice where it has one."""
    return _page(request, _found(request, key), EnquiryForm())


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, key: str) -> HttpResponse:
    """Take down what somebody asks who is not signed in: it becomes a request."""
    row = _found(request, key)
    if request.method != "POST":
        return redirect("catalogue:offer", key=key)
    _person, community = _reader(request)
    form = EnquiryForm(request.POST)
    if attempt(form, lambda: _enquired(request, form, row, community)) is None:
        return _page(request, row, form, status=422)
    return render(request, "catalogue/portal/enquired.html", {"service": str(row)})


@require_safe
def at(request: HttpRequest, key: str) -> HttpResponse:
    """Speak from now on in this community's voice to whoever is not signed in."""
    if community_with(key) is None:
        raise _gone()
    response = redirect("/help")
    is_secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(
        SPOKEN_TO, key, max_age=HALF_A_YEAR, secure=is_secure, httponly=True, samesite="Lax"
    )
    return response


def _enquired(
    request: HttpRequest, form: EnquiryForm, row: Service, community: Community
) -> object:
    demand_seldom(request, "enquiry", most=MOST_ENQUIRIES, seconds=AN_HOUR)
    said = form.cleaned_data
    asked = Enquiry(
        name=said["name"],
        mail=said["mail"],
        organisation=said["organisation"],
        words=said["words"],
        language=get_language() or "",
        is_by_machine=bool(said["website"]),
    )
    return enquire(row, by=system(), community=community, enquiry=asked)


def _reader(request: HttpRequest) -> tuple[Person | None, Community]:
    person = get_user(request)
    known = person if isinstance(person, Person) else None
    return known, spoken_to(known, request.COOKIES.get(SPOKEN_TO, ""))


def _found(request: HttpRequest, key: str) -> Service:
    person, community = _reader(request)
    rows = had_by(person) if person else public_for(community)
    row = rows.filter(key=key, is_unknown=False).first()
    if row is None:
        raise _gone()
    return row


def _page(request: HttpRequest, row: Service, form: EnquiryForm, status: int = 200) -> HttpResponse:
    _person, community = _reader(request)
    context = {"form": form, "voice": voice_for(community, row), "offer": told_of(row, community)}
    return render(request, "catalogue/portal/offer.html", context, status=status)


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
