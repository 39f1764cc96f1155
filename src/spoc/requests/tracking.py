"""The link by which a request is followed without an account: signed, expiring, revocable."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

SALT = "spoc.requests.follow"
OPEN_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Followed:
    """A request as reached by a link, and the person the link was sent to."""

    support_request: SupportRequest
    person: Person


def word_for(support_request: SupportRequest, person: Person) -> str:
    """Return the word that opens this request to this person, until it expires or is revoked."""
    pair = [support_request.pk, person.pk, support_request.link_version]
    return signing.dumps(pair, salt=SALT, compress=False)


def link_for(support_request: SupportRequest, person: Person) -> str:
    """Return the whole address of the request's page for this person."""
    return f"{settings.SPOC_URL}/follow/{word_for(support_request, person)}"


def page_of(support_request: SupportRequest) -> str:
    """Return the whole address of the request's page, for those who sign in."""
    return f"{settings.SPOC_URL}/help/requests/{support_request.pk}"


def desk_page_of(support_request: SupportRequest) -> str:
    """Return the whole address of the request's page at the desk."""
    return desk_page(f"/requests/{support_request.pk}")


def desk_page(path: str) -> str:
    """Return the whole address of a page at the desk."""
    return f"{settings.SPOC_URL}{path}"


def follow(word: str) -> Followed:
    """Return what the word opens; a forged, old or revoked one opens nothing and tells nothing."""
    gone = NotFound(_("This link is no longer valid: sign in, or write to us for a new one."))
    try:
        number, person_id, version = signing.loads(word, salt=SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise gone from None
    found = SupportRequest.objects.select_related("requester", "community", "team", "assignee")
    support_request = found.filter(pk=number, link_version=version).first()
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if support_request is None or person is None:
        raise gone
    return Followed(support_request, person)
