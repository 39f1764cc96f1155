"""What a draft lacks before new cases may run by it."""

from spoc.people.models import Team
from spoc.workflow.allowed import allowed
from spoc.workflow.models import Action, DefinitionVersion
from spoc.workflow.queries.processes import plan_of, process_in, process_of, wiring_of
from spoc.workflow.rules.actions import of_map
from spoc.workflow.rules.elements import Fault
from spoc.workflow.rules.embedding import embedded, embedded_wiring
from spoc.workflow.rules.engine import Stuck
from spoc.workflow.rules.wiring import parse_wiring, unwired


def called_by(version: DefinitionVersion) -> dict[str, dict[str, object]]:
    """Return the processes that a version calls, by their keys, as they are in use now.

    Each is kept with its file and with how its steps are done; what it calls is kept beside it.
    """
    rows = DefinitionVersion.objects.filter(
        definition__key__in=process_in(version.source).calls(), state="published"
    )
    found: dict[str, dict[str, object]] = {}
    for row in rows.select_related("definition"):
        key, wiring = row.definition.key, parse_wiring(row.wiring)
        found |= row.called
        found[key] = {
            "source": embedded(row.source, key),
            "wiring": embedded_wiring(row.source, wiring, key).written(),
        }
    return found


def faults_to_publish(version: DefinitionVersion) -> list[Fault]:
    """Return what keeps a draft from being published, element by element."""
    process = process_of(version)
    unknown = [name for name in process.calls() if name not in version.called]
    faults = [Fault(process.name, "no_process", name) for name in unknown]
    faults += unwired(
        process,
        wiring_of(version),
        teams=set(Team.objects.filter(is_active=True).values_list("pk", flat=True)),
        actions=_inputs_of_actions(),
        activities={
            each.key: [one.key for one in each.wanted if not one.is_optional] for each in allowed()
        },
    )
    if not faults:
        try:
            plan_of(version)
        except Stuck as stuck:
            faults.append(Fault(process.name, "does_not_fit", str(stuck)))
    return faults


def _inputs_of_actions() -> dict[str, list[str]]:
    """Return the actions there are, each with what it has to be given."""
    rows = Action.objects.all()
    return {
        row.key: [each.key for each in of_map(row.inputs) if not each.is_optional] for row in rows
    }
