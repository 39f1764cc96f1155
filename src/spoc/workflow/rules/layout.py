"""Where the elements of a process stand when nobody drew them: in columns, as the flow goes."""

from collections.abc import Mapping

from spoc.workflow.rules.elements import Box, Flow, Node

SIZES = {"start": (36, 36), "end": (36, 36), "catch": (36, 36), "boundary": (36, 36)}
SIZES |= dict.fromkeys(("exclusive", "parallel", "inclusive"), (50, 50))
STEP = (120, 70)
COLUMN, ROW, MARGIN = 170, 110, 40

Lines = dict[str, tuple[tuple[float, float], ...]]


def lay_out(nodes: Mapping[str, Node], flows: Mapping[str, Flow]) -> tuple[dict[str, Box], Lines]:
    """Return a box for each element and a line for each arrow, in points.

    An element stands one column after the last that leads to it; those of one column below each
    other, in the order of the file.
    """
    columns = _columns(nodes, flows)
    rows = _rows(nodes, flows, columns)
    boxes = {key: _box(node, columns[key], rows[key]) for key, node in nodes.items()}
    lines = {
        flow.id: _line(boxes[flow.source], boxes[flow.target])
        for flow in flows.values()
        if flow.source in boxes and flow.target in boxes
    }
    return boxes, lines


def _columns(nodes: Mapping[str, Node], flows: Mapping[str, Flow]) -> dict[str, int]:
    """Return how far from the start each element stands; a way back moves nothing."""
    following: dict[str, list[str]] = {key: [] for key in nodes}
    for flow in flows.values():
        if flow.source in following and flow.target in following:
            following[flow.source].append(flow.target)
    columns = dict.fromkeys(nodes, 0)

    def reach(key: str, column: int, way: frozenset[str]) -> None:
        columns[key] = max(columns[key], column)
        for target in following[key]:
            if target not in way and columns[target] < column + 1:
                reach(target, column + 1, way | {target})

    entered = {target for targets in following.values() for target in targets}
    for key in nodes:
        if key not in entered:
            reach(key, 0, frozenset({key}))
    return columns


def _rows(
    nodes: Mapping[str, Node], flows: Mapping[str, Flow], columns: Mapping[str, int]
) -> dict[str, int]:
    """Return the row of each element: that of what leads to it, or the next that is free."""
    taken: set[tuple[int, int]] = set()
    rows: dict[str, int] = {}
    leading: dict[str, str] = {}
    for flow in flows.values():
        leading.setdefault(flow.target, flow.source)
    for key in sorted(nodes, key=lambda each: columns[each]):
        row = rows.get(leading.get(key, ""), 0)
        while (columns[key], row) in taken:
            row += 1
        rows[key] = row
        taken.add((columns[key], row))
    return rows


def _box(node: Node, column: int, row: int) -> Box:
    width, height = SIZES.get(node.kind, STEP)
    middle = MARGIN + column * COLUMN + STEP[0] / 2, MARGIN + row * ROW + STEP[1] / 2
    return Box(middle[0] - width / 2, middle[1] - height / 2, width, height)


def _line(source: Box, target: Box) -> tuple[tuple[float, float], ...]:
    """Return a line from side to side, with two corners where it changes rows."""
    begin = source.x + source.width, source.y + source.height / 2
    end = target.x, target.y + target.height / 2
    if begin[1] == end[1] and begin[0] <= end[0]:
        return begin, end
    if begin[0] > end[0]:
        low = max(source.y + source.height, target.y + target.height) + 20
        return (
            begin,
            (begin[0] + 15, begin[1]),
            (begin[0] + 15, low),
            (end[0] - 15, low),
            (
                end[0] - 15,
                end[1],
            ),
            end,
        )
    turn = end[0] - 25 if end[1] < begin[1] else begin[0] + 25
    return begin, (turn, begin[1]), (turn, end[1]), end
