"""A case goes through a process as it is drawn, kept and taken up again between any two steps."""

import json
from pathlib import Path

import pytest

from spoc.workflow.rules.drawing import Lit, picture
from spoc.workflow.rules.embedding import embedded
from spoc.workflow.rules.engine import Case, Stuck, plan
from spoc.workflow.rules.reading import read
from spoc.workflow.rules.step_list import bpmn_of
from tests.workflow.test_reading import bpmn

LAPTOP = (Path(__file__).with_name("files") / "new_laptop.bpmn").read_text()


def backwards(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Read an object from its last name to its first."""
    return dict(reversed(pairs))


class Walk:
    """A case that is kept and taken up again before each step."""

    def __init__(self, *sources: str, **known: object) -> None:
        self.plan = plan(read(sources[0]).process, sources)
        self.case = Case.begin(self.plan, known)

    def again(self) -> Case:
        """Take the case up as it was written down; the database keeps names in another order."""
        kept = json.loads(json.dumps(self.case.kept()), object_pairs_hook=backwards)
        self.case = Case.restore(self.plan, kept)
        return self.case

    def at(self) -> list[str]:
        """Return what it waits for."""
        return sorted(wait.element for wait in self.again().waits())

    def mark(self, element: str):
        """Return the mark of what it waits for at an element."""
        return next(wait.mark for wait in self.again().waits() if wait.element == element)

    def do(self, element: str, **told: object) -> "Walk":
        """Do a step."""
        mark = self.mark(element)
        self.case.finish(mark, told)
        return self

    def fire(self, element: str, **told: object) -> "Walk":
        """Let what it waits for there come."""
        mark = self.mark(element)
        self.case.fire(mark, told)
        return self

    def fail(self, element: str) -> bool:
        """Let a step fail; return whether the process says what follows."""
        mark = self.mark(element)
        return self.case.fail(mark, {"reason": "gone"})


def test_a_case_goes_through_lanes_gateways_and_a_process_within():
    walk = Walk(LAPTOP)
    assert walk.at() == ["Approve_1"]

    walk.do("Approve_1", approved=True)
    assert walk.at() == ["Account_1", "Install_1", "Slow_1"]

    walk.do("Install_1").do("Account_1").do("Test_1")
    assert walk.at() == ["HandOver_1"]

    walk.do("HandOver_1")
    assert walk.again().is_completed


def test_what_a_case_began_with_is_known_at_every_step_though_it_is_kept_in_another_order():
    walk = Walk(LAPTOP, price=9800)
    assert walk.case.known_at(walk.mark("Approve_1"))["price"] == 9800
    walk.do("Approve_1", approved=True)
    for wait in walk.again().waits():
        assert walk.case.known_at(wait.mark)["price"] == 9800


def test_a_timer_on_the_edge_lets_the_step_go_on_where_it_does_not_interrupt():
    walk = Walk(LAPTOP).do("Approve_1", approved=True)

    walk.fire("Slow_1")

    assert walk.at() == ["Account_1", "Install_1", "Remind_1"]


def test_a_timer_that_interrupts_takes_the_step_away():
    walk = Walk(LAPTOP.replace('cancelActivity="false" ', "")).do("Approve_1", approved=True)

    walk.fire("Slow_1")

    assert walk.at() == ["Account_1", "Remind_1"]


def test_what_was_denied_ends_where_it_is_drawn_to():
    walk = Walk(LAPTOP).do("Approve_1", approved=False)

    assert walk.again().is_completed
    assert "End_refused" in walk.case.passed()


def test_a_step_that_fails_goes_the_way_drawn_for_it():
    source = bpmn(
        '<startEvent id="a"/><serviceTask id="s"/><endEvent id="z"/>'
        '<boundaryEvent id="e" attachedToRef="s"><errorEventDefinition/></boundaryEvent>'
        '<userTask id="by_hand"/>'
        '<sequenceFlow id="f1" sourceRef="a" targetRef="s"/>'
        '<sequenceFlow id="f2" sourceRef="s" targetRef="z"/>'
        '<sequenceFlow id="f3" sourceRef="e" targetRef="by_hand"/>'
        '<sequenceFlow id="f4" sourceRef="by_hand" targetRef="z"/>'
    )
    walk = Walk(source)

    assert walk.fail("s")
    assert walk.at() == ["by_hand"]
    assert not walk.fail("by_hand")


def test_a_message_is_waited_for_by_its_name():
    source = bpmn(
        '<startEvent id="a"/><intermediateCatchEvent id="m"><messageEventDefinition'
        ' messageRef="M"/></intermediateCatchEvent><endEvent id="z"/>'
        '<sequenceFlow id="f1" sourceRef="a" targetRef="m"/>'
        '<sequenceFlow id="f2" sourceRef="m" targetRef="z"/>',
        around='<message id="M" name="reply"/>',
    )
    walk = Walk(source)
    [wait] = walk.again().waits()
    assert (wait.is_event, wait.message) == (True, "reply")

    walk.fire("m", words="Yes")

    assert walk.again().is_completed
    assert walk.case.known["words"] == "Yes"


def test_an_inclusive_gateway_goes_every_way_that_holds_and_waits_for_them():
    source = bpmn(
        '<startEvent id="a"/><inclusiveGateway id="g" default="d"/><inclusiveGateway id="j"/>'
        '<userTask id="x"/><userTask id="y"/><userTask id="w"/><endEvent id="z"/>'
        '<sequenceFlow id="f1" sourceRef="a" targetRef="g"/>'
        '<sequenceFlow id="f2" sourceRef="g" targetRef="x"><conditionExpression>big'
        "</conditionExpression></sequenceFlow>"
        '<sequenceFlow id="f3" sourceRef="g" targetRef="y"><conditionExpression>far'
        "</conditionExpression></sequenceFlow>"
        '<sequenceFlow id="d" sourceRef="g" targetRef="w"/>'
        '<sequenceFlow id="f4" sourceRef="x" targetRef="j"/>'
        '<sequenceFlow id="f5" sourceRef="y" targetRef="j"/>'
        '<sequenceFlow id="f6" sourceRef="w" targetRef="j"/>'
        '<sequenceFlow id="f7" sourceRef="j" targetRef="z"/>'
    )
    walk = Walk(source, big=True, far=True)
    assert walk.at() == ["x", "y"]

    walk.do("x")
    assert not walk.again().is_completed
    assert walk.do("y").again().is_completed
    assert Walk(source, big=False, far=False).at() == ["w"]


def test_where_no_condition_holds_the_case_says_so():
    walk = Walk(LAPTOP.replace("${approved}", "${price > 1}"), price=0)

    with pytest.raises(Stuck):
        walk.do("Approve_1", approved=True)


def test_a_circle_that_needs_nobody_is_no_process():
    source = bpmn(
        '<startEvent id="a"/><scriptTask id="s"><script>x = 1</script></scriptTask>'
        '<exclusiveGateway id="g" default="f3"/><endEvent id="z"/>'
        '<sequenceFlow id="f1" sourceRef="a" targetRef="s"/>'
        '<sequenceFlow id="f2" sourceRef="s" targetRef="g"/>'
        '<sequenceFlow id="f3" sourceRef="g" targetRef="s"/>'
        '<sequenceFlow id="f4" sourceRef="g" targetRef="z"><conditionExpression>x == 2'
        "</conditionExpression></sequenceFlow>"
    )
    with pytest.raises(Stuck, match="circles"):
        Walk(source)


def test_a_process_that_is_called_keeps_its_own_names():
    listed, _faults = bpmn_of("part", "Part", [{"sort": "task", "name": "Do", "team": 1}])
    calling = bpmn(
        '<startEvent id="a"/><callActivity id="step_1" calledElement="part"/><endEvent id="z"/>'
        '<sequenceFlow id="f1" sourceRef="a" targetRef="step_1"/>'
        '<sequenceFlow id="f2" sourceRef="step_1" targetRef="z"/>'
    )
    walk = Walk(calling, embedded(listed, "part"))

    assert walk.at() == ["part__step_1"]
    assert walk.do("part__step_1").again().is_completed


STEPS = [
    {"sort": "approval", "name": "Approve it", "approvers": ["manager"]},
    {"sort": "task", "name": "Order", "team": 3, "when": "price > 100"},
    {"sort": "task", "name": "Install", "team": 4, "is_beside": True},
    {"sort": "wait", "name": "A day", "duration": "P1D"},
    {"sort": "task", "name": "Hand over", "team": 3},
]


@pytest.mark.parametrize(("price", "beside"), [(50, ["step_3"]), (500, ["step_2", "step_3"])])
def test_a_list_of_steps_is_a_process_underneath(price, beside):
    source, faults = bpmn_of("laptop", "Laptop", STEPS)
    assert (faults, read(source).faults) == ((), ())
    walk = Walk(source, price=price).do("step_1", step_1={"approved": True})
    assert walk.at() == beside

    for element in beside:
        walk.do(element)
    walk.fire("step_4")
    assert walk.at() == ["step_5"]
    assert walk.do("step_5").again().is_completed


def test_a_list_that_says_too_little_is_told_step_by_step():
    _source, faults = bpmn_of("x", "X", [{"sort": "wait", "name": "", "duration": "soon"}])

    assert [fault.code for fault in faults] == ["no_name", "timer"]
    assert [fault.code for fault in bpmn_of("x", "X", [])[1]] == ["no_steps"]


def test_the_picture_shows_each_element_where_it_was_drawn_and_how_far_it_came():
    drawn = picture(read(LAPTOP), Lit(past=["Start_1"], now=["Approve_1"]))
    shapes = {shape.id: shape for shape in drawn.shapes}

    assert {key: shapes[key].lit for key in ("Approve_1", "Start_1", "HandOver_1")} == {
        "Approve_1": "now",
        "Start_1": "past",
        "HandOver_1": "",
    }
    assert [band.title for band in drawn.lanes] == [
        "A laptop for somebody new",
        "Service desk",
        "IT operations",
    ]
    assert next(arrow for arrow in drawn.arrows if arrow.label == "yes").points.startswith(
        "430,145"
    )


def test_a_process_nobody_drew_is_laid_out_without_one_step_upon_another():
    bare = LAPTOP[: LAPTOP.index("<bpmndi:BPMNDiagram")] + "</bpmn:definitions>"
    places = [(shape.box.x, shape.box.y) for shape in picture(read(bare)).shapes]

    assert len(places) == len(set(places)) > 15
