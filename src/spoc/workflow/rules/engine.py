"""A case of a process: where it stands, what it waits for, and going on when something is done.

SpiffWorkflow keeps the tokens, joins and sub-processes. Whatever somebody or something does, and
every moment and message, is waited for outside it: it never looks at a clock nor at the world.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.event_parsers import (
    BoundaryEventParser,
    IntermediateCatchEventParser,
)
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.defaults import BoundaryEvent, IntermediateCatchEvent, UserTask
from SpiffWorkflow.bpmn.specs.event_definitions import ErrorEventDefinition, MessageEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.task import Task

from spoc.workflow.rules.expressions import Unclear, reckon, run

Data = dict[str, Any]
SPECS = ("spec", "subprocess_specs")
TIMER = "timer:"
# so many steps that need nobody are no process but a circle
MOST_STEPS = 300
# the engine looks no deeper than a thousand steps, and takes a longer case for one that is over
LONGEST = 900


class Stuck(Exception):
    """The case cannot go on as it is; the words say where and why."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something a case waits for, by the engine's mark: a step to be done, a moment, a message."""

    mark: UUID
    element: str
    is_event: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A process made ready to run, with those it calls."""

    spec: Any
    called: Mapping[str, Any]


class _Safe(BasePythonScriptEngineEnvironment):
    """Works out conditions and scripts without running any Python."""

    def evaluate(
        self, expression: str, context: Data, external_context: Data | None = None
    ) -> object:
        return reckon(expression, {**context, **(external_context or {})})

    def execute(self, script: str, context: Data, external_context: Data | None = None) -> bool:
        run(script, context)
        return True


class _Moments(TaskParser):
    """Reads a timer as an event that is told from outside, when its moment has come."""

    def parse_timer_event(self, event: etree._Element) -> MessageEventDefinition:
        """Return the event that stands for the moment."""
        return MessageEventDefinition(f"{TIMER}{self.node.get('id')}")


class _Catch(_Moments, IntermediateCatchEventParser):
    """An event in the flow."""


class _Boundary(_Moments, BoundaryEventParser):
    """An event on the edge of a step."""


class _Parser(BpmnParser):
    """Reads the supported subset; steps that are done outside wait there."""

    OVERRIDE_PARSER_CLASSES = {
        **{
            full_tag(tag): (TaskParser, UserTask)
            for tag in ("task", "serviceTask", "sendTask", "receiveTask")
        },
        full_tag("intermediateCatchEvent"): (_Catch, IntermediateCatchEvent),
        full_tag("boundaryEvent"): (_Boundary, BoundaryEvent),
    }


@cache
def _serializer() -> BpmnWorkflowSerializer:
    return BpmnWorkflowSerializer()


@lru_cache(maxsize=64)
def plan(process: str, sources: tuple[str, ...]) -> Plan:
    """Make a process ready to run from its file and those of the processes it calls.

    Raises Stuck where they do not fit together.
    """
    parser = _Parser()
    try:
        for source in dict.fromkeys(sources):
            parser.add_bpmn_str(source.encode())
        for each in parser.process_parsers.values():
            # many modellers say that what they draw is a picture only
            each.process_executable = True
        spec = parser.get_spec(process)
        return Plan(spec, parser.get_subprocess_specs(spec.name))
    except (SpiffWorkflowException, ValueError, KeyError) as fault:
        raise Stuck(_words(fault)) from fault


class Case:
    """A running case; nothing of it is kept but what `kept` returns."""

    def __init__(self, workflow: BpmnWorkflow) -> None:
        self._workflow = workflow

    @classmethod
    def begin(cls, process: Plan, known: Data) -> "Case":
        """Begin a case with what is known; it goes on to where it first waits."""
        workflow = BpmnWorkflow(process.spec, process.called, script_engine=_engine())
        workflow.task_tree.set_data(**known)
        case = cls(workflow)
        case.go_on()
        return case

    @classmethod
    def restore(cls, process: Plan, kept: Data) -> "Case":
        """Take a case up where it was kept."""
        specs = {"spec": process.spec, "subprocess_specs": dict(process.called)}
        told = {name: _serializer().to_dict(each) for name, each in specs.items()}
        within = {key: _in_order(each) for key, each in kept["subprocesses"].items()}
        whole = {**_in_order(kept), **told, "subprocesses": within}
        workflow = _serializer().from_dict(deepcopy(whole))
        workflow.script_engine = _engine()
        return cls(workflow)

    def kept(self) -> Data:
        """Return where the case stands, without the process itself."""
        whole: Data = _serializer().to_dict(self._workflow)
        return {name: value for name, value in whole.items() if name not in SPECS}

    @property
    def is_completed(self) -> bool:
        """Whether every way came to its end."""
        return bool(self._workflow.is_completed())

    @property
    def known(self) -> Data:
        """What the case knows at its end, or at the step it came to last."""
        return dict(self._workflow.data or self._workflow.last_task.data)

    def known_at(self, mark: UUID) -> Data:
        """Return what is known at one step."""
        return dict(self._task(mark).data)

    def go_on(self) -> None:
        """Do what needs nobody, to where the case waits; raise Stuck where it cannot."""
        left = iter(range(MOST_STEPS))

        def count(task: Task) -> None:
            if next(left, None) is None:
                raise Stuck(
                    f"{task.task_spec.bpmn_name or task.task_spec.bpmn_id}: goes in circles"
                )

        try:
            self._workflow.do_engine_steps(will_complete_task=count)
        except (SpiffWorkflowException, Unclear) as fault:
            raise Stuck(_words(fault)) from fault
        whole = [self._workflow, *self._workflow.subprocesses.values()]
        if any(len(each.tasks) > LONGEST for each in whole):
            raise Stuck("it has gone through more steps than a case may have")

    def waits(self) -> list[Wait]:
        """Return all the case waits for, in the order it came to them."""
        return [wait for task in self._workflow.get_tasks() if (wait := _wait(task))]

    def finish(self, mark: UUID, result: Data) -> None:
        """Tell that a step is done, and what came of it; the case goes on."""
        task = self._task(mark)
        task.set_data(**result)
        task.run()
        self.go_on()

    def fire(self, mark: UUID, told: Data) -> None:
        """Tell that what an event waits for has come; the case goes on."""
        task = self._task(mark)
        event = BpmnEvent(task.task_spec.event_definition, payload=told)
        task.task_spec.catch(task, event)
        task.task_spec._update(task)
        self.go_on()

    def fail(self, mark: UUID, told: Data) -> bool:
        """Tell that a step failed; return whether the process says what follows then."""
        task: Task | None = self._task(mark)
        while task is not None:
            caught = next(_error_edges(task), None)
            if caught is not None:
                event = BpmnEvent(caught.task_spec.event_definition, payload=told)
                caught.task_spec.catch(caught, event)
                caught.task_spec._update(caught)
                self.go_on()
                return True
            around = task.workflow.parent_task_id
            task = self._workflow.get_task_from_id(around) if around else None
        return False

    def passed(self) -> set[str]:
        """Return the elements that were gone through."""
        tasks = self._workflow.get_tasks(state=TaskState.COMPLETED)
        return {task.task_spec.bpmn_id for task in tasks if task.task_spec.bpmn_id}

    def _task(self, mark: UUID) -> Task:
        return self._workflow.get_task_from_id(mark)


def _in_order(kept: Data) -> Data:
    """Return a tree of tasks with each after the one it follows.

    A task is kept as what it adds to that one, and the database keeps no order of names.
    """
    tasks, todo = kept["tasks"], [kept["root"]]
    ordered: Data = {}
    while todo:
        key = todo.pop()
        ordered[key] = tasks[key]
        todo += [child for child in tasks[key]["children"] if child in tasks]
    return {**kept, "tasks": {**ordered, **tasks}}


def _engine() -> PythonScriptEngine:
    return PythonScriptEngine(environment=_Safe())


def _wait(task: Task) -> Wait | None:
    spec = task.task_spec
    if task.state == TaskState.READY and spec.manual:
        return Wait(task.id, spec.bpmn_id)
    if task.state != TaskState.WAITING or not isinstance(spec, CatchingEvent):
        return None
    definition = spec.event_definition
    if not isinstance(definition, MessageEventDefinition):
        return None
    name = str(definition.name)
    return Wait(task.id, spec.bpmn_id, True, "" if name.startswith(TIMER) else name)


def _error_edges(task: Task) -> Iterator[Task]:
    """Yield the events on the edge of a step that wait for it to fail."""
    split = task.parent
    if split is None or not isinstance(split.task_spec, BoundaryEventSplit):
        return
    for edge in split.children:
        if isinstance(edge.task_spec, BoundaryEvent) and isinstance(
            edge.task_spec.event_definition, ErrorEventDefinition
        ):
            yield edge


def _words(fault: Exception) -> str:
    """Return a fault in one line that people can read."""
    return " ".join(str(fault).split())[:300]
