"""Where the elements of a file stand in its picture (BPMN DI)."""

from lxml import etree

from spoc.workflow.rules.elements import BPMNDI, DC, DI, Box

Line = tuple[tuple[float, float], ...]
FARTHEST = 50_000.0


def boxes_in(root: etree._Element) -> dict[str, Box]:
    """Return the box of each element that is drawn, by its key."""
    found: dict[str, Box] = {}
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        if bounds is not None:
            x, y, width, height = (_number(bounds, n) for n in ("x", "y", "width", "height"))
            found[_of(shape)] = Box(x, y, abs(width), abs(height))
    return found


def lines_in(root: etree._Element) -> dict[str, Line]:
    """Return the points of each arrow that is drawn, by its key."""
    found: dict[str, Line] = {}
    for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge"):
        points = [
            (_number(each, "x"), _number(each, "y")) for each in edge.iter(f"{{{DI}}}waypoint")
        ]
        found[_of(edge)] = tuple(points)
    return found


def _of(drawn: etree._Element) -> str:
    return (drawn.get("bpmnElement") or "").rpartition(":")[2]


def _number(element: etree._Element, name: str) -> float:
    """Read a measure; what is none, or beyond every picture, is nought."""
    try:
        value = float(element.get(name) or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < FARTHEST else 0.0
