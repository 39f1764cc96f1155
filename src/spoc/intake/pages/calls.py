"""Calls: who rings now, and the log of all there were."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spoc.intake.call_access import RINGS, calls_ringing, calls_visible_to
from spoc.intake.call_queries import rows_of, with_people
from spoc.kit.errors import NotAllowed
from spoc.kit.keyset import page
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.access import may_register

PAGE_SIZE = 50
MOST_RINGING = 5
RINGING = "ringing"


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the calls, the newest first."""
    return render(request, "intake/calls/index.html", _listed(request))


@login_required
@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """Draw the list again, as it is now."""
    return render(request, "intake/calls/_list.html", _listed(request))


@login_required
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """Show earlier calls alone."""
    return render(request, "intake/calls/_rows.html", _listed(request))


@login_required
@require_safe
def ringing(request: HttpRequest) -> HttpResponse:
    """Draw who rings now, with the way to write down what they say."""
    person = _agent(request)
    rows = rows_of(with_people(calls_ringing(person, now()))[:MOST_RINGING], person)
    answer = render(request, "intake/calls/_ringing.html", {"rows": rows})
    # the page they go to while it rings asks again; all others ask for nothing
    if rows:
        answer.set_cookie(
            RINGING,
            "yes",
            max_age=RINGS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    elif RINGING in request.COOKIES:
        answer.delete_cookie(RINGING, samesite="Lax")
    return answer


def _agent(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not may_register(person):
        raise NotAllowed(_("This is the desk's own page: ask under Ask for something."))
    return person


def _listed(request: HttpRequest) -> dict[str, object]:
    person, show = _agent(request), request.GET.get("show", "all")
    calls = calls_visible_to(person)
    if show == "missed":
        calls = calls.filter(interaction__disposition="abandoned")
    elif show == "mine":
        calls = calls.filter(interaction__agent=person)
    found = page(with_people(calls), ("-id",), size=PAGE_SIZE, after=request.GET.get("after"))
    choices = [("all", _("All")), ("missed", _("Not answered")), ("mine", _("Mine"))]
    return {
        "rows": rows_of(found.rows, person),
        "next": found.next,
        "show": show,
        "choices": [
            {"label": words, "href": f"/calls?show={key}", "current": key == show}
            for key, words in choices
        ],
    }
