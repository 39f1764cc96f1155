"""`take_next`: the most urgent request that nobody has, and no two people get the same."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from spoc.kit.errors import NotPossible, Stale
from spoc.people.models import Person, Team
from spoc.requests.activities.take import take
from spoc.requests.models import SupportRequest
from spoc.requests.queries.free import free_in

# so many are passed over that only go on with a note
MOST_PASSED = 20


@dataclass(frozen=True, slots=True)
class Next:
    """What somebody got, which team it was with, and what was passed over, each with why."""

    support_request: SupportRequest | None
    team: Team | None
    passed: dict[str, str]


def take_next(rows: QuerySet[SupportRequest], *, by: Person) -> Next:
    """Take the first of a list, by the triage key, that nobody has and that one may work.

    A row that somebody else holds at this moment is theirs already: it is skipped, not waited
    for, so everybody who asks at once gets another one.
    """
    passed: dict[int, tuple[str, str]] = {}
    while len(passed) < MOST_PASSED:
        with transaction.atomic():
            support_request = _hold_first(rows, by, passed)
            if support_request is None:
                break
            team = support_request.team
            try:
                take(support_request, by=by)
            except (NotPossible, Stale) as refusal:
                passed[support_request.pk] = (support_request.reference, refusal.sentence)
            else:
                return Next(support_request, team, dict(passed.values()))
    return Next(None, None, dict(passed.values()))


def _hold_first(
    rows: QuerySet[SupportRequest], by: Person, passed: dict[int, tuple[str, str]]
) -> SupportRequest | None:
    """Lock the most urgent free row nobody else holds; whoever took it meanwhile has it."""
    free = free_in(rows, by).exclude(pk__in=passed)
    held = free.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return held.first()
