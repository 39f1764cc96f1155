"""What came of the work a step was given out as: a task, an approval, a run of an action."""

from dataclasses import dataclass, field

from spoc.work.models import ApprovalRound
from spoc.workflow.models import ActionRun, Step

PREFIX = "step-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step: whether it was done, what is known by it, and why it was not."""

    is_done: bool
    told: dict[str, object] = field(default_factory=dict)
    why: str = ""
    # it was given to a machine, or a machine does not know: a person can still do it
    can_be_done_by_hand: bool = False


def mark_of(step: Step) -> str:
    """Return how what a step asks for names it."""
    return f"{PREFIX}{step.pk}"


def step_marked(mark: str) -> Step | None:
    """Return the step that something was asked for by, if it was a step."""
    number = mark.removeprefix(PREFIX)
    if not mark.startswith(PREFIX) or not number.isdecimal():
        return None
    return Step.objects.filter(pk=int(number)).select_related("instance").first()


def outcome_of(step: Step, *, is_approval: bool) -> Outcome | None:
    """Return what came of a step that was given out; None while it goes on.

    An approval that was left to people, since nobody was named for it, is one as well.
    """
    if step.task is not None:
        return _of_task(step, is_approval)
    asked = ApprovalRound.objects.filter(mark=mark_of(step)).order_by("-id").first()
    if asked is not None:
        return _of_round(step, asked)
    run = ActionRun.objects.filter(mark=mark_of(step)).first()
    return _of_run(step, run) if run is not None else None


def _of_task(step: Step, is_approval: bool) -> Outcome | None:
    task = step.task
    if task is None or task.is_open:
        return None
    is_done = task.state != "failed"
    said: dict[str, object] = {"result": task.result}
    if is_approval:
        said |= {"approved": is_done, "expired": False, "reason": task.result}
    return Outcome(is_done or is_approval, {step.element: said, **said}, task.result)


def _of_round(step: Step, asked: ApprovalRound) -> Outcome | None:
    if asked.is_open:
        return None
    is_approved = asked.state == "approved"
    reasons = asked.approvals.filter(state="denied").values_list("reason", flat=True)
    why = next(iter(reasons), "")
    said = {"approved": is_approved, "expired": asked.state == "expired", "reason": why}
    return Outcome(True, {step.element: said, **said}, why)


def _of_run(step: Step, run: ActionRun) -> Outcome | None:
    if run.is_open:
        return None
    is_done = run.state == ActionRun.State.DONE
    return Outcome(is_done, {step.element: run.result, **run.result}, run.problem, True)
