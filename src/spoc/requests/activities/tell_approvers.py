"""`tell_approver`: who is to decide is written to, and finds a notice; links can be renewed."""

from spoc.audit.activities import activity, record
from spoc.audit.models import Fact
from spoc.channels.activities import News, notify
from spoc.channels.models import Letter
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.requests.approval_letters import (
    ASKED,
    REMINDED,
    ask_by_mail,
    ask_to_click,
    confirm_by_mail,
    is_written,
)
from spoc.work.approval_access import may_decide
from spoc.work.deputies import deputies_of
from spoc.work.models import Approval

EVENT = "approval_asked"


@activity
def tell_approver(fact: Fact, *, by: Person, approval: Approval) -> list[Letter]:
    """Write to whoever may decide an approval, once for each fact that they are asked by.

    Nothing is locked before the people who find a notice: who they are may change meanwhile.
    """
    if not (approval.is_requested and approval.round.is_open):
        return []
    people = [
        person
        for person in _deciding(approval)
        if not is_written(approval, first_mail(person), fact.at)
    ]
    who = approval.round.beneficiary or approval.round.asked_by
    for person in sorted(people, key=lambda each: each.pk):
        notify(person, by=by, news=News(EVENT, approval, {"by": who.name}))
    template = REMINDED if fact.kind == "approval.reminded" else ASKED
    letters = [ask_by_mail(approval, person, by=by, template=template) for person in people]
    return [letter for letter in letters if letter is not None]


@activity
def answer_approver(
    approval: Approval, *, by: Person, person: Person, why: str = ""
) -> Letter | None:
    """Tell who answered by mail what was made of it: taken, or why it was not."""
    if why:
        return ask_to_click(approval, person, by=by, why=why)
    return confirm_by_mail(approval, person, by=by)


@activity
def renew_approval_links(approval: Approval, *, by: Person) -> Approval:
    """Let the links that were sent open nothing any more, since others may have come by them."""
    if not (approval.is_requested and approval.round.is_open):
        return approval
    approval.link_version += 1
    approval.save(update_fields=["link_version"])
    record("approval.renewed", approval, by=by, approvals=[approval.pk], title=approval.round.title)
    return approval


def _deciding(approval: Approval) -> list[Person]:
    """Return who is written to: who was asked or stands in for them, and may decide."""
    first = approval.delegate or approval.approver
    deputies = () if approval.delegate else deputies_of(approval.approver_id, now())
    others = Person.objects.filter(pk__in=deputies).order_by("pk")
    return [person for person in (first, *others) if may_decide(person, approval)]
