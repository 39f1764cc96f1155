"""What was said since somebody read a request."""

from django.db.models import Max, QuerySet

from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Entry, SupportRequest

SHOWN = 5


def last_said(support_request: SupportRequest) -> int:
    """Return the number of the last thing said about a request; 0 where nothing was."""
    return support_request.entries.aggregate(last=Max("pk"))["last"] or 0


def said_since(support_request: SupportRequest, person: Person, seen: int) -> QuerySet[Entry]:
    """Return what others said in public after what the person had read, oldest first."""
    news = access.entries_visible_to(person).filter(
        support_request=support_request, is_internal=False, pk__gt=seen
    )
    return news.exclude(author=person).select_related("author").order_by("pk")[:SHOWN]
