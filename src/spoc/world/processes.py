"""Norrvik's processes: how what is ordered gets done, listed here and published by their owner."""

from spoc.people.models import Person, Team
from spoc.workflow.activities import Description, Drawing, add_process, publish_version
from spoc.workflow.models import Definition

Steps = list[dict[str, object]]


def set_up_processes() -> None:
    """Publish the processes, by who owns networks and access."""
    peter = Person.objects.get(name="Peter Rask")
    desk, onsite = (Team.objects.get(key=key).pk for key in ("service-desk", "workplace"))
    _publish(
        peter,
        Description(
            "New laptop",
            {"sv": "Ny bärbar dator"},
            "From the order to the hand-over, with the account made beside.",
        ),
        [
            {"sort": "task", "name": "Take one from the store", "team": onsite},
            {"sort": "task", "name": "Install it", "team": onsite},
            {"sort": "task", "name": "Make the account ready", "team": desk, "is_beside": True},
            {"sort": "task", "name": "Hand it over", "team": onsite},
        ],
    )
    _publish(
        peter,
        Description(
            "Access from outside",
            {"sv": "Åtkomst utifrån"},
            "The network opens once the owner of the service agrees.",
        ),
        [
            {"sort": "approval", "name": "Approve access", "approvers": ["service_owner"]},
            {"sort": "task", "name": "Open the access", "team": desk},
            {"sort": "wait", "name": "Let it spread", "duration": "PT1H"},
            {"sort": "task", "name": "Send the instructions", "team": desk},
        ],
    )


def published(key: str) -> Definition:
    """Return a process by its key."""
    return Definition.objects.get(key=key)


def _publish(by: Person, description: Description, steps: Steps) -> None:
    version = add_process(description, by=by, drawing=Drawing(steps=steps))
    publish_version(version, by=by, runs_as=by)
