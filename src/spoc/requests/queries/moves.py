"""Which moves of its life each person may make with a request now: for buttons and machines."""

from collections.abc import Sequence

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
    """Return the moves the person may make with this request."""
    return moves_of_all([support_request], person)[support_request.pk]


def moves_of_all(rows: Sequence[SupportRequest], person: Person) -> dict[int, list[str]]:
    """Return the moves the person may make with each of these requests, in two queries."""
    numbers = [row.pk for row in rows]
    workable = access.workable_by(person).filter(pk__in=numbers)
    work = set(workable.values_list("pk", flat=True))
    copied = watched("request", person).filter(subject_id__in=numbers, is_copied=True)
    parties = set(copied.values_list("subject_id", flat=True))
    # within a request that may be worked on, classifying is a matter of the role alone
    classifies = reach(person, "classify", "X").beyond_own
    found = {}
    for row in rows:
        works = row.pk in work
        decides = works or person.pk in (row.requester_id, row.on_behalf_of_id)
        answers = dict.fromkeys(CLASSIFYING, works and classifies)
        answers |= dict.fromkeys(DECIDING, decides)
        answers["start"] = row.assignee_id == person.pk
        answers["resume"] = decides or row.pk in parties
        answers["auto_close"] = False
        answers["follow_up"] = person.pk in (row.requester_id, row.on_behalf_of_id) or (
            person.pk in parties
        )
        found[row.pk] = [m.verb for m in moves_from(row.status) if answers.get(m.verb, works)]
    return found
