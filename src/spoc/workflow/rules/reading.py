"""Reading a BPMN 2.0 file from any modeller: what is supported is taken, all else is named.

Source: OMG Business Process Model and Notation 2.0.2 (formal/2013-12-09).
"""

from collections.abc import Iterator

from lxml import etree

from spoc.workflow.rules.elements import (
    BPMN,
    EVENTS,
    KNOWN,
    NODES,
    Fault,
    Flow,
    Model,
    Node,
)
from spoc.workflow.rules.pictured import boxes_in, lines_in
from spoc.workflow.rules.soundness import faults_of

LARGEST = 1_000_000
MOST_NODES = 300


class Unreadable(ValueError):
    """Not a BPMN file at all; its code says why."""


def read(source: str) -> Model:
    """Read a file; what is wrong with it stands in `faults`, each with the element's name.

    Raises Unreadable where it is no BPMN 2.0 XML, too large, or declares entities of its own.
    """
    root = parsed(source)
    processes = [each for each in root if _tag(each) == "process"]
    if not processes:
        raise Unreadable("no_process")
    elements = [each for process in processes for each in process.iter(etree.Element)]
    faults = [fault for each in root.iter(etree.Element) if (fault := _not_supported(each))]
    messages = {each.get("id"): each.get("name") or "" for each in root.iter(f"{{{BPMN}}}message")}
    lanes = _lanes(root)
    nodes = {
        node.id: node
        for each in elements
        if _tag(each) in NODES and (node := _node(each, lanes, messages))
    }
    flows = {flow.id: flow for each in elements if (flow := _flow(each))}
    main = _main(processes, nodes)
    model = Model(
        process=main.get("id") or "" if main is not None else "",
        name=_name(main, root),
        nodes=nodes,
        flows=flows,
        lanes=tuple(dict.fromkeys(lanes.values())),
        bands=_bands(root),
        boxes=boxes_in(root),
        lines=lines_in(root),
        frames={each.get("id") or "": each.get("name") or "" for each in processes},
    )
    if main is None:
        faults.append(Fault(processes[0].get("name") or processes[0].get("id") or "", "many"))
    if len(nodes) > MOST_NODES:
        faults.append(Fault(model.name, "too_many"))
    found = tuple(dict.fromkeys([*faults, *_parts_missing(root), *faults_of(model)]))
    return Model(**{name: getattr(model, name) for name in Model.__slots__} | {"faults": found})


def parsed(source: str) -> etree._Element:
    """Read XML that may come from anybody: no entities, nothing fetched, not too large."""
    data = source.encode()
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable("not_xml") from fault
    if root.getroottree().docinfo.doctype:
        raise Unreadable("doctype")
    if root.tag != f"{{{BPMN}}}definitions":
        raise Unreadable("not_bpmn")
    return root


def _not_supported(element: etree._Element) -> Fault | None:
    """Return why an element is not taken; a modeller's own additions are passed over."""
    tag = _tag(element)
    if not tag or any(_tag(each) == "extensionElements" for each in element.iterancestors()):
        return None
    owner = element.getparent()
    if tag in EVENTS and owner is not None:
        kind = NODES.get(_tag(owner), "")
        return None if kind in EVENTS[tag] else Fault(_title(owner), "event", tag)
    if tag == "subProcess" and element.get("triggeredByEvent") == "true":
        return Fault(_title(element), "unsupported", "eventSubProcess")
    if tag in KNOWN or tag == "definitions":
        return None
    named = element if element.get("name") or element.get("id") else owner
    return Fault(_title(named if named is not None else element), "unsupported", tag)


def _parts_missing(root: etree._Element) -> Iterator[Fault]:
    """Name what refers to something that is not there."""
    known = {each.get("id") for each in root.iter(etree.Element)}
    for each in root.iter(etree.Element):
        for name in ("sourceRef", "targetRef", "attachedToRef", "default"):
            told = each.get(name)
            if _tag(each) in (*NODES, "sequenceFlow") and told and told not in known:
                yield Fault(_title(each), "dangling", told)


def _node(element: etree._Element, lanes: dict[str, str], messages: dict[str | None, str]) -> Node:
    own = [child for child in element if _tag(child) in EVENTS]
    waits_for = _tag(own[0]).removesuffix("EventDefinition") if own else ""
    within = element.getparent()
    return Node(
        id=element.get("id") or "",
        kind=NODES[_tag(element)],
        name=" ".join((element.get("name") or "").split()),
        lane=_lane_of(element, lanes),
        within=(within.get("id") or "") if within is not None else "",
        waits_for=waits_for,
        words=_words(element, own, messages),
        hint=element.get("implementation") or element.get("attachedToRef") or "",
    )


def _words(
    element: etree._Element, events: list[etree._Element], messages: dict[str | None, str]
) -> str:
    """Return what an element says beside its name, by what it is."""
    match _tag(element):
        case "scriptTask":
            return (element.findtext(f"{{{BPMN}}}script") or "").strip()
        case "callActivity":
            return element.get("calledElement") or ""
        case "receiveTask":
            return messages.get(element.get("messageRef"), element.get("name") or "")
    for event in events:
        if _tag(event) == "messageEventDefinition":
            return messages.get(event.get("messageRef"), element.get("name") or "")
        times = [child.text or "" for child in event if _tag(child) in ("timeDuration", "timeDate")]
        return times[0].strip() if times else ""
    return ""


def _flow(element: etree._Element) -> Flow | None:
    if _tag(element) != "sequenceFlow":
        return None
    said = (element.findtext(f"{{{BPMN}}}conditionExpression") or "").strip()
    source, target = element.get("sourceRef") or "", element.get("targetRef") or ""
    return Flow(element.get("id") or "", source, target, element.get("name") or "", said)


def _main(processes: list[etree._Element], nodes: dict[str, Node]) -> etree._Element | None:
    """Return the process to begin with: the one that no other in the file calls."""
    called = {node.words for node in nodes.values() if node.kind == "call"}
    begun = [each for each in processes if each.get("id") not in called and len(each)]
    return begun[0] if len(begun) == 1 else None


def _lanes(root: etree._Element) -> dict[str, str]:
    """Return the name of the innermost lane each element stands in."""
    found: dict[str, str] = {}
    for lane in root.iter(f"{{{BPMN}}}lane"):
        name = " ".join((lane.get("name") or lane.get("id") or "").split())
        for child in lane:
            if _tag(child) == "flowNodeRef" and child.text:
                found[child.text.strip()] = name
    return found


def _bands(root: etree._Element) -> dict[str, str]:
    """Return the names of the pools and lanes, by key."""
    found = [*root.iter(f"{{{BPMN}}}participant"), *root.iter(f"{{{BPMN}}}lane")]
    return {each.get("id") or "": " ".join((each.get("name") or "").split()) for each in found}


def _lane_of(element: etree._Element, lanes: dict[str, str]) -> str:
    """Return the lane of an element, or of the sub-process it stands in."""
    around = [element, *element.iterancestors()]
    return next((lanes[key] for each in around if (key := each.get("id")) in lanes), "")


def _name(process: etree._Element | None, root: etree._Element) -> str:
    if process is None:
        return ""
    pools = root.iter(f"{{{BPMN}}}participant")
    pool = next((each for each in pools if each.get("processRef") == process.get("id")), None)
    named = (process.get("name"), pool.get("name") if pool is not None else "", process.get("id"))
    return next((" ".join(name.split()) for name in named if name), "")


def _title(element: etree._Element) -> str:
    return " ".join((element.get("name") or element.get("id") or _tag(element)).split())


def _tag(element: etree._Element) -> str:
    """Return the tag of an element of BPMN itself; nothing of what others add."""
    qualified = element.tag
    if not isinstance(qualified, str) or not qualified.startswith(f"{{{BPMN}}}"):
        return ""
    return qualified.removeprefix(f"{{{BPMN}}}")
