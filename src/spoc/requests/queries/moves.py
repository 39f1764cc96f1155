"""Which moves of its life each person may make with a request now: for buttons and machines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from spoc.people.access import reach
from spoc.people.models import Person
from spoc.records.queries import watched
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.rules import moves_from

# what each move asks of the person; all others ask that they may work on the request
CLASSIFYING = ("classify", "reclassify", "decline")
DECIDING = ("confirm", "reopen", "cancel")


def moves_of(support_request: SupportRequest, person: Person) -> list[str]:
    """Return the moves the person may make with this request, as it tells by itself."""
    own = Own(
        works=access.may_work(person, support_request),
        is_copied=partial(_is_copied, person, support_request),
    )
    return _moves(support_request, person, own)


def moves_of_all(rows: Sequence[SupportRequest], person: Person) -> dict[int, list[str]]:
    """Return the moves the person may make with each of these requests, in two queries."""
    numbers = [row.pk for row in rows]
    workable = access.workable_by(person).filter(pk__in=numbers)
    work = set(workable.values_list("pk", flat=True))
    copied = watched("request", person).filter(subject_id__in=numbers, is_copied=True)
    parties = set(copied.values_list("subject_id", flat=True))
    return {
        row.pk: _moves(row, person, Own(row.pk in work, partial(parties.__contains__, row.pk)))
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Own:
    """Whether a request is somebody's to work on, and how to know that it is copied to them."""

    works: bool
    is_copied: Callable[[], bool]


def _moves(row: SupportRequest, person: Person, own: Own) -> list[str]:
    possible = [move.verb for move in moves_from(row.status, row.pending_reason)]
    # within a request that may be worked on, classifying is a matter of the role alone
    classifies = own.works and reach(person, "classify", "X").beyond_own
    is_theirs = person.pk in (row.requester_id, row.on_behalf_of_id)
    answers = dict.fromkeys(CLASSIFYING, classifies)
    answers |= dict.fromkeys(DECIDING, own.works or is_theirs)
    answers |= {"start": row.assignee_id == person.pk, "auto_close": False}
    answers |= {"await_approval": False, "clear": False}
    for verb, is_known in (("resume", own.works or is_theirs), ("follow_up", is_theirs)):
        if verb in possible:
            answers[verb] = is_known or own.is_copied()
    return [verb for verb in possible if answers.get(verb, own.works)]


def _is_copied(person: Person, row: SupportRequest) -> bool:
    return watched("request", person).filter(subject_id=row.pk, is_copied=True).exists()
