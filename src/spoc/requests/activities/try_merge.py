"""`try_merge`: what a merge would make of two requests, found out by making it and undoing it."""

from dataclasses import dataclass

from django.db import transaction

from spoc.kit.time import now
from spoc.people.models import Person
from spoc.records.queries import watchers_of
from spoc.requests.activities.merge import merge
from spoc.requests.models import SupportRequest
from spoc.requests.queries.promises import ClockFace, faces_of, promises_of


@dataclass(frozen=True, slots=True)
class MergeTrial:
    """Two requests as one: who gets letters, which of them anew, the clocks, and what moves."""

    into: SupportRequest
    told: list[str]
    told_anew: list[str]
    clocks: list[ClockFace]
    clocks_before: dict[str, ClockFace]
    moved: dict[str, int]


def try_merge(support_request: SupportRequest, *, by: Person, into: SupportRequest) -> MergeTrial:
    """Return what the merge would lead to, by its own law, and leave everything as it is.

    What the merge refuses is refused here in the same words.
    """
    before = {face.metric: face for face in faces_of(promises_of(into), now())}
    had = _told(into)
    # whoever shows the two goes on with them as they stand
    ours, theirs = _anew(support_request), _anew(into)
    with transaction.atomic():
        merge(ours, by=by, into=theirs)
        moved = ours.merges.order_by("-id")[0].moved
        told = _told(theirs)
        clocks = faces_of(promises_of(theirs), now())
        transaction.set_rollback(True)
    counts = {name: len(keys) for name, keys in moved.items() if keys}
    return MergeTrial(into, told, [n for n in told if n not in had], clocks, before, counts)


def _told(support_request: SupportRequest) -> list[str]:
    copied = watchers_of(support_request).filter(is_copied=True)
    return [support_request.requester.name, *(watch.person.name for watch in copied)]


def _anew(support_request: SupportRequest) -> SupportRequest:
    return SupportRequest.objects.get(pk=support_request.pk)
