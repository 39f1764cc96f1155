"""What machines do in the demonstration: two actions wait to be told where, one runs."""

from spoc.people.models import Person
from spoc.workflow.activities import Description, Drawing, add_process, publish_version
from spoc.workflow.activities.actions import ActionPlan, add_action, switch_action
from spoc.workflow.base import ActionKind

# who keeps them, and who answers for them
KEEPER, OWNER = "Åsa Ekman", "Peter Rask"
DIRECTORY = {
    "does": "reset",
    "host": "ldap.norrvik.example",
    "user": "cn=spoc,ou=services,dc=norrvik,dc=example",
    "password": "nobody-knows",
    "base": "ou=people,dc=norrvik,dc=example",
}
CALL = {
    "address": "https://phones.norrvik.example/numbers/{person}",
    "body": '{"forward_to": "{number}"}',
    "keep": "id",
    "method": "PUT",
}
SCRIPT = """name = inputs["name"].lower().split()
result = {"account": ".".join([name[0], name[-1]])}
"""


def set_up_actions() -> None:
    """Set the actions up; what would reach another system stays off."""
    keeper, owner = Person.objects.get(name=KEEPER), Person.objects.get(name=OWNER)
    reset = ActionPlan(
        "Reset a password", DIRECTORY, owner=owner, needs_identity=True, key="password-reset"
    )
    add_action("directory", by=keeper, plan=reset)
    inputs = {"person": "text", "number": "text"}
    call = ActionPlan("Forward a phone number", CALL, inputs, owner, key="forward-number")
    add_action("http", by=keeper, plan=call)
    name = ActionPlan("Make an account name", {"script": SCRIPT}, {"name": "text"}, owner)
    action = add_action("script", by=keeper, plan=name)
    if not ActionKind.get("script").available():
        switch_action(action, by=keeper, is_on=True)
    _publish(owner)


def _publish(by: Person) -> None:
    """Publish the process by which a password is reset with nobody at the desk."""
    description = Description(
        "New password",
        {"sv": "Nytt lösenord"},
        "The directory makes one for who proved it is them.",
    )
    step = {"sort": "action", "name": "Make a new password", "key": "password-reset"}
    steps = [{**step, "names": {"sv": "Skapa ett nytt lösenord"}}]
    version = add_process(description, by=by, drawing=Drawing(steps=steps))
    publish_version(version, by=by, runs_as=by)
