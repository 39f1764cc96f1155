"""A process as a picture: shapes, arrows and lanes in points, for a page to draw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from spoc.workflow.rules.elements import Box, Flow, Model, Node
from spoc.workflow.rules.layout import lay_out

EVENTS = ("start", "end", "catch", "boundary")
GATEWAYS = ("exclusive", "parallel", "inclusive")
LETTER, LINE = 6.2, 14
MARGIN = 20
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words at its place."""

    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Shape:
    """An element as it is drawn; `lit` is past, now, waiting, failed, or nothing."""

    id: str
    form: str
    kind: str
    mark: str
    box: Box
    title: str
    words: tuple[Words, ...]
    lit: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.box.x + self.box.width / 2, self.box.y + self.box.height / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from one element to the next, with what is said beside it."""

    points: str
    label: str
    at: tuple[float, float]
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: what part of the plane it shows, and what is on it."""

    frame: Box
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Lit:
    """How far a case has come, by element."""

    past: Collection[str] = ()
    now: Collection[str] = ()
    waiting: Collection[str] = ()
    failed: Collection[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str) -> str:
        """Return how an element is lit."""
        if key in self.failed:
            return "failed"
        if key in self.now:
            return "now"
        if key in self.waiting:
            return "waiting"
        return "past" if key in self.past else ""


def picture(model: Model, lit: Lit | None = None) -> Picture:
    """Return the picture of a process, as its modeller drew it; else as it lies best.

    Elements of one process only: what is called is drawn where it is called.
    """
    lit = lit or Lit()
    nodes = {key: node for key, node in model.nodes.items() if _is_drawn(model, node)}
    if all(key in model.boxes for key in nodes):
        boxes = {key: model.boxes[key] for key in nodes}
        lines = dict(model.lines)
    else:
        boxes, lines = lay_out(nodes, model.flows)
    frames = [key for key, node in nodes.items() if node.kind == "sub"]
    order = [*frames, *(key for key in nodes if key not in frames)]
    shapes = tuple(_shape(nodes[key], boxes[key], lit) for key in order)
    arrows = tuple(
        _arrow(flow, lines[key], is_past=_is_past(lit, flow))
        for key, flow in model.flows.items()
        if key in lines and len(lines[key]) > 1 and flow.source in boxes and flow.target in boxes
    )
    bands = tuple(
        Shape(key, "band", "lane", "", model.boxes[key], lit.names.get(key) or name, ())
        for key, name in model.bands.items()
        if key in model.boxes and boxes.keys() & model.boxes.keys()
    )
    drawn = [*boxes.values(), *(band.box for band in bands)]
    return Picture(_frame(drawn, lines.values()), shapes, arrows, bands)


def _is_drawn(model: Model, node: Node) -> bool:
    """Tell whether an element is part of the process or of a sub-process drawn open in it."""
    within = node.within
    while within in model.nodes:
        around = model.boxes.get(within)
        if around is not None and node.id not in model.boxes:
            return False
        within = model.nodes[within].within
    return within == model.process


def _is_past(lit: Lit, flow: Flow) -> bool:
    gone = {*lit.past, *lit.now, *lit.waiting, *lit.failed}
    return flow.source in lit.past and flow.target in gone


def _shape(node: Node, box: Box, lit: Lit) -> Shape:
    form = "event" if node.kind in EVENTS else "gateway" if node.kind in GATEWAYS else "step"
    if node.kind == "sub" and box.width > 200:
        form = "frame"
    title = lit.names.get(node.id) or node.name
    mark = node.waits_for or node.kind
    return Shape(
        node.id, form, node.kind, mark, box, title, _words(title, box, form), lit.of(node.id)
    )


def _words(title: str, box: Box, form: str) -> tuple[Words, ...]:
    """Return the name in lines that fit: inside a step, below all else."""
    if not title:
        return ()
    is_inside = form == "step"
    width = box.width - 12 if is_inside else max(box.width, 110)
    lines = _wrapped(title, max(int(width / LETTER), 4))
    middle = box.x + box.width / 2
    if form == "frame":
        return (Words(box.x + 12, box.y + 18, title),)
    top = box.y + box.height / 2 - (len(lines) - 1) * LINE / 2 + 4 if is_inside else 0.0
    top = top or box.y + box.height + LINE
    return tuple(Words(middle, top + n * LINE, line) for n, line in enumerate(lines))


def _wrapped(title: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= width + 2 else f"{word[: width - 1]}…")
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    return lines


def _arrow(flow: Flow, points: tuple[tuple[float, float], ...], *, is_past: bool) -> Arrow:
    half = points[(len(points) - 1) // 2], points[(len(points) - 1) // 2 + 1]
    at = ((half[0][0] + half[1][0]) / 2, (half[0][1] + half[1][1]) / 2 - 6)
    said = " ".join(f"{x:g},{y:g}" for x, y in points)
    return Arrow(said, flow.name or _short(flow.condition), at, is_past)


def _short(condition: str) -> str:
    """Return a condition where it is short enough to be read beside an arrow."""
    return condition if len(condition) <= 24 else ""


def _frame(boxes: Collection[Box], lines: Collection[tuple[tuple[float, float], ...]]) -> Box:
    across = [each for box in boxes for each in (box.x, box.x + box.width)]
    down = [each for box in boxes for each in (box.y, box.y + box.height + 2 * LINE)]
    across += [x for line in lines for x, _y in line] or [0]
    down += [y for line in lines for _x, y in line] or [0]
    left, top = min(across) - MARGIN, min(down) - MARGIN
    return Box(left, top, max(across) - left + MARGIN, max(down) - top + MARGIN)
