"""How a process comes about: drawn elsewhere or listed here, wired, published, succeeded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.workflow import access
from spoc.workflow.models import Definition, DefinitionVersion
from spoc.workflow.process_words import UNREADABLE, fault_sentence
from spoc.workflow.queries.processes import process_in
from spoc.workflow.queries.publishing import called_by, faults_to_publish
from spoc.workflow.rules.elements import Fault
from spoc.workflow.rules.reading import Unreadable
from spoc.workflow.rules.step_list import bpmn_of, wiring_of_list
from spoc.workflow.rules.wiring import Wiring, parse_wiring, proposed

MOST_FAULTS = 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """A process as it is to be: a BPMN file, or the list of steps it is made from; and a note."""

    source: str = ""
    steps: Sequence[Mapping[str, object]] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What a process is called in each language, and what it is for."""

    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""


@activity
def add_process(description: Description, *, by: Person, drawing: Drawing) -> DefinitionVersion:
    """Add a process with its first version, as a draft."""
    demand(access.may_shape(by))
    name = one_line(description.name, 120)
    if not name:
        words = _("Say what the process is called.")
        raise NotPossible(words, fields={"name": words})
    definition = Definition.objects.create(
        key=_free_key(name),
        name=name,
        names={code: one_line(said, 120) for code, said in description.names.items() if said},
        purpose=tidy(description.purpose).strip()[:2_000],
        made_at=now(),
    )
    hold(definition)
    record("process.added", definition, by=by, name=name)
    return draw_version(definition, by=by, drawing=drawing)


@activity
def describe_process(definition: Definition, *, by: Person, description: Description) -> Definition:
    """Say anew what a process is called and what it is for."""
    demand(access.may_shape(by))
    definition.name = one_line(description.name, 120) or definition.name
    definition.names = {
        code: one_line(said, 120) for code, said in description.names.items() if said
    }
    definition.purpose = tidy(description.purpose).strip()[:2_000]
    definition.save(update_fields=["name", "names", "purpose"])
    record("process.described", definition, by=by, name=definition.name)
    return definition


@activity
def draw_version(definition: Definition, *, by: Person, drawing: Drawing) -> DefinitionVersion:
    """Add a version of a process as a draft; of what it was wired before, what fits is kept."""
    demand(access.may_shape(by))
    source, wiring = _checked(definition, drawing)
    number = (definition.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = DefinitionVersion.objects.create(
        definition=definition,
        number=number,
        source=source,
        steps=list(drawing.steps) if drawing.steps is not None else None,
        wiring=wiring.written(),
        note=one_line(drawing.note, 300),
        made_by=by,
        made_at=now(),
    )
    record("process.drawn", definition, by=by, name=str(definition), number=number)
    return version


@activity
def redraw_version(
    version: DefinitionVersion, *, by: Person, drawing: Drawing, seen: int | None = None
) -> DefinitionVersion:
    """Change a draft's file or list; what is published stays as it is."""
    demand(access.may_shape(by))
    _demand_draft(version, seen)
    version.source, wiring = _checked(version.definition, drawing, version)
    version.steps = list(drawing.steps) if drawing.steps is not None else None
    version.wiring, version.version = wiring.written(), version.version + 1
    version.save(update_fields=["source", "steps", "wiring", "version"])
    name = str(version.definition)
    record("process.drawn", version.definition, by=by, name=name, number=version.number)
    return version


@activity
def wire_version(
    version: DefinitionVersion, *, by: Person, wiring: Wiring, seen: int | None = None
) -> DefinitionVersion:
    """Say who or what does each step of a draft."""
    demand(access.may_shape(by))
    _demand_draft(version, seen)
    version.wiring, version.version = wiring.written(), version.version + 1
    version.save(update_fields=["wiring", "version"])
    name = str(version.definition)
    record("process.wired", version.definition, by=by, name=name, number=version.number)
    return version


@activity
def publish_version(
    version: DefinitionVersion, *, by: Person, runs_as: Person
) -> DefinitionVersion:
    """Let new cases run by this version; those under way keep theirs.

    What machines do in it is done with the rights of `runs_as`, who works at the desk.
    """
    demand(access.may_shape(by))
    _demand_draft(version, None)
    if not access.may_stand_for(by, runs_as):
        words = _("Name yourself, or somebody whose rights you may lend: nobody else.")
        raise NotPossible(words, fields={"runs_as": words})
    version.called = called_by(version)
    _demand_sound(faults_to_publish(version))
    definition = version.definition
    definition.versions.filter(state="published").update(state="superseded")
    version.state, version.published_at, version.published_by = "published", now(), by
    version.runs_as = runs_as
    version.save(update_fields=["state", "published_at", "published_by", "runs_as", "called"])
    if not definition.is_live:
        definition.is_live = True
        definition.save(update_fields=["is_live"])
    told = {"name": str(definition), "number": version.number, "runs_as": runs_as.name}
    record("process.published", definition, by=by, **told)
    return version


@activity
def retire_process(definition: Definition, *, by: Person) -> Definition:
    """Let no new case begin by a process; those under way go on."""
    demand(access.may_shape(by))
    definition.is_live = False
    definition.save(update_fields=["is_live"])
    definition.versions.filter(state="published").update(state="superseded")
    record("process.retired", definition, by=by, name=str(definition))
    return definition


def last_drawing(definition: Definition, note: str = "") -> Drawing:
    """Return the last version of a process as it was drawn, to be drawn anew."""
    last = definition.versions.order_by("-number").first()
    return Drawing(last.source, last.steps, note) if last else Drawing()


def _checked(
    definition: Definition, drawing: Drawing, before: DefinitionVersion | None = None
) -> tuple[str, Wiring]:
    """Return a file that can be run and how its steps are done; refuse what is not supported."""
    if drawing.steps is not None:
        source, listed = bpmn_of(definition.key, str(definition), drawing.steps)
        _demand_sound(listed)
    else:
        source = drawing.source
    try:
        process = process_in(source)
    except Unreadable as fault:
        words = str(UNREADABLE[str(fault)])
        raise NotPossible(words, fields={"source": words}) from fault
    _demand_sound(process.faults)
    if drawing.steps is not None:
        return source, wiring_of_list(drawing.steps)
    last = before or definition.versions.order_by("-number").first()
    known = parse_wiring(last.wiring) if last else Wiring()
    guessed = proposed(process)
    steps = {key: known.steps.get(key, wire) for key, wire in guessed.steps.items()}
    lanes = {name: team for name, team in known.lanes.items() if name in process.lanes or not name}
    return source, Wiring(lanes, steps)


def _demand_sound(faults: Sequence[Fault]) -> None:
    """Refuse, naming every element that is not as it must be and why."""
    said = [fault_sentence(fault) for fault in faults][:MOST_FAULTS]
    if said:
        raise NotPossible(" ".join(said), fields={"source": "\n".join(said)})


def _demand_draft(version: DefinitionVersion, seen: int | None) -> None:
    if seen is not None and seen != version.version:
        raise Stale(_("Somebody changed this meanwhile: look at it again, then save."))
    if version.state != "draft":
        raise NotPossible(_("This version was published and stays as it is: draw a new one."))


def _free_key(name: str) -> str:
    """Return a key made of the name that no other process has."""
    base = slugify(name)[:40].strip("-") or "process"
    taken = set(Definition.objects.filter(key__startswith=base).values_list("key", flat=True))
    names = (f"{base}-{n}" if n > 1 else base for n in count(1))
    return next(key for key in names if key not in taken)
