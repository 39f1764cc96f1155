"""Processes made ready: what a version's file says, how its steps are done, its cases taken up."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from django.db.models import Model, QuerySet

from spoc.kit.nouns import noun_of
from spoc.kit.prepared import Place, Prepared
from spoc.workflow.models import DefinitionVersion, Instance, Step
from spoc.workflow.rules.elements import Model as Process
from spoc.workflow.rules.embedding import joined
from spoc.workflow.rules.engine import Case, Plan, plan
from spoc.workflow.rules.reading import read
from spoc.workflow.rules.running import OPEN_STEPS
from spoc.workflow.rules.wiring import Wiring, parse_wiring

MOST_AT_ONCE = 200


@lru_cache(maxsize=64)
def process_in(source: str) -> Process:
    """Return what a file says; it is read once a process."""
    return read(source)


def process_of(version: DefinitionVersion) -> Process:
    """Return what a version's file says, with the elements of the processes it calls."""
    whole = process_in(version.source)
    called = [process_in(source) for source in called_sources(version)]
    nodes = {key: node for each in (whole, *called) for key, node in each.nodes.items()}
    flows = {key: flow for each in (whole, *called) for key, flow in each.flows.items()}
    return replace(whole, nodes=nodes, flows=flows)


def wiring_of(version: DefinitionVersion) -> Wiring:
    """Return how the steps of a version are done, and those of the processes it calls."""
    called = {name: parse_wiring(each["wiring"]) for name, each in version.called.items()}
    return joined(called, parse_wiring(version.wiring))


def called_sources(version: DefinitionVersion) -> tuple[str, ...]:
    """Return the files of the processes a version calls."""
    return tuple(str(each["source"]) for each in version.called.values())


def plan_of(version: DefinitionVersion) -> Plan:
    """Return a version made ready to run."""
    sources = (version.source, *called_sources(version))
    return plan(process_in(version.source).process, sources)


def taken_up(instance: Instance) -> Case:
    """Return a case where it was left."""
    return Case.restore(plan_of(instance.definition_version), instance.kept)


def open_steps(instance: Instance) -> QuerySet[Step]:
    """Return the steps that wait or are being done, in the order they were begun."""
    return instance.steps.filter(state__in=OPEN_STEPS).select_related("task").order_by("id")


def running_for(subject: Model) -> QuerySet[Instance]:
    """Return the cases that run for a record."""
    return running_of(noun_of(subject).key, subject.pk)


def running_of(noun: str, pk: int) -> QuerySet[Instance]:
    """Return the cases that run for the record of this noun and key."""
    return Instance.objects.filter(noun=noun, subject_id=pk, state="running").order_by("id")


def has_running(noun: str, pk: int) -> bool:
    """Tell whether any case runs for this record."""
    return bool(_a_running(noun, pk))


@Prepared
def _a_running(noun: Place, pk: Place) -> QuerySet[Instance, int]:
    rows = Instance.objects.filter(noun=noun, subject_id=pk, state="running")
    return rows.order_by().values_list("pk", flat=True)[:1]


def instances_due(moment: datetime) -> QuerySet[Instance]:
    """Return the cases with a timer that is due, the longest due first."""
    due = Instance.objects.filter(state="running", wake_at__lte=moment)
    return due.order_by("wake_at", "id")[:MOST_AT_ONCE]
