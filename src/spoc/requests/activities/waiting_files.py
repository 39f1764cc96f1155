"""Files that were added while somebody wrote: kept at once, shown to others when it is sent."""

from collections.abc import Iterable

from spoc.kit.marked import named_files
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import Upload, attach
from spoc.records.models import Attachment
from spoc.records.rules import WAITING
from spoc.requests import access
from spoc.requests.models import Entry, SupportRequest


def keep_file(support_request: SupportRequest, *, by: Person, upload: Upload) -> Attachment:
    """Keep a file for words that are being written; until they are sent it is the writer's."""
    demand(access.may_work(by, support_request))
    return attach(support_request, by=by, upload=upload, part_id=WAITING, is_internal=True)


def take_waiting_files(entry: Entry, others: Iterable[int] = ()) -> list[Attachment]:
    """Give an entry the files its words name that waited for it; part of saying it."""
    named = [*(named_files(entry.text) if entry.is_marked else []), *others]
    return _moved(entry, named, WAITING, entry.pk, is_internal=entry.is_internal)


def give_back_files(entry: Entry) -> None:
    """Let the files of an entry wait again, since its words do; part of taking it back."""
    kept = Attachment.objects.filter(
        noun="request", subject_id=entry.support_request_id, part_id=entry.pk
    )
    _moved(entry, list(kept.values_list("pk", flat=True)), entry.pk, WAITING, is_internal=True)


def _moved(
    entry: Entry, numbers: list[int], part: int, to: int, *, is_internal: bool
) -> list[Attachment]:
    if not numbers:
        return []
    found = Attachment.objects.filter(
        noun="request", subject_id=entry.support_request_id, pk__in=numbers, part_id=part
    )
    moved = list(found.order_by("id"))
    found.update(part_id=to, is_internal=is_internal)
    return moved
