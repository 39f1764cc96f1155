"""Cases of processes: begun for a record, carried on whenever something is done, and ended.

All that happens to a case happens with its record locked first and the case second, so that two
who finish steps at once come one after the other.
"""

from collections.abc import Mapping

from django.db.models import Model
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.audit.activities.activity import lock
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import noun_of
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.workflow import access
from spoc.workflow.activities.stepping import by_hand, give_out, take_back
from spoc.workflow.models import DefinitionVersion, Instance, Step
from spoc.workflow.queries.outcomes import Outcome, outcome_of
from spoc.workflow.queries.processes import (
    open_steps,
    plan_of,
    process_of,
    taken_up,
    wiring_of,
)
from spoc.workflow.rules.elements import Model as Process
from spoc.workflow.rules.elements import Node
from spoc.workflow.rules.engine import Case, Data, Stuck
from spoc.workflow.rules.operators import within
from spoc.workflow.rules.wiring import APPROVAL

MOST_TURNS = 300


@activity
def begin_instance(
    subject: Model, *, by: Person, version: DefinitionVersion, data: Mapping[str, object]
) -> Instance:
    """Begin a case of a published process for a record, with what is known of it."""
    demand(access.may_run(by))
    if version.state != "published":
        raise NotPossible(_("Only a published version of a process is run."))
    instance = Instance.objects.create(
        definition_version=version,
        noun=noun_of(subject).key,
        subject_id=subject.pk,
        data=dict(data),
        began_at=now(),
    )
    hold(instance)
    record("instance.begun", instance, by=by, name=str(version.definition))
    try:
        _drive(instance, subject, by=by, case=Case.begin(plan_of(version), dict(data)))
    except Stuck as stuck:
        _stop(instance, subject, by=by, why=str(stuck))
    return instance


def carry_on(instance: Instance, *, by: Person) -> Instance:
    """Look what came of the steps of a case and go on; nothing is done twice."""
    return _carry_on(instance.subject, by=by, instance=instance)


def hear_message(
    instance: Instance, *, by: Person, message: str, told: Mapping[str, object]
) -> Instance:
    """Let a case hear a message; where it waits for none of that name, nothing happens."""
    return _hear(instance.subject, by=by, instance=instance, message=message, told=dict(told))


def cancel_instance(instance: Instance, *, by: Person, reason: str) -> Instance:
    """End a case before it is done; what was given out is taken back."""
    return _cancel(instance.subject, by=by, instance=instance, reason=reason)


@activity
def _carry_on(subject: Model, *, by: Person, instance: Instance) -> Instance:
    demand(access.may_run(by))
    lock(instance)
    if instance.state == "running":
        try:
            _drive(instance, subject, by=by, case=taken_up(instance))
        except Stuck as stuck:
            _stop(instance, subject, by=by, why=str(stuck))
    return instance


@activity
def _hear(subject: Model, *, by: Person, instance: Instance, message: str, told: Data) -> Instance:
    demand(access.may_run(by))
    if not within(told):
        words = _("That is too much, or no plain words and numbers.")
        raise NotPossible(words, fields={"told": words})
    lock(instance)
    process = process_of(instance.definition_version)
    for step in open_steps(instance).filter(state="waiting").exclude(kind="timer"):
        if process.nodes[step.element].words == message:
            step.state, step.result = "doing", {"told": told}
            step.save(update_fields=["state", "result"])
    return _carry_on(subject, by=by, instance=instance)


@activity
def _cancel(subject: Model, *, by: Person, instance: Instance, reason: str) -> Instance:
    demand(access.may_cancel(by, instance))
    lock(instance)
    if instance.state != "running":
        raise NotPossible(_("This process is over."))
    _end(instance, subject, by=by, state="cancelled")
    record("instance.cancelled", instance, by=by, reason=one_line(reason, 300) or None)
    return instance


def _drive(instance: Instance, subject: Model, *, by: Person, case: Case) -> None:
    """Tell the case what came of its steps, and give out new ones, until all is waited for."""
    process = process_of(instance.definition_version)
    at_once: dict[int, Outcome] = {}
    for _turn in range(MOST_TURNS):
        is_over = bool(_refusing(process, case))
        waits = {} if is_over else {wait.mark: wait for wait in case.waits()}
        steps = list(open_steps(instance))
        for step in [each for each in steps if each.mark not in waits]:
            take_back(step, subject, by=by)
        known = {step.mark for step in steps}
        for wait in [each for mark, each in waits.items() if mark not in known]:
            node = process.nodes[wait.element]
            step, came = give_out(instance, subject, by=by, case=case, wait=wait, node=node)
            steps.append(step)
            if came is not None:
                at_once[step.pk] = came
        if is_over or not _settle_one(instance, subject, steps, at_once, by=by, case=case):
            break
    else:
        raise Stuck(_("it goes on without an end"))
    _keep(instance, case)
    if case.is_completed or is_over:
        _complete(instance, by=by, process=process, case=case)


def _settle_one(
    instance: Instance,
    subject: Model,
    steps: list[Step],
    at_once: dict[int, Outcome],
    *,
    by: Person,
    case: Case,
) -> bool:
    """Tell the case what came of the first step that is over; return whether any is."""
    open_now = [step for step in steps if step.ended_at is None]
    for step in open_now:
        came = at_once.pop(step.pk, None) or _came_of(instance, step)
        if came is not None:
            _settle(instance, subject, step, came, by=by, case=case)
            return True
    return False


def _came_of(instance: Instance, step: Step) -> Outcome | None:
    """Return what came of a step: its moment came, its message was heard, its work is over."""
    if step.kind == "timer":
        is_due = step.due_at is not None and step.due_at <= now()
        return Outcome(True) if is_due else None
    if step.kind in ("message", "receive"):
        told = step.result.get("told")
        return Outcome(True, _heard(instance, step, told)) if told is not None else None
    process = process_of(instance.definition_version)
    how = wiring_of(instance.definition_version).of(process.nodes[step.element])
    return outcome_of(step, is_approval=how.does == APPROVAL)


def _heard(instance: Instance, step: Step, told: Data) -> Data:
    """Return what is known by a message: what the case began with is nobody's to say anew."""
    news = {name: said for name, said in told.items() if name not in instance.data}
    return {**news, step.element: told}


def _settle(
    instance: Instance, subject: Model, step: Step, came: Outcome, *, by: Person, case: Case
) -> None:
    if came.is_done:
        tell = case.fire if step.kind in ("timer", "message") else case.finish
        tell(step.mark, dict(came.told))
    elif not case.fail(step.mark, {"reason": came.why, **came.told}):
        if not came.can_be_done_by_hand:
            raise Stuck(f"{step}: {came.why}")
        by_hand(step, subject, by=by, why=came.why)
        return
    step.state, step.ended_at = "done" if came.is_done else "failed", now()
    step.result = {**step.result, **came.told}
    step.save(update_fields=["state", "ended_at", "result"])
    state, why = step.state, one_line(came.why, 300) or None
    record("instance.moved", instance, by=by, step=str(step), state=state, why=why)


def _keep(instance: Instance, case: Case) -> None:
    """Keep where the case stands, and when it is to be looked at next by itself."""
    due = [step.due_at for step in open_steps(instance) if step.kind == "timer" and step.due_at]
    instance.kept, instance.wake_at = case.kept(), min(due, default=None)
    instance.save(update_fields=["kept", "wake_at"])


def _complete(instance: Instance, *, by: Person, process: Process, case: Case) -> None:
    """Say that every way came to its end, or one to where it is refused."""
    refusing = _refusing(process, case)
    instance.state, instance.ended_at = "completed", now()
    instance.data, instance.wake_at = case.known, None
    instance.save(update_fields=["state", "ended_at", "data", "wake_at"])
    reason = str(instance.data.get("reason") or "") or (refusing[0].name if refusing else "")
    record(
        "instance.completed",
        instance,
        by=by,
        name=str(instance.definition_version.definition),
        outcome="refused" if refusing else "delivered",
        reason=one_line(reason, 300) or None if refusing else None,
    )


def _refusing(process: Process, case: Case) -> list[Node]:
    """Return the ends in an error that the process itself came to: they end it as refused."""
    ends = [process.nodes[key] for key in sorted(case.passed()) if key in process.nodes]
    errors = [end for end in ends if end.kind == "end" and end.waits_for == "error"]
    return [end for end in errors if end.within == process.process]


def _stop(instance: Instance, subject: Model, *, by: Person, why: str) -> None:
    """End a case that cannot go on, so that people take over."""
    instance.fault = one_line(why, 300) or _("it cannot go on")
    _end(instance, subject, by=by, state="failed")
    name = str(instance.definition_version.definition)
    record("instance.failed", instance, by=by, name=name, fault=instance.fault)


def _end(instance: Instance, subject: Model, *, by: Person, state: str) -> None:
    for step in open_steps(instance):
        take_back(step, subject, by=by)
    instance.state, instance.ended_at, instance.wake_at = state, now(), None
    instance.save(update_fields=["state", "ended_at", "wake_at", "fault"])
