"""A process as a list of steps, written as the BPMN it is underneath.

Each step is done after the one before, or beside it; it may be done only when a condition holds.
After an approval that is denied the case is over as refused.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from spoc.workflow.rules.elements import BPMN, Box, Fault, Flow, Node
from spoc.workflow.rules.expressions import fault_in
from spoc.workflow.rules.layout import lay_out
from spoc.workflow.rules.running import is_moment
from spoc.workflow.rules.wiring import ACTION, ACTIVITY, APPROVAL, TASK, Wire, Wiring, parse_wire

WAIT = "wait"
SORTS = (TASK, APPROVAL, ACTION, ACTIVITY, WAIT)
TAGS = {TASK: "userTask", APPROVAL: "userTask", ACTION: "serviceTask", ACTIVITY: "serviceTask"}
KINDS = {"userTask": "user", "serviceTask": "service", "intermediateCatchEvent": "catch"}
KINDS |= {"startEvent": "start", "endEvent": "end"}
KINDS |= {"exclusiveGateway": "exclusive", "parallelGateway": "parallel"}
MOST_STEPS = 60
XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Listed:
    """One step of a list: what it is, who does it, beside the one before or not, and when."""

    sort: str
    name: str
    team: int | None = None
    is_beside: bool = False
    when: str = ""
    duration: str = ""
    how: Wire = field(default_factory=Wire)


@dataclass(slots=True)
class _Draft:
    """The BPMN as it grows: elements with what stands in them, and the arrows."""

    nodes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def add(self, tag: str, key: str, name: str = "", inside: str = "") -> str:
        """Add an element; return its key."""
        self.nodes[key] = (tag, name, inside)
        return key

    def lead(self, source: str, target: str, condition: str = "", name: str = "") -> None:
        """Lead from one element to the next."""
        key = f"flow_{len(self.flows) + 1}"
        self.flows.append(Flow(key, source, target, name, condition))


def parse_steps(said: Sequence[Mapping[str, object]]) -> list[Listed]:
    """Read a list as it is kept."""
    return [_listed(each) for each in said]


def wiring_of_list(said: Sequence[Mapping[str, object]]) -> Wiring:
    """Return who or what does the steps of a list, by element."""
    steps = parse_steps(said)
    return Wiring(
        lanes={_lane(each.team): each.team for each in steps if each.team is not None},
        steps={_key(n): each.how for n, each in enumerate(steps, 1)},
    )


def bpmn_of(
    key: str, name: str, said: Sequence[Mapping[str, object]]
) -> tuple[str, tuple[Fault, ...]]:
    """Return a list as a BPMN 2.0 file with its picture, and what is wrong with the list."""
    steps = parse_steps(said)
    faults = tuple(_faults(steps))
    if faults:
        return "", faults
    draft = _Draft()
    at = draft.add("startEvent", "begin")
    for group in _groups(steps):
        at = _add_group(draft, at, group)
    draft.lead(at, draft.add("endEvent", "delivered"))
    return _written(f"process_{re.sub(r'[^A-Za-z0-9_]', '_', key)}", name, steps, draft), ()


def _faults(steps: list[Listed]) -> Iterable[Fault]:
    if not steps:
        yield Fault("1", "no_steps")
    if len(steps) > MOST_STEPS:
        yield Fault(str(MOST_STEPS), "too_many_steps")
    for number, step in enumerate(steps, 1):
        title = step.name or str(number)
        if step.sort not in SORTS:
            yield Fault(title, "cannot_do", step.sort)
        if not step.name:
            yield Fault(title, "no_name")
        if step.when and (wrong := fault_in(step.when)):
            yield Fault(title, "expression", wrong)
        if step.sort == WAIT and not is_moment(step.duration):
            yield Fault(title, "timer", step.duration)


def _groups(steps: list[Listed]) -> list[list[tuple[str, Listed]]]:
    """Return the steps with their keys; those that are done beside each other together."""
    groups: list[list[tuple[str, Listed]]] = []
    for number, step in enumerate(steps, 1):
        if step.is_beside and groups:
            groups[-1].append((_key(number), step))
        else:
            groups.append([(_key(number), step)])
    return groups


def _add_group(draft: _Draft, at: str, group: list[tuple[str, Listed]]) -> str:
    if len(group) == 1:
        return _add_step(draft, at, *group[0])
    first = group[0][0]
    split = draft.add("parallelGateway", f"{first}_split")
    draft.lead(at, split)
    ends = [_add_step(draft, split, key, step) for key, step in group]
    join = draft.add("parallelGateway", f"{first}_join")
    for end in ends:
        draft.lead(end, join)
    return join


def _add_step(draft: _Draft, at: str, key: str, step: Listed) -> str:
    """Add a step, with the choice before it and the refusal after it; return where it leads on."""
    choice = ""
    if step.when:
        choice = draft.add("exclusiveGateway", f"{key}_choice", step.when)
        draft.lead(at, choice)
    tag = TAGS.get(step.sort, "intermediateCatchEvent")
    timer = f"<timerEventDefinition><timeDuration>{escape(step.duration)}</timeDuration>"
    inside = f"{timer}</timerEventDefinition>" if step.sort == WAIT else ""
    draft.add(tag, key, step.name, inside)
    draft.lead(choice or at, key, step.when)
    last = key
    if step.sort == APPROVAL:
        last = draft.add("exclusiveGateway", f"{key}_answer")
        draft.lead(key, last)
        refused = draft.add("endEvent", f"{key}_refused", "", "<errorEventDefinition/>")
        draft.lead(last, refused, f"not {key}.approved")
    if choice:
        merge = draft.add("exclusiveGateway", f"{key}_merge")
        draft.lead(last, merge, f"{key}.approved" if step.sort == APPROVAL else "")
        draft.lead(choice, merge)
        return merge
    return last


def _written(process: str, title: str, steps: list[Listed], draft: _Draft) -> str:
    """Write the elements, their lanes and their picture as XML."""
    defaults = _defaults(draft)
    lanes = _lanes(steps)
    said = "".join(
        f"<{tag} id={quoteattr(key)} name={quoteattr(name)}{defaults.get(key, '')}>{inside}</{tag}>"
        for key, (tag, name, inside) in draft.nodes.items()
    )
    arrows = "".join(map(_arrow, draft.flows))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="{BPMN}" xmlns:xsi="{XSI}"'
        f' id="file" targetNamespace="urn:spoc:process">'
        f'<process id={quoteattr(process)} name={quoteattr(title)} isExecutable="true">'
        f"{lanes}{said}{arrows}</process>{_pictured(process, draft)}</definitions>"
    )


def _defaults(draft: _Draft) -> dict[str, str]:
    """Return which way is gone where no condition holds: the one that has none."""
    ways: dict[str, list[Flow]] = {}
    for flow in draft.flows:
        if draft.nodes[flow.source][0] == "exclusiveGateway":
            ways.setdefault(flow.source, []).append(flow)
    bare = {key: [f for f in flows if not f.condition] for key, flows in ways.items()}
    return {
        key: f" default={quoteattr(found[0].id)}"
        for key, found in bare.items()
        if found and len(ways[key]) > 1
    }


def _lanes(steps: list[Listed]) -> str:
    teams: dict[int, list[str]] = {}
    for number, step in enumerate(steps, 1):
        if step.team is not None:
            teams.setdefault(step.team, []).append(_key(number))
    lanes = "".join(
        f"<lane id={quoteattr(_lane(team))} name={quoteattr(_lane(team))}>"
        + "".join(f"<flowNodeRef>{key}</flowNodeRef>" for key in keys)
        + "</lane>"
        for team, keys in teams.items()
    )
    return f'<laneSet id="lanes">{lanes}</laneSet>' if lanes else ""


def _arrow(flow: Flow) -> str:
    condition = (
        f'<conditionExpression xsi:type="tFormalExpression">{escape(flow.condition)}'
        "</conditionExpression>"
        if flow.condition
        else ""
    )
    return (
        f"<sequenceFlow id={quoteattr(flow.id)} sourceRef={quoteattr(flow.source)}"
        f" targetRef={quoteattr(flow.target)}>{condition}</sequenceFlow>"
    )


def _pictured(process: str, draft: _Draft) -> str:
    nodes = {key: Node(key, KINDS[tag], title) for key, (tag, title, _in) in draft.nodes.items()}
    boxes, lines = lay_out(nodes, {flow.id: flow for flow in draft.flows})
    shapes = "".join(_shape(key, box) for key, box in boxes.items())
    edges = "".join(_edge(key, points) for key, points in lines.items())
    return (
        '<d:BPMNDiagram xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI"'
        ' xmlns:c="http://www.omg.org/spec/DD/20100524/DC"'
        ' xmlns:i="http://www.omg.org/spec/DD/20100524/DI" id="picture">'
        f'<d:BPMNPlane id="plane" bpmnElement={quoteattr(process)}>{shapes}{edges}'
        "</d:BPMNPlane></d:BPMNDiagram>"
    )


def _shape(key: str, box: Box) -> str:
    return (
        f"<d:BPMNShape id={quoteattr(f'{key}_di')} bpmnElement={quoteattr(key)}>"
        f'<c:Bounds x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"/>'
        "</d:BPMNShape>"
    )


def _edge(key: str, points: Sequence[tuple[float, float]]) -> str:
    said = "".join(f'<i:waypoint x="{x:g}" y="{y:g}"/>' for x, y in points)
    return (
        f"<d:BPMNEdge id={quoteattr(f'{key}_di')} bpmnElement={quoteattr(key)}>{said}</d:BPMNEdge>"
    )


def _listed(said: Mapping[str, object]) -> Listed:
    sort = str(said.get("sort") or TASK)
    team = said.get("team")
    return Listed(
        sort=sort,
        name=" ".join(str(said.get("name") or "").split())[:200],
        team=team if isinstance(team, int) and not isinstance(team, bool) else None,
        is_beside=said.get("is_beside") is True,
        when=str(said.get("when") or "").strip(),
        duration=str(said.get("duration") or "").strip(),
        how=parse_wire({**said, "does": sort}),
    )


def _key(number: int) -> str:
    return f"step_{number}"


def _lane(team: int | None) -> str:
    return f"team-{team}"
