"""Processes for tests: drawn, wired and published for the desk of the test world."""

from pathlib import Path

from spoc.people.models import Person, Team
from spoc.workflow.activities import (
    Description,
    Drawing,
    add_process,
    publish_version,
    wire_version,
)
from spoc.workflow.models import DefinitionVersion
from spoc.workflow.rules.wiring import Wire, Wiring

LAPTOP = (Path(__file__).with_name("files") / "new_laptop.bpmn").read_text()
LANES = ("Service desk", "IT operations")


def listed(by: Person, *steps: dict[str, object], name: str = "A process") -> DefinitionVersion:
    """Publish a process made of a list of steps."""
    version = add_process(Description(name), by=by, drawing=Drawing(steps=steps))
    return publish_version(version, by=by, runs_as=by)


def laptop(by: Person, approver: Person, **steps: Wire) -> DefinitionVersion:
    """Publish the process that was drawn elsewhere; `steps` says how further ones are done."""
    team = Team.objects.order_by("pk").first()
    assert team is not None
    version = add_process(Description("New laptop"), by=by, drawing=Drawing(LAPTOP))
    approve = Wire("approval", approvers=(f"person:{approver.pk}",))
    wiring = Wiring(dict.fromkeys(LANES, team.pk), {"Approve_1": approve, **steps})
    wire_version(version, by=by, wiring=wiring)
    return publish_version(version, by=by, runs_as=by)
