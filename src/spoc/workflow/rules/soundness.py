"""Whether a process that was read can be run: it begins, every way ends, and all is understood."""

from collections import deque
from collections.abc import Iterator

from spoc.workflow.rules.elements import Fault, Model, Node
from spoc.workflow.rules.expressions import (
    DURATION,
    fault_in,
    fault_in_script,
    is_day,
    plain,
)

SPLITS = ("exclusive", "inclusive")


def faults_of(model: Model) -> Iterator[Fault]:
    """Name what keeps a process from being run, element by element."""
    for frame in _frames(model):
        yield from _of_frame(model, frame)
    for node in model.nodes.values():
        yield from _of_node(model, node)
    for flow in model.flows.values():
        if flow.condition and (wrong := fault_in(flow.condition)):
            title = flow.name or _title(model, flow.source)
            yield Fault(title, "expression", wrong)


def _frames(model: Model) -> list[str]:
    """Return every process and sub-process that has elements."""
    return list(dict.fromkeys(node.within for node in model.nodes.values()))


def _of_frame(model: Model, frame: str) -> Iterator[Fault]:
    inside = [node for node in model.nodes.values() if node.within == frame]
    title = _title(model, frame)
    starts = [node for node in inside if node.kind == "start"]
    if len(starts) != 1:
        yield Fault(title, "no_start" if not starts else "many_starts")
        return
    if not any(node.kind == "end" for node in inside):
        yield Fault(title, "no_end")
    reached = _reached(model, [starts[0], *(n for n in inside if n.kind == "boundary")])
    for node in inside:
        if node.id not in reached:
            yield Fault(node.title, "unreached")


def _of_node(model: Model, node: Node) -> Iterator[Fault]:
    outward = [flow for flow in model.flows.values() if flow.source == node.id]
    if node.kind != "end" and not outward:
        yield Fault(node.title, "dead_end")
    if node.kind == "script" and (wrong := fault_in_script(node.words)):
        yield Fault(node.title, "script", wrong)
    if node.kind == "catch" and node.waits_for not in ("timer", "message"):
        yield Fault(node.title, "event", node.waits_for or "none")
    if node.kind == "boundary" and not node.waits_for:
        yield Fault(node.title, "event", "none")
    if node.waits_for == "timer" and not _is_timer(node.words):
        yield Fault(node.title, "timer", node.words[:80])
    if node.waits_for == "message" and not node.words:
        yield Fault(node.title, "message")
    if node.kind == "call" and not node.words:
        yield Fault(node.title, "calls_nothing")
    if node.kind in SPLITS and len(outward) > 1:
        bare = [flow for flow in outward if not flow.condition]
        if len(bare) > 1:
            yield Fault(node.title, "no_condition", bare[-1].name or bare[-1].id)


def _is_timer(words: str) -> bool:
    said = plain(words)
    bare = said.strip("\"'")
    if not bare or DURATION.match(bare) or is_day(bare):
        return bool(bare)
    return bare == said and not fault_in(words)


def _reached(model: Model, begun: list[Node]) -> set[str]:
    """Return the keys of all elements that the flow comes to from these."""
    following: dict[str, list[str]] = {}
    for flow in model.flows.values():
        following.setdefault(flow.source, []).append(flow.target)
    seen: set[str] = set()
    waiting = deque(node.id for node in begun)
    while waiting:
        at = waiting.popleft()
        if at not in seen:
            seen.add(at)
            waiting.extend(following.get(at, []))
    return seen


def _title(model: Model, key: str) -> str:
    node = model.nodes.get(key)
    return node.title if node else model.frames.get(key) or key
