"""Who or what does each step of a process: said once for a version, by lane and by element."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from spoc.workflow.rules.elements import OUTSIDE, Fault, Model, Node
from spoc.workflow.rules.expressions import fault_in

TASK, APPROVAL, ACTION, ACTIVITY = "task", "approval", "action", "activity"
# what may do a step, by its kind; the first is what does it when nothing is said
MAY_DO = {
    "user": (TASK, APPROVAL),
    "manual": (TASK,),
    "service": (TASK, ACTION, ACTIVITY),
    "send": (ACTIVITY, ACTION),
}
APPROVERS = ("manager", "service_owner", "payer")
RULES = ("all", "any", "sequence", "quorum")
APPROVED = "approved"
USUAL_DAYS, MOST_DAYS = 10, 60
# a step named so asks for a word, as far as one can tell before anybody says
ASKS_FOR_A_WORD = re.compile(r"^(approv|godkän|beslut|authori[sz])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wire:
    """How one step is done.

    `key` names the action or activity, with an expression for each of its `inputs`. `approvers`
    are whose word is wanted: `manager`, `service_owner`, `payer`, or `person:12`. `names` is what
    the step is called in a language other than that of the drawing.
    """

    does: str = TASK
    key: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    approvers: tuple[str, ...] = ()
    rule: str = "all"
    quorum: int = 0
    days: int = USUAL_DAYS
    names: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> dict[str, object]:
        """Return it as it is kept."""
        return {
            "does": self.does,
            "key": self.key,
            "inputs": dict(self.inputs),
            "approvers": list(self.approvers),
            "rule": self.rule,
            "quorum": self.quorum,
            "days": self.days,
            "names": dict(self.names),
        }


@dataclass(frozen=True, slots=True)
class Wiring:
    """The teams of the lanes, by name, and how each step is done, by element."""

    lanes: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, Wire] = field(default_factory=dict)

    def of(self, node: Node) -> Wire:
        """Return how an element is done; what nothing is said of is done as its kind is."""
        return self.steps.get(node.id) or Wire(does=MAY_DO.get(node.kind, (TASK,))[0])

    def names_in(self, language: str) -> dict[str, str]:
        """Return what steps are called in a language, by element, where it is said."""
        named = {key: wire.names.get(language, "") for key, wire in self.steps.items()}
        return {key: name for key, name in named.items() if name}

    def written(self) -> dict[str, object]:
        """Return it as it is kept."""
        return {
            "lanes": dict(self.lanes),
            "steps": {key: wire.written() for key, wire in self.steps.items()},
        }


def parse_wiring(kept: Mapping[str, object]) -> Wiring:
    """Read what was kept; what is not understood of it is as if it were not said."""
    lanes, steps = kept.get("lanes"), kept.get("steps")
    return Wiring(
        lanes={str(name): team for name, team in _items(lanes) if isinstance(team, int)},
        steps={
            str(key): parse_wire({str(name): value for name, value in _items(said)})
            for key, said in _items(steps)
        },
    )


def proposed(model: Model) -> Wiring:
    """Return how the steps of a file seem to be done, for somebody to put right."""
    return Wiring(steps={node.id: _guess(node) for node in model.outside() if node.kind in MAY_DO})


def unwired(
    model: Model,
    wiring: Wiring,
    *,
    teams: Collection[int],
    actions: Mapping[str, Collection[str]],
    activities: Mapping[str, Collection[str]],
) -> Iterator[Fault]:
    """Name what keeps a version from being published: every step has to be done by somebody.

    `actions` and `activities` are those there are, each with the inputs it has to be given.
    """
    for node in model.nodes.values():
        if node.kind not in OUTSIDE or node.kind == "receive":
            continue
        wire = wiring.of(node)
        if wire.does not in MAY_DO[node.kind]:
            yield Fault(node.title, "cannot_do", wire.does)
        elif wire.does == TASK and wiring.lanes.get(node.lane) not in teams:
            yield Fault(node.title, "no_team", node.lane)
        elif wire.does == APPROVAL:
            yield from _of_approval(model, node, wire)
        elif wire.does in (ACTION, ACTIVITY):
            known = actions if wire.does == ACTION else activities
            yield from _of_machine(node, wire, known)


def _of_approval(model: Model, node: Node, wire: Wire) -> Iterator[Fault]:
    if not wire.approvers:
        yield Fault(node.title, "no_approver")
    if wire.rule == "quorum" and not 1 <= wire.quorum <= len(wire.approvers):
        yield Fault(node.title, "quorum")
    names = re.compile(rf"\b(?:{APPROVED}|{re.escape(node.id)})\b")
    decides = any(names.search(flow.condition) for flow in model.flows.values())
    if not decides and not _has_error_edge(model, node):
        yield Fault(node.title, "undecided")


def _of_machine(node: Node, wire: Wire, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    if wire.key not in known:
        yield Fault(node.title, "no_machine", wire.key)
        return
    for name in known[wire.key]:
        if not wire.inputs.get(name, "").strip():
            yield Fault(node.title, "no_input", name)
    for name, expression in wire.inputs.items():
        if expression.strip() and (wrong := fault_in(expression)):
            yield Fault(node.title, "expression", f"{name}: {wrong}")


def _has_error_edge(model: Model, node: Node) -> bool:
    edges = (each for each in model.nodes.values() if each.kind == "boundary")
    return any(each.hint == node.id and each.waits_for == "error" for each in edges)


def _guess(node: Node) -> Wire:
    if node.kind == "user" and ASKS_FOR_A_WORD.match(node.name):
        return Wire(does=APPROVAL, approvers=("manager",))
    if node.kind in ("service", "send") and node.hint:
        return Wire(does=ACTION, key=node.hint)
    return Wire(does=MAY_DO[node.kind][0])


def parse_wire(said: Mapping[str, object]) -> Wire:
    """Read how one step is done; what is not understood is as if it were not said."""
    approvers = said.get("approvers")
    named = approvers if isinstance(approvers, list) else []
    rule = str(said.get("rule") or "all")
    return Wire(
        does=str(said.get("does") or TASK),
        key=str(said.get("key") or ""),
        inputs={str(name): str(words) for name, words in _items(said.get("inputs"))},
        approvers=tuple(dict.fromkeys(str(each) for each in named)),
        rule=rule if rule in RULES else "all",
        quorum=_whole(said.get("quorum"), 0),
        names={str(code): str(words) for code, words in _items(said.get("names")) if words},
        days=min(max(_whole(said.get("days"), USUAL_DAYS), 1), MOST_DAYS),
    )


def _items(said: object) -> list[tuple[object, object]]:
    return list(said.items()) if isinstance(said, Mapping) else []


def _whole(said: object, otherwise: int) -> int:
    is_whole = isinstance(said, int) and not isinstance(said, bool)
    return int(str(said)) if is_whole else otherwise
