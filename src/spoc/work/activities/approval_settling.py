"""How a round of approvals goes on: who is asked next, and how it ends."""

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import add_news, lock
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.work import approval_access as access
from spoc.work.models import Approval, ApprovalRound
from spoc.work.rules.approval import AWAITED, asked_now, outcome, remind_at


def withdraw_round(asked: ApprovalRound, *, by: Person) -> ApprovalRound:
    """Take a question back: nobody needs to decide it any more."""
    return _withdraw(asked.subject, by=by, asked=asked)


def expire_round(asked: ApprovalRound, *, by: Person) -> ApprovalRound:
    """End a question that nobody answered in its time."""
    return _expire(asked.subject, by=by, asked=asked)


def remind_approver(approval: Approval, *, by: Person) -> Approval:
    """Remind who was asked that their decision is awaited."""
    return _remind(approval.round.subject, by=by, approval=approval)


def request_next(asked: ApprovalRound, subject: Model) -> None:
    """Ask whose turn it is: all at once, or in a sequence the next one."""
    rows = list(asked.approvals.select_related("approver").order_by("order"))
    turn = [rows[place] for place in asked_now(asked.rule, [row.state for row in rows])]
    moment = now()
    for row in turn:
        row.state, row.requested_at = "requested", moment
        row.remind_at = remind_at(moment, asked.due_at)
        row.save(update_fields=["state", "requested_at", "remind_at"])
        add_news(topics_of(row))
    if turn:
        names = one_line(", ".join(row.approver.name for row in turn), 300)
        told: dict[str, object] = {"title": asked.title, "round": asked.pk, "names": names}
        pks = [row.pk for row in turn]
        record("approval.requested", subject, by=asked.asked_by, approvals=pks, **told)


def settle(asked: ApprovalRound, subject: Model, *, by: Person) -> None:
    """End the round where what was said ends it, else ask whose turn it is."""
    states = list(asked.approvals.order_by("order").values_list("state", flat=True))
    ending = outcome(asked.rule, asked.quorum, states)
    if ending is None:
        request_next(asked, subject)
    else:
        _end(asked, subject, by, ending)


def demand_awaited(approval: Approval) -> None:
    """Refuse what is decided, over, or not asked yet."""
    if not approval.round.is_open or not approval.is_requested:
        raise NotPossible(_("Nothing waits for a decision here any more: it was settled."))


def topics_of(approval: Approval) -> list[str]:
    """Return the live names of what waits for those who may decide an approval."""
    people = (approval.approver_id, approval.delegate_id)
    return [f"approvals-{pk}" for pk in people if pk]


@activity
def _withdraw(subject: Model, *, by: Person, asked: ApprovalRound) -> ApprovalRound:
    lock(asked)
    demand(access.may_withdraw(by, asked))
    if asked.is_open:
        _end(asked, subject, by, "withdrawn")
    return asked


@activity
def _expire(subject: Model, *, by: Person, asked: ApprovalRound) -> ApprovalRound:
    lock(asked)
    demand(by.kind == Person.Kind.SYSTEM)
    if asked.is_open and asked.due_at is not None and asked.due_at <= now():
        _end(asked, subject, by, "expired")
    return asked


@activity
def _remind(subject: Model, *, by: Person, approval: Approval) -> Approval:
    lock(approval)
    lock(approval.round)
    demand(access.may_remind(by, approval))
    demand_awaited(approval)
    is_early = approval.remind_at is None or approval.remind_at > now()
    if by.kind == Person.Kind.SYSTEM and (approval.reminded_at or is_early):
        return approval
    approval.reminded_at = now()
    approval.save(update_fields=["reminded_at"])
    told: dict[str, object] = {"title": approval.round.title, "round": approval.round_id}
    to = (approval.delegate or approval.approver).name
    record("approval.reminded", subject, by=by, approvals=[approval.pk], to=to, **told)
    return approval


def _end(asked: ApprovalRound, subject: Model, by: Person, ending: str) -> None:
    """Close a round; who has not decided is asked no longer."""
    asked.state, asked.settled_at = ending, now()
    asked.save(update_fields=["state", "settled_at"])
    left = "expired" if ending == "expired" else "withdrawn"
    for row in asked.approvals.filter(state__in=list(AWAITED)).order_by("order"):
        row.state = left
        row.save(update_fields=["state"])
        add_news(topics_of(row))
    told: dict[str, object] = {"title": asked.title, "round": asked.pk, "mark": asked.mark}
    record("approval.settled", subject, by=by, outcome=ending, **told)
