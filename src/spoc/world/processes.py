"""Norrvik's processes: how what is ordered gets done, listed here and published by their owner."""

from spoc.people.models import Person, Team
from spoc.workflow.activities import Description, Drawing, add_process, publish_version


def set_up_processes() -> None:
    """Publish the processes, by who owns networks and access."""
    peter = Person.objects.get(name="Peter Rask")
    desk, onsite = (Team.objects.get(key=key).pk for key in ("service-desk", "workplace"))
    laptop = Description(
        "New laptop",
        {"sv": "Ny bärbar dator"},
        "From the order to the hand-over, with the account made beside.",
    )
    laptop_steps = [
        _step("task", "Take one from the store", "Hämta en från lagret", team=onsite),
        _step("task", "Install it", "Installera den", team=onsite),
        _step("task", "Make the account ready", "Gör kontot klart", team=desk, is_beside=True),
        _step("task", "Hand it over", "Lämna över den", team=onsite),
    ]
    access = Description(
        "Access from outside",
        {"sv": "Åtkomst utifrån"},
        "The network opens once the owner of the service agrees.",
    )
    access_steps = [
        _step("approval", "Approve access", "Godkänn åtkomst", approvers=["service_owner"]),
        _step("task", "Open the access", "Öppna åtkomsten", team=desk),
        _step("wait", "Let it spread", "Låt det slå igenom", duration="PT1H"),
        _step("task", "Send the instructions", "Skicka instruktionerna", team=desk),
    ]
    for description, steps in ((laptop, laptop_steps), (access, access_steps)):
        version = add_process(description, by=peter, drawing=Drawing(steps=steps))
        publish_version(version, by=peter, runs_as=peter)


def _step(sort: str, name: str, swedish: str, **further: object) -> dict[str, object]:
    return {"sort": sort, "name": name, "names": {"sv": swedish}, **further}
