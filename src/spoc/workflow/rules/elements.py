"""What of BPMN 2.0 is supported, and what a file holds once it is read."""

from dataclasses import dataclass, field

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"

# what stands in the flow, by its tag, and the kind it is
NODES = {
    "startEvent": "start",
    "endEvent": "end",
    "task": "manual",
    "userTask": "user",
    "manualTask": "manual",
    "serviceTask": "service",
    "scriptTask": "script",
    "sendTask": "send",
    "receiveTask": "receive",
    "exclusiveGateway": "exclusive",
    "parallelGateway": "parallel",
    "inclusiveGateway": "inclusive",
    "intermediateCatchEvent": "catch",
    "boundaryEvent": "boundary",
    "subProcess": "sub",
    "callActivity": "call",
}
# what an event waits for or tells, by the kind of the element it may stand on
EVENTS = {
    "timerEventDefinition": ("catch", "boundary"),
    "messageEventDefinition": ("catch", "boundary"),
    "errorEventDefinition": ("boundary", "end"),
    "terminateEventDefinition": ("end",),
}
# what says something of a process without being done
SAID = frozenset(
    ("documentation", "extensionElements", "textAnnotation", "association", "group", "text")
)
# what belongs to the elements above
PARTS = frozenset(
    ("incoming", "outgoing", "conditionExpression", "script", "timeDuration", "timeDate")
)
FRAME = frozenset(("laneSet", "lane", "flowNodeRef", "childLaneSet", "sequenceFlow"))
ROOTS = frozenset(("process", "collaboration", "participant", "messageFlow"))
# what a process refers to by name
NAMED = frozenset(("message", "error", "category", "categoryValue", "import", "itemDefinition"))
KNOWN = frozenset((*NODES, *EVENTS, *SAID, *PARTS, *FRAME, *ROOTS, *NAMED))
# steps that somebody or something does while the case waits
OUTSIDE = ("user", "manual", "service", "send", "receive")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is not taken: which element, by the name people gave it, and the reason's code."""

    element: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """An element in the flow; `within` is the process or sub-process it stands in.

    `waits_for` is what an event waits for: `timer`, `message` or `error`; `words` is the timer's
    expression, the script, the name of the message, or the process that is called.
    """

    id: str
    kind: str
    name: str = ""
    lane: str = ""
    within: str = ""
    waits_for: str = ""
    words: str = ""
    hint: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow from one element to the next, taken when its condition holds."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Where an element stands in the picture, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Model:
    """A file as it was read: the process to begin with, its elements, and its picture."""

    process: str = ""
    name: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    lanes: tuple[str, ...] = ()
    # pools and lanes as they are drawn, by key
    bands: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    frames: dict[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def outside(self) -> list[Node]:
        """Return the steps that somebody or something does, in the order of the file."""
        return [node for node in self.nodes.values() if node.kind in OUTSIDE]

    def calls(self) -> list[str]:
        """Return the names of the processes that are called and are not in this file."""
        named = [node.words for node in self.nodes.values() if node.kind == "call"]
        return [name for name in dict.fromkeys(named) if name and name not in self.frames]
