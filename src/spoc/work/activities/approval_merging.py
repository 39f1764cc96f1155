"""What becomes of approvals where two persons turn out to be one."""

from spoc.audit.activities.activity import lock
from spoc.people.models import Person
from spoc.work.activities.approval_settling import settle
from spoc.work.models import Approval
from spoc.work.rules.approval import AWAITED


def settle_approvals(person: Person, /, *, by: Person, into: Person) -> None:
    """Let one voice be left in each round where both were asked; part of merging persons.

    What was decided stays; of two that nobody decided, the one who was asked first.
    """
    both = (person.pk, into.pk)
    Approval.objects.filter(approver__in=both, delegate__in=both).update(delegate=None)
    rounds = Approval.objects.filter(approver=into).values("round")
    doubled = Approval.objects.filter(approver=person, round__in=rounds)
    for row in doubled.select_related("round").order_by("pk"):
        _unite(row, row.round.approvals.get(approver=into), by=by)


def _unite(row: Approval, other: Approval, *, by: Person) -> None:
    """Leave one of two approvals of a round that are the same person's."""
    asked, subject = row.round, row.round.subject
    lock(subject)
    is_first = row.state not in AWAITED or row.order < other.order
    gone = other if other.state in AWAITED and is_first else row
    gone.delete()
    if asked.is_open:
        settle(asked, subject, by=by)
