"""Who is on a visit to self-help: somebody signed in, or a stranger by a mark in their session.

The mark is kept as a digest: it tells whether two readings are of one visit, and nothing of whom.
"""

import secrets

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from spoc.catalogue.queries import SPOKEN_TO, spoken_to
from spoc.knowledge.activities.help import Visitor
from spoc.people.models import Community, Person

MARK = "spoc.help"


def person_of(request: HttpRequest) -> Person | None:
    """Return who reads; none where nobody is signed in."""
    person = get_user(request)
    return person if isinstance(person, Person) else None


def community_of(request: HttpRequest, person: Person | None) -> Community:
    """Return in whose voice the reader is spoken to."""
    return spoken_to(person, request.COOKIES.get(SPOKEN_TO, ""))


def visitor_of(request: HttpRequest) -> Visitor:
    """Return who is on the visit; a stranger is given a mark with their first step."""
    person = person_of(request)
    if person is None and MARK not in request.session:
        request.session[MARK] = secrets.token_urlsafe(16)
    return _visitor(request, person)


def known_visitor(request: HttpRequest) -> Visitor | None:
    """Return who is on a visit, or may be: a stranger who did nothing yet is on none."""
    person = person_of(request)
    return _visitor(request, person) if person or MARK in request.session else None


def _visitor(request: HttpRequest, person: Person | None) -> Visitor:
    word = request.session.get(MARK, "")
    mark = salted_hmac(MARK, word, algorithm="sha256").hexdigest() if word else ""
    community = community_of(request, person)
    return Visitor(person, mark, community if community.pk else None)
