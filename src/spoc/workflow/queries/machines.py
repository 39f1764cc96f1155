"""The machines that may do a step: actions that were set up, and activities that are marked."""

from django.utils.translation import gettext as _

from spoc.workflow.allowed import allowed
from spoc.workflow.models import Action
from spoc.workflow.rules.actions import of_map


def machines_offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return actions and activities in groups, each with what it is given, as choices."""
    actions = [
        (f"action:{row.key}", _with(row.name, [each.key for each in of_map(row.inputs)]))
        for row in Action.objects.order_by("name")[:200]
    ]
    activities = [
        (f"activity:{each.key}", _with(str(each.label), [one.key for one in each.wanted]))
        for each in allowed()
    ]
    return [(_("Actions"), actions), (_("Activities of the desk"), activities)]


def _with(name: str, inputs: list[str]) -> str:
    return f"{name} ({', '.join(inputs)})" if inputs else name
