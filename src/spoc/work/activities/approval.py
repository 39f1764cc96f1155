"""Asking named persons to approve something about a record, and what they say to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.audit.activities.activity import add_news, lock
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.work import approval_access as access
from spoc.work.activities.approval_settling import (
    demand_awaited,
    request_next,
    settle,
    topics_of,
)
from spoc.work.models import Approval, ApprovalRound
from spoc.work.rules.approval import LONGEST_REASON, RULES, WAYS, quorum_fault

MOST = 20
LONGEST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class ApprovalQuestion:
    """What is asked, of whom and under which rule; `told` are the answers approvers may read."""

    title: str
    approvers: tuple[Person, ...]
    words: str = ""
    rule: str = "all"
    quorum: int = 0
    beneficiary: Person | None = None
    due_at: datetime | None = None
    mark: str = ""
    told: tuple[tuple[str, str], ...] = ()
    price: Decimal | None = None
    currency: str = ""
    is_asker_barred: bool = False
    barred: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said to it, why, and by which way."""

    is_approved: bool
    reason: str
    through: str


@activity
def ask_approval(subject: Model, *, by: Person, question: ApprovalQuestion) -> ApprovalRound:
    """Ask named persons to approve something about a record."""
    noun = noun_of(subject).key
    demand(access.may_ask(by, subject, noun))
    approvers = _checked(question, by)
    asked = ApprovalRound.objects.create(
        noun=noun,
        subject_id=subject.pk,
        title=one_line(question.title, 200),
        words=tidy(question.words).strip()[:LONGEST_WORDS],
        told=[[one_line(label, 120), one_line(said, 500)] for label, said in question.told],
        price=question.price,
        currency=question.currency,
        rule=question.rule,
        quorum=question.quorum if question.rule == "quorum" else 0,
        beneficiary=question.beneficiary,
        asked_by=by,
        is_asker_barred=question.is_asker_barred,
        barred=[each.pk for each in question.barred],
        asked_at=now(),
        due_at=question.due_at,
        mark=question.mark[:200],
    )
    for order, approver in enumerate(approvers):
        Approval.objects.create(round=asked, approver=approver, order=order)
    request_next(asked, subject)
    return asked


def decide(
    approval: Approval, *, by: Person, is_approved: bool, reason: str = "", through: str = "page"
) -> Approval:
    """Approve or deny what was asked; with it the whole question may be settled.

    All that happens to the approvals of a record happens with the record locked, so that of two
    who decide at once one is second.
    """
    answer = Answer(is_approved, reason, through)
    return _decide(approval.round.subject, by=by, approval=approval, answer=answer)


def delegate(approval: Approval, *, by: Person, to: Person) -> Approval:
    """Let somebody else decide in an approver's place."""
    return _delegate(approval.round.subject, by=by, approval=approval, to=to)


@activity
def _decide(subject: Model, *, by: Person, approval: Approval, answer: Answer) -> Approval:
    asked = _locked(approval)
    _demand_seat(by, approval)
    demand_awaited(approval)
    reason = tidy(answer.reason).strip()[:LONGEST_REASON]
    if not (reason or answer.is_approved):
        words = _("Say in a few words why not: it is told to who asked.")
        raise NotPossible(words, fields={"reason": words})
    approval.state = "approved" if answer.is_approved else "denied"
    approval.reason, approval.decided_at, approval.decided_by = reason, now(), by
    approval.through = answer.through if answer.through in WAYS else "page"
    approval.save(update_fields=["state", "reason", "decided_at", "decided_by", "through"])
    stands_in = approval.approver.name if by.pk != approval.approver_id else None
    told: dict[str, object] = {"title": asked.title, "instead_of": stands_in}
    told |= {"round": asked.pk, "way": approval.through, "reason": reason or None}
    record(f"approval.{approval.state}", subject, by=by, **told)
    add_news(topics_of(approval))
    settle(asked, subject, by=by)
    return approval


@activity
def _delegate(subject: Model, *, by: Person, approval: Approval, to: Person) -> Approval:
    asked = _locked(approval)
    demand(access.may_delegate(by, approval))
    demand_awaited(approval)
    _demand_able(approval, to)
    before = topics_of(approval)
    approval.delegate, approval.link_version = to, approval.link_version + 1
    approval.save(update_fields=["delegate", "link_version"])
    told: dict[str, object] = {"title": asked.title, "to": to.name, "round": asked.pk}
    of = approval.approver.name if by.pk != approval.approver_id else None
    record("approval.delegated", subject, by=by, approvals=[approval.pk], of=of, **told)
    add_news([*before, *topics_of(approval)])
    return approval


def _locked(approval: Approval) -> ApprovalRound:
    """Read an approval and its round afresh: what was known of them is from before the lock."""
    lock(approval)
    lock(approval.round)
    return approval.round


def _demand_seat(by: Person, approval: Approval) -> None:
    why = access.why_not(by, approval)
    if why == "spent":
        raise NotPossible(_("You have decided in this already: a second voice is somebody else's."))
    words: Mapping[str, str] = {
        "barred": _("Nobody approves what is for themselves: somebody else has to decide."),
        "not_asked": _("This was not asked of you."),
    }
    demand(why is None, words.get(why or "", ""))


def _demand_able(approval: Approval, to: Person) -> None:
    why = access.why_not_delegate(approval, to)
    sentences: Mapping[str, str] = {
        "is_approver": _("%(name)s is asked already: choose somebody else."),
        "barred": _("%(name)s gains by it: choose somebody else."),
        "spent": _("%(name)s has decided in this already: choose somebody else."),
        "unable": _("%(name)s cannot decide here: choose somebody else."),
    }
    if why is not None:
        words = sentences[why] % {"name": to.name}
        raise NotPossible(words, fields={"to": words})


def _checked(question: ApprovalQuestion, by: Person) -> list[Person]:
    """Return whom to ask, each once; what does not fit is named."""
    approvers = list(dict.fromkeys(question.approvers))
    wrong = {}
    if not one_line(question.title, 200):
        wrong["title"] = _("Write what is to be approved.")
    if not approvers or len(approvers) > MOST:
        wrong["approvers"] = _("Choose who is to approve it, twenty people at most.")
    if question.rule not in RULES or quorum_fault(question.rule, question.quorum, len(approvers)):
        wrong["quorum"] = _("Choose how many of them have to approve: at most all of them.")
    gains = [question.beneficiary, by if question.is_asker_barred else None, *question.barred]
    for approver in approvers:
        if approver in gains:
            words = _("%(name)s cannot approve what is for themselves: choose somebody else.")
            wrong["approvers"] = words % {"name": approver.name}
        elif not approver.is_active or approver.kind != Person.Kind.HUMAN:
            words = _("%(name)s cannot decide here: choose somebody else.")
            wrong["approvers"] = words % {"name": approver.name}
    if wrong:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    return approvers
