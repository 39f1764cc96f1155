"""Finding the request an address names, for whoever asks."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.whole import whole_of


def agent(request: HttpRequest) -> Person:
    """Return who works at the desk; anybody else is sent to the portal's words."""
    person = request.user
    if not isinstance(person, Person) or not may_work_at_desk(person):
        raise NotAllowed(_("This is the desk's own page: your requests are under My requests."))
    return person


def found(request: HttpRequest, number: int) -> SupportRequest:
    """Return the request of this number if the agent may see it; a stranger learns nothing."""
    person, support_request = agent(request), whole_of(number)
    if support_request is None or not access.may_see(person, support_request):
        raise NotFound(_("There is no request R-%(number)s that you may see.") % {"number": number})
    return support_request


def sets_priorities(person: Person) -> bool:
    """Tell whether any role of the person sets priorities by hand: whom to offer it to."""
    return any(reach(person, "override", verb).beyond_own for verb in "XA")
