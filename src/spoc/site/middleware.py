"""What every request passes: an id in the journal, and the reader's language and zone."""

import re
import uuid
import zoneinfo
from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation

from spoc.catalogue.queries import SPOKEN_TO, community_with

Answer = Callable[[HttpRequest], HttpResponse]
GIVEN_ID = re.compile(r"[\w.-]{1,64}")


def journal(answer: Answer) -> Answer:
    """Name each request, for the journal and for whoever reports what went wrong."""

    def named(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex[:12]
        request.META["spoc.request_id"] = request_id
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = answer(request)
        response["X-Request-ID"] = request_id
        return response

    return named


def reader(answer: Answer) -> Answer:
    """Speak to each in their language and write times in their zone."""

    def read(request: HttpRequest) -> HttpResponse:
        # everybody after us asks for them, so they need not be looked up behind a stand-in
        request.user = get_user(request)
        person = request.user if request.user.is_authenticated else None
        language = person.speaks if person else _asked_for(request)
        zone = zoneinfo.ZoneInfo(person.lives_in if person else "Europe/Stockholm")
        with translation.override(language), timezone.override(zone):
            response = answer(request)
            if isinstance(response, SimpleTemplateResponse):
                response = response.render()
        response.headers.setdefault("Content-Language", language)
        return response

    return read


def onward(answer: Answer) -> Answer:
    """Lead the whole page on from a form posted out of a dialog.

    A script that follows a redirect would fetch the page unseen, with what it says only once.
    """

    def led(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        is_led = request.method == "POST" and "Location" in response
        if is_led and "HX-Request" in request.headers:
            response["HX-Redirect"] = response["Location"]
            del response["Location"]
            response.status_code = 204
        return response

    return led


def _asked_for(request: HttpRequest) -> str:
    """Return what the address asks for, else the cookie.

    Else it is the language of the community they came to, else the browser's first choice.
    """
    known = dict(settings.LANGUAGES)
    for wish in (request.GET.get("language"), request.COOKIES.get("spoc_language")):
        if wish in known:
            return str(wish)
    community = community_with(request.COOKIES.get(SPOKEN_TO, ""))
    if community is not None and community.language in known:
        return str(community.language)
    return translation.get_language_from_request(request)
