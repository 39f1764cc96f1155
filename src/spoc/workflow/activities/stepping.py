"""Giving out a step of a case: to a team, to approvers, to a machine, or to the clock."""

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.kit.errors import NotPossible, Refusal
from spoc.kit.time import add_weekdays, now
from spoc.people.models import Person, Team
from spoc.work.activities import (
    ApprovalQuestion,
    TaskPlan,
    add_tasks,
    ask_approval,
    cancel_task,
    withdraw_round,
)
from spoc.work.models import ApprovalRound
from spoc.workflow.activities.runs import begin_run, withdraw_run
from spoc.workflow.allowed import allowed_as
from spoc.workflow.models import Action, Instance, Step
from spoc.workflow.queries.outcomes import Outcome, mark_of
from spoc.workflow.queries.processes import wiring_of
from spoc.workflow.rules.actions import checked
from spoc.workflow.rules.elements import Node
from spoc.workflow.rules.engine import Case, Stuck, Wait
from spoc.workflow.rules.expressions import Unclear, moment, reckon
from spoc.workflow.rules.running import due_at
from spoc.workflow.rules.wiring import ACTION, ACTIVITY, APPROVAL, Wire
from spoc.workflow.subjects import subject_of


def give_out(
    instance: Instance, subject: Model, *, by: Person, case: Case, wait: Wait, node: Node
) -> tuple[Step, Outcome | None]:
    """Begin a step and give it out; what is done at once comes back with what came of it.

    The engine's mark makes it once: a case that is looked at again finds the step there.
    """
    wire = wiring_of(instance.definition_version)
    is_waiting = wait.is_event or node.kind == "receive"
    step = Step.objects.create(
        instance=instance,
        mark=wait.mark,
        element=wait.element,
        kind=_kind(wait, node),
        name=node.name[:200],
        state="waiting" if is_waiting else "doing",
        team=_team(wire.lanes.get(node.lane)),
        began_at=now(),
    )
    if is_waiting:
        _await(step, subject, case, node)
        return step, None
    how, known = wire.of(node), case.known_at(wait.mark)
    if how.does == ACTIVITY:
        return step, _act(step, subject, how, known)
    if how.does == APPROVAL:
        _ask(step, subject, by, how)
    elif how.does == ACTION:
        _run(step, subject, by, how, known)
    else:
        by_hand(step, subject, by=by)
    return step, None


def by_hand(step: Step, subject: Model, *, by: Person, why: str = "") -> None:
    """Give a step to people: to the team of its lane, or to whoever works on the record."""
    title = step.name or step.element
    if why:
        title = _("By hand: %(title)s (%(why)s)") % {"title": title, "why": why}
    [task] = add_tasks(subject, by=by, plans=[TaskPlan(title=title[:200], team=step.team)])
    step.task = task
    step.save(update_fields=["task"])


def take_back(step: Step, subject: Model, *, by: Person) -> None:
    """Take back what a step was given out as, since the case went another way."""
    words = _("The process went another way.")
    if step.task is not None and step.task.is_open:
        cancel_task(step.task, by=by, result=words)
    for asked in ApprovalRound.objects.filter(mark=mark_of(step), state="open"):
        withdraw_round(asked, by=by)
    withdraw_run(mark_of(step), by=by)
    step.state, step.ended_at = "cancelled", now()
    step.save(update_fields=["state", "ended_at"])


def _kind(wait: Wait, node: Node) -> str:
    if not wait.is_event:
        return node.kind
    return "message" if wait.message else "timer"


def _await(step: Step, subject: Model, case: Case, node: Node) -> None:
    """Say when a timer is due; a message comes when it comes."""
    if step.kind != "timer":
        return
    try:
        words = moment(node.words, case.known_at(step.mark))
        zone = subject_of(step.instance.noun).zone(subject)
        step.due_at = due_at(words, step.began_at, zone)
    except (Unclear, ValueError) as fault:
        told = {"step": node.title, "words": node.words[:80]}
        raise Stuck(_("the timer of %(step)s says no moment: %(words)s") % told) from fault
    step.save(update_fields=["due_at"])


def _ask(step: Step, subject: Model, by: Person, how: Wire) -> None:
    """Ask those whose word is wanted; where there is nobody, it is nobody's to refuse."""
    about = subject_of(step.instance.noun)
    named = [person for who in how.approvers for person in about.approvers(subject, who)]
    asked = about.asked(subject)
    approvers = tuple({each.pk: each for each in named if each != asked.beneficiary}.values())
    if not approvers:
        why = _("nobody is named who approves it")
        by_hand(step, subject, by=by, why=why)
        return
    question = ApprovalQuestion(
        title=asked.title,
        words=asked.words or step.name,
        approvers=approvers,
        rule=how.rule,
        quorum=min(how.quorum, len(approvers)),
        beneficiary=asked.beneficiary,
        due_at=add_weekdays(now(), how.days),
        mark=mark_of(step),
        told=asked.told,
        price=asked.price,
        currency=asked.currency,
    )
    ask_approval(subject, by=by, question=question)


def _run(step: Step, subject: Model, by: Person, how: Wire, known: dict[str, object]) -> None:
    """Let a machine do it; one that is not there, or is given nonsense, is done by hand."""
    action = Action.objects.filter(key=how.key, is_on=True).first()
    try:
        given = _given(how, known)
        if action is None:
            raise NotPossible(_("the action is turned off"))
        begin_run(action, by=_hand_of(step, by), inputs=given, mark=mark_of(step), about=subject)
    except (Unclear, Refusal) as fault:
        by_hand(step, subject, by=by, why=_why(fault))


def _act(step: Step, subject: Model, how: Wire, known: dict[str, object]) -> Outcome:
    """Call a marked activity, with the rights of whom publishing named; in one transaction."""
    marked = allowed_as(how.key)
    runs_as = step.instance.definition_version.runs_as
    if marked is None or runs_as is None or marked.noun != step.instance.noun:
        return Outcome(False, why=_("there is no such activity any more"), can_be_done_by_hand=True)
    try:
        given = checked(list(marked.wanted), _given(how, known))
        if given.faults:
            raise NotPossible(_("%(name)s is not right") % {"name": min(given.faults)})
        # what it wrote before it was refused goes with it
        with transaction.atomic():
            told = marked.does(subject, runs_as, given.values)
    except (Unclear, Refusal) as fault:
        return Outcome(False, why=_why(fault), can_be_done_by_hand=True)
    return Outcome(True, {step.element: told, **told})


def _given(how: Wire, known: dict[str, object]) -> dict[str, object]:
    """Work out what a machine is given, from what the case knows."""
    return {name: reckon(words, known) for name, words in how.inputs.items() if words.strip()}


def _why(fault: Exception) -> str:
    return fault.sentence if isinstance(fault, Refusal) else str(fault)


def _hand_of(step: Step, by: Person) -> Person:
    """Return in whose name a machine is let run: whom publishing named."""
    return step.instance.definition_version.runs_as or by


def _team(pk: int | None) -> Team | None:
    return Team.objects.filter(pk=pk, is_active=True).first() if pk else None
