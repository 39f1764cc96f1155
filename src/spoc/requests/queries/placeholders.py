"""What the placeholders of prepared words stand for on a request, in the reader's words."""

from django.utils import translation
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.rules.placeholders import filled, used
from spoc.ui import words


def values_for(support_request: SupportRequest, person: Person, language: str) -> dict[str, str]:
    """Return the value of each placeholder; empty where the request does not say it."""
    requester = support_request.requester
    here, due = zone(requester.lives_in), support_request.due_at
    with translation.override(language):
        return {
            "requester.first_name": requester.first_name,
            "requester.name": requester.name,
            "number": support_request.reference,
            "title": support_request.title,
            "service": str(support_request.service or ""),
            "agent.name": person.name,
            "team": support_request.team.name if support_request.team else "",
            "today": words.day(now(), now=now(), zone=here, language=language),
            "due": words.moment_in_full(due, zone=here, language=language) if due else "",
        }


def language_of(support_request: SupportRequest) -> str:
    """Return the language the requester is written to in."""
    return support_request.language or support_request.requester.speaks


def filled_for(
    text: str, support_request: SupportRequest, person: Person, language: str = ""
) -> str:
    """Return prepared words as they read on this request; what it does not say stays in braces."""
    language = language or language_of(support_request)
    return filled(text, values_for(support_request, person, language))


def demand_filled(text: str, support_request: SupportRequest, person: Person, language: str) -> str:
    """Return prepared words as they read on this request, or refuse where it lacks one of them."""
    values = values_for(support_request, person, language)
    lacking = [name for name in used(text) if not values[name]]
    if lacking:
        said = _("%(number)s has nothing to put in the place of {%(name)s}.")
        raise NotPossible(said % {"number": support_request.reference, "name": lacking[0]})
    return filled(text, values)
