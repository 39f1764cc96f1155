"""What was done with a request, for whoever may know: all of it inside, its outline outside."""

from django.db.models import QuerySet

from spoc.audit.models import Fact
from spoc.audit.queries import story
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest

# what the one who asked sees in letters and on their own page anyway
OUTLINE = (
    "request.registered",
    "request.declined",
    "request.started",
    "request.answered",
    "request.replied",
    "request.paused",
    "request.resumed",
    "request.resolved",
    "request.reminded",
    "request.reopened",
    "request.closed",
    "request.cancelled",
)


def facts_of(support_request: SupportRequest, person: Person) -> QuerySet[Fact]:
    """Return the facts of a request that the person may read, oldest first."""
    facts = story(support_request)
    if access.may_read_inside(person, support_request):
        return facts
    return facts.filter(kind__in=OUTLINE)
