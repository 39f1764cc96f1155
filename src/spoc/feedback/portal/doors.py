"""How somebody comes to say something: signed in, or without an account by a link in a letter."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from spoc.catalogue.queries import voice_for
from spoc.feedback import access
from spoc.feedback.links import complaint_at, complaint_word, survey_at
from spoc.feedback.models import Complaint
from spoc.kit.errors import NotFound
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.voice import Voice
from spoc.requests.access import is_party
from spoc.requests.access import visible_to as requests_visible_to
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import follow

LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who says something about us; `base` is where their pages lie.

    Who came by a link is shown nothing of whoever is signed in here.
    """

    person: Person
    base: str
    by_link: bool = False
    about: SupportRequest | None = None
    voice: Voice | None = None


View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Let those who are signed in come as themselves."""

    @wraps(view)
    def known(request: HttpRequest, **names: int) -> HttpResponse:
        return view(request, Caller(_person(request), "/help/complaints"), **names)

    return login_required(known)


def about_request(view: View) -> View:
    """Let a party to a request come by its number."""

    @wraps(view)
    def numbered(request: HttpRequest, number: int) -> HttpResponse:
        person = _person(request)
        rows = requests_visible_to(person).select_related("community", "service", "assignee")
        found = rows.filter(pk=number).first() if number <= LARGEST else None
        if found is None or not is_party(person, found):
            raise _gone()
        base = f"/help/requests/{number}"
        return view(request, Caller(person, base, about=found))

    return login_required(numbered)


def followed(view: View) -> View:
    """Let whoever holds the signed link of a request come as whom it was sent to."""

    @wraps(view)
    def linked(request: HttpRequest, word: str) -> HttpResponse:
        found = follow(word)
        if not is_party(found.person, found.support_request):
            raise _gone()
        about = found.support_request
        caller = Caller(found.person, f"/follow/{word}", True, about, _voice(found.person, about))
        return _as_linked(request, caller, lambda: view(request, caller))

    return csrf_exempt(linked)


def surveyed(view: View) -> View:
    """Let whoever holds the link of a survey come as whom it was sent to."""

    @wraps(view)
    def linked(request: HttpRequest, word: str, **names: int) -> HttpResponse:
        survey = survey_at(word)
        about = survey.support_request
        voice = _voice(survey.person, about)
        caller = Caller(survey.person, f"/survey/{word}", True, about, voice)
        return _as_linked(request, caller, lambda: view(request, caller, survey, **names))

    return csrf_exempt(linked)


def own_complaint(view: View) -> View:
    """Let who complained, and who answers for their organisation, come by its number."""

    @wraps(view)
    def numbered(request: HttpRequest, pk: int) -> HttpResponse:
        person = _person(request)
        rows = access.followed_by(person).select_related("support_request", "person", "owner")
        found = rows.filter(pk=pk).first() if pk <= LARGEST else None
        if found is None:
            raise _gone()
        base = f"/help/complaints/{pk}"
        return view(request, Caller(person, base, about=found.support_request), found)

    return login_required(numbered)


def linked_complaint(view: View) -> View:
    """Let whoever holds the link of a complaint come as who complained."""

    @wraps(view)
    def linked(request: HttpRequest, word: str) -> HttpResponse:
        found = complaint_at(word)
        about = found.support_request
        voice = _voice(found.person, about)
        caller = Caller(found.person, f"/complaint/{word}", True, about, voice)
        return _as_linked(request, caller, lambda: view(request, caller, found))

    return csrf_exempt(linked)


def way_to(complaint: Complaint, caller: Caller) -> str:
    """Return the page of a complaint by the way its person came."""
    if caller.by_link:
        return f"/complaint/{complaint_word(complaint)}"
    return f"/help/complaints/{complaint.pk}"


def _as_linked(
    request: HttpRequest, caller: Caller, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer in the language of whom the link was sent to; nobody keeps or passes on the page.

    The right to act lies in the address alone, never in a cookie, so no other site can borrow it.
    """
    language = caller.person.speaks
    with translation.override(language), timezone.override(zone(caller.person.lives_in)):
        response = answer()
    response["Content-Language"] = language
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response


def _voice(person: Person, about: SupportRequest | None) -> Voice | None:
    community = (about.community if about else None) or person.community
    return voice_for(community, about.service if about else None) if community else None


def _person(request: HttpRequest) -> Person:
    person = get_user(request)
    if not isinstance(person, Person):
        raise _gone()
    return person


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))
