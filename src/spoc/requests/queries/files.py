"""The files on a request that somebody may read."""

from django.db.models import Q, QuerySet

from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.records.queries import attachments_of
from spoc.records.rules import WAITING
from spoc.requests import access
from spoc.requests.models import SupportRequest


def attachments_visible_to(person: Person, support_request: SupportRequest) -> QuerySet[Attachment]:
    """Return the files on a request: those of words the person may read, and inner ones inside."""
    entries = access.entries_visible_to(person).filter(support_request=support_request)
    readable = Q(part_id=None) | Q(part_id__in=entries.values("pk"))
    files = attachments_of(support_request).filter(readable)
    if access.may_read_inside(person, support_request):
        return files
    return files.filter(is_internal=False)


def waiting_files(
    support_request: SupportRequest, person: Person, numbers: list[int]
) -> list[Attachment]:
    """Return which of these files wait for words that the person writes, or goes on with."""
    if not numbers:
        return []
    files = attachments_of(support_request).filter(pk__in=numbers, part_id=WAITING)
    return [file for file in files if access.may_open_waiting(person, support_request, file)]
