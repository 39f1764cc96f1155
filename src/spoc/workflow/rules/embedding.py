"""A process made ready to be called by another: its names cannot meet the other's."""

import re
from collections.abc import Mapping

from lxml import etree

from spoc.workflow.rules.elements import BPMN
from spoc.workflow.rules.reading import parsed, read
from spoc.workflow.rules.wiring import Wiring

REFERS = (
    *("sourceRef", "targetRef", "attachedToRef", "default", "bpmnElement", "processRef"),
    *("messageRef", "errorRef", "calledElement", "id"),
)
NAMED_IN = ("incoming", "outgoing", "flowNodeRef")
WORKED_OUT = ("conditionExpression", "script", "timeDuration", "timeDate")


def embedded(source: str, name: str) -> str:
    """Return a file whose process is called `name` and whose elements are named after it."""
    root = parsed(source)
    names = _names(root, read(source).process, name)
    words = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
    for element in root.iter(etree.Element):
        for attribute in REFERS:
            told = element.get(attribute)
            if told in names:
                element.set(attribute, names[told])
        tag = etree.QName(element).localname
        if tag in NAMED_IN and element.text:
            element.text = names.get(element.text.strip(), element.text)
        elif tag in WORKED_OUT and element.text:
            element.text = words.sub(lambda found: names[found[1]], element.text)
    return str(etree.tostring(root, encoding="unicode"))


def embedded_wiring(source: str, wiring: Wiring, name: str) -> Wiring:
    """Return how the steps of a process are done, by the names they have when it is called."""
    names = _names(parsed(source), read(source).process, name)
    steps = {names.get(key, key): wire for key, wire in wiring.steps.items()}
    return Wiring(wiring.lanes, steps)


def joined(wirings: Mapping[str, Wiring], own: Wiring) -> Wiring:
    """Return how all steps are done: a process's own, and those of the processes it calls.

    Lanes of one name have one team: what the caller says of it holds.
    """
    lanes = {name: team for each in wirings.values() for name, team in each.lanes.items()}
    steps = {key: wire for each in wirings.values() for key, wire in each.steps.items()}
    return Wiring({**lanes, **own.lanes}, {**steps, **own.steps})


def _names(root: etree._Element, process: str, name: str) -> dict[str, str]:
    """Return the new name of everything in a file that has one."""
    stem = re.sub(r"\W", "_", name)
    keys = [key for each in root.iter(etree.Element) if (key := each.get("id"))]
    in_bpmn = f"{{{BPMN}}}definitions"
    kept = {root.get("id")} if root.tag == in_bpmn else set()
    return {key: name if key == process else f"{stem}__{key}" for key in keys if key not in kept}
