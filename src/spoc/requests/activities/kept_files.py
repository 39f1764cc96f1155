"""Files that wait in a basket: kept with what they belong to, and handed on when it is ordered."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from django.db.models import QuerySet

from spoc.audit.activities import record
from spoc.people.models import Person
from spoc.records.activities import Upload, attach, detach
from spoc.records.models import Attachment
from spoc.requests.models import Basket, BasketItem, SupportRequest


def keep_files(
    item: BasketItem, *, by: Person, files: Mapping[str, Sequence[Upload]], asked: AbstractSet[str]
) -> None:
    """Keep files with a thing in a basket; its answers name them. Part of putting it there."""
    kept = {
        key: [attach(item.basket, by=by, upload=each, part_id=item.pk).pk for each in files[key]]
        for key in asked & item.answers.keys() & files.keys()
    }
    if kept:
        item.answers |= kept
        item.save(update_fields=["answers"])


def kept_files(item: BasketItem) -> dict[str, list[Attachment]]:
    """Return the files kept with a thing in a basket, by the field they were handed in to."""
    rows = _rows(item.basket_id, item.pk).in_bulk()
    found = {
        key: [rows[pk] for pk in said if pk in rows]
        for key, said in item.answers.items()
        if isinstance(said, list)
    }
    return {key: files for key, files in found.items() if files}


def take_kept_files(
    support_request: SupportRequest, *, by: Person, files: Sequence[Attachment]
) -> list[int]:
    """Let files that waited in a basket be those of the order it became; return their numbers."""
    keys = [each.pk for each in files]
    Attachment.objects.filter(pk__in=keys).update(
        noun="request", subject_id=support_request.pk, part_id=None
    )
    for each in files:
        said = {"filename": each.filename, "size": each.size, "internal": False}
        record("file.attached", support_request, by=by, **said)
    return keys


def drop_kept_files(basket: Basket, *, by: Person, item: int) -> None:
    """Let the files of a thing go that is taken out of a basket."""
    files = list(_rows(basket.pk, item).values_list("pk", flat=True))
    if files:
        detach(basket, by=by, files=files, part_id=item)


def _rows(basket: int, item: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(noun="basket", subject_id=basket, part_id=item)
