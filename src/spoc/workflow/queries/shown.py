"""Cases as pages show them: their steps in plain words, and the picture with what is lit."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Model
from django.utils.translation import get_language

from spoc.kit.nouns import noun_of
from spoc.workflow.models import DefinitionVersion, Instance, Step
from spoc.workflow.queries.processes import process_in, process_of, taken_up, wiring_of
from spoc.workflow.rules.drawing import Lit, Picture, picture
from spoc.workflow.rules.elements import OUTSIDE, Node
from spoc.workflow.rules.elements import Model as Process
from spoc.workflow.rules.running import OPEN_STEPS

TOLD = (*OUTSIDE, "catch")


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step as people read it; state is waiting, doing, done, failed, cancelled or to_come."""

    name: str
    kind: str
    state: str
    team: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case: what it is of, how it stands, its steps so far and those to come."""

    pk: int
    name: str
    state: str
    fault: str
    began_at: datetime
    ended_at: datetime | None
    steps: list[StepShown]

    @property
    def done(self) -> int:
        """How many of its steps are over."""
        return sum(step.state not in (*OPEN_STEPS, "to_come") for step in self.steps)


def steps_of(subject: Model) -> list[StepShown]:
    """Return the steps of the last case of a record, in plain words; none where it has none."""
    rows = Instance.objects.filter(noun=noun_of(subject).key, subject_id=subject.pk)
    last = rows.select_related("definition_version").order_by("-id").first()
    return _steps(last) if last else []


def case_shown(instance: Instance) -> CaseShown:
    """Return one case as a page shows it."""
    return CaseShown(
        pk=instance.pk,
        name=str(instance.definition_version.definition),
        state=instance.state,
        fault=instance.fault,
        began_at=instance.began_at,
        ended_at=instance.ended_at,
        steps=_steps(instance),
    )


def picture_of(version: DefinitionVersion, lit: Lit | None = None) -> Picture:
    """Return the picture of a version, its steps called as the reader's language has them."""
    named = replace(lit or Lit(), names=names_of(version))
    return picture(process_in(version.source), named)


def names_of(version: DefinitionVersion) -> dict[str, str]:
    """Return what steps are called in the reader's language, by element, where it is said."""
    return wiring_of(version).names_in(get_language() or "")


def picture_of_case(instance: Instance) -> Picture:
    """Return the picture of a case's process with what it has come to lit."""
    return picture_of(instance.definition_version, lit_of(instance))


def lit_of(instance: Instance) -> Lit:
    """Return how far a case has come, by element."""
    steps = list(instance.steps.all())
    process = process_of(instance.definition_version)
    at = {each.element for each in steps if each.state in OPEN_STEPS}
    around = _frames_around(process, at)
    return Lit(
        past=taken_up(instance).passed() if instance.kept else (),
        now={*(each.element for each in steps if each.state == "doing"), *around},
        waiting={each.element for each in steps if each.state == "waiting"},
        failed={each.element for each in steps if each.state == "failed"},
    )


def _steps(instance: Instance) -> list[StepShown]:
    """Return what was done and is being done, and then what still lies on the way."""
    process, names = process_of(instance.definition_version), names_of(instance.definition_version)
    rows = sorted(instance.steps.all(), key=lambda each: each.pk)
    told = [_step(row, names) for row in rows if row.kind != "timer" or row.state == "done"]
    if instance.state != "running":
        return told
    return told + [
        StepShown(names.get(node.id, node.name), node.kind, "to_come")
        for node in _ahead(process, [row for row in rows if row.state in OPEN_STEPS])
        if node.name
    ]


def _step(row: Step, names: Mapping[str, str]) -> StepShown:
    return StepShown(
        name=names.get(row.element) or str(row),
        kind=row.kind,
        state=row.state,
        team=row.team.name if row.team else "",
        began_at=row.began_at,
        ended_at=row.ended_at,
        due_at=row.due_at,
    )


def _ahead(process: Process, at: Sequence[Step]) -> list[Node]:
    """Return the steps that can still come, the nearest first; out of a process within as well."""
    begun = {row.element for row in at}
    waiting = deque(begun)
    waiting.extend(_frames_around(process, begun))
    seen, found = set(waiting), []
    while waiting:
        here = waiting.popleft()
        nexts = [flow.target for flow in process.flows.values() if flow.source == here]
        inside = [n.id for n in process.nodes.values() if n.within == here and n.kind == "start"]
        for key in [*(inside if here not in begun else []), *nexts]:
            if key in seen or key not in process.nodes:
                continue
            seen.add(key)
            waiting.append(key)
            if process.nodes[key].kind in TOLD:
                found.append(process.nodes[key])
    return found


def _frames_around(process: Process, keys: set[str]) -> list[str]:
    """Return the sub-processes that these elements stand in, from the inside out."""
    found: list[str] = []
    for key in keys:
        within = process.nodes[key].within if key in process.nodes else ""
        while within in process.nodes:
            found.append(within)
            within = process.nodes[within].within
    return list(dict.fromkeys(found))
