"""Trying a process out before it is published: what happens when its steps come out so."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from spoc.workflow.rules.drawing import Lit
from spoc.workflow.rules.elements import Model, Node
from spoc.workflow.rules.engine import Case, Data, Plan, Stuck
from spoc.workflow.rules.wiring import APPROVAL, Wiring

# how a step may come out
DONE, APPROVED, DENIED, FAILED, COME = "done", "approved", "denied", "failed", "come"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody lets a step come out as, by its element."""

    element: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the case waits for now, and how it may come out."""

    node: Node
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial as far as it was walked: what was chosen, what is waited for, and how it ended."""

    walked: tuple[tuple[Node, str], ...]
    awaited: tuple[Awaited, ...]
    lit: Lit
    is_over: bool = False
    is_refused: bool = False
    stuck: str = ""


def tried(
    model: Model, plan: Plan, wiring: Wiring, known: Data, choices: Sequence[Choice]
) -> Trial:
    """Walk a process by these choices, without anybody being asked or anything being done."""
    walked: list[tuple[Node, str]] = []
    case: Case | None = None
    try:
        case = Case.begin(plan, known)
        for choice in choices:
            mark = next((w for w in case.waits() if w.element == choice.element), None)
            if mark is None:
                break
            node = model.nodes[choice.element]
            _come_out(case, mark.mark, mark.is_event, node, choice.outcome)
            walked.append((node, choice.outcome))
    except Stuck as stuck:
        return Trial(tuple(walked), (), _lit(case), stuck=str(stuck))
    ends = [model.nodes[key] for key in case.passed() if key in model.nodes]
    refused = any(
        e.kind == "end" and e.waits_for == "error" and e.within == model.process for e in ends
    )
    waits = [] if refused else case.waits()
    awaited = [Awaited(model.nodes[w.element], _outcomes(model, wiring, w.element)) for w in waits]
    return Trial(tuple(walked), tuple(awaited), _lit(case), not awaited, refused)


def _come_out(case: Case, mark: UUID, is_event: bool, node: Node, outcome: str) -> None:
    if is_event:
        case.fire(mark, {})
    elif outcome == FAILED:
        case.fail(mark, {"reason": ""})
    else:
        said = {"approved": outcome == APPROVED, "reason": "", "result": ""}
        told = said if outcome in (APPROVED, DENIED) else {"result": ""}
        case.finish(mark, {**told, node.id: told})


def _outcomes(model: Model, wiring: Wiring, element: str) -> tuple[str, ...]:
    node = model.nodes[element]
    if node.kind in ("catch", "boundary"):
        return (COME,)
    if wiring.of(node).does == APPROVAL:
        return APPROVED, DENIED
    edges = (n for n in model.nodes.values() if n.kind == "boundary" and n.hint == element)
    return (DONE, FAILED) if any(n.waits_for == "error" for n in edges) else (DONE,)


def _lit(case: Case | None) -> Lit:
    if case is None:
        return Lit()
    waits = case.waits()
    return Lit(
        past=case.passed(),
        now={wait.element for wait in waits if not wait.is_event},
        waiting={wait.element for wait in waits if wait.is_event},
    )
