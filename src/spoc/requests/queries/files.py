"""The files on a request that somebody may read."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from spoc.kit.marked import named_files
from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.records.queries import attachments_of
from spoc.records.rules import WAITING
from spoc.requests import access
from spoc.requests.models import Draft, PlannedReply, SupportRequest

# so long after it was added can words still be begun with a file, or taken up again
KEPT_WAITING = timedelta(days=7)


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


def forgotten_files(moment: datetime) -> dict[int, list[int]]:
    """Return the files that waited a week, by request, and that no draft or plan names any more."""
    waited = Attachment.objects.filter(
        noun="request", part_id=WAITING, added_at__lt=moment - KEPT_WAITING
    )
    pairs = list(waited.order_by("subject_id", "id").values_list("subject_id", "pk"))
    named = _named() if pairs else set()
    found: dict[int, list[int]] = defaultdict(list)
    for number, pk in pairs:
        if pk not in named:
            found[number].append(pk)
    return found


def _named() -> set[int]:
    """Return the files that words still to be sent name, or take along."""
    plans = list(PlannedReply.objects.values_list("text", "files"))
    texts = Draft.objects.filter(text__contains="files/").values_list("text", flat=True)
    words = [*texts, *(text for text, _files in plans)]
    taken_along = {pk for _text, files in plans for pk in files}
    return taken_along.union(*(named_files(text) for text in words))
