"""What was done with a request, for whoever may know: all of it inside, its outline outside."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

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


def facts_of_all(rows: Sequence[SupportRequest], person: Person) -> QuerySet[Fact]:
    """Return the facts of several requests that the person may read, each oldest first."""
    inside = [row.pk for row in rows if access.may_read_inside(person, row)]
    told = Q(subject_id__in=inside) | Q(kind__in=OUTLINE)
    facts = Fact.objects.filter(told, noun="request", subject_id__in=[row.pk for row in rows])
    return facts.select_related("by", "particulars").order_by("subject_id", "seq")
