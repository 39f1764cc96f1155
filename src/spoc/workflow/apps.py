"""The workflow app: its nouns and the sentences of its facts."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.db.models import Model
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    """Processes, their running cases, and what machines do for them."""

    name = "spoc.workflow"

    def ready(self) -> None:
        """Register the nouns, the tables of words and the sentences of the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import register
        from spoc.workflow.action_start import register_actions
        from spoc.workflow.process_words import TABLES

        for noun in nouns():
            register(noun)
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        register_actions()
        import_module("spoc.workflow.case_reactions")


def nouns() -> list:
    """Return how others name, show and guard processes and their cases."""
    from spoc.kit.nouns import Noun
    from spoc.kit.nouns import noun as noun_with
    from spoc.workflow import access
    from spoc.workflow.models import Definition, Instance

    def of_case(instance: Model) -> str:
        case = cast(Instance, instance)
        return noun_with(case.noun).address(case.subject)

    def topics(instance: Model) -> list[str]:
        case = cast(Instance, instance)
        return [f"{case.noun}-{case.subject_id}"]

    return [
        Noun(
            "process",
            Definition,
            str,
            lambda definition: f"/settings/processes/{definition.pk}",
            access.visible_to,
        ),
        Noun(
            "instance",
            Instance,
            str,
            of_case,
            access.instances_visible_to,
            topics=topics,
        ),
    ]


SENTENCES = {
    "process__added": _("{by} added the process {name}"),
    "process__described": _("{by} described the process {name} anew"),
    "process__drawn": _("{by} drew the process {name} anew: version {number}"),
    "process__wired": _("{by} said who does the steps of {name}, version {number}"),
    "process__published": _("{by} published {name}, version {number}: {runs_as} stands for it"),
    "process__retired": _("{by} took the process {name} out of use"),
    "instance__begun": _("The process {name} began"),
    "instance__moved": _("In the process: {step}, {state:step_state}"),
    "instance__completed": _("The process {name} is over: {outcome:case_outcome}"),
    "instance__cancelled": _("{by} ended the process: {reason}"),
    "instance__failed": _("The process {name} stopped: {fault}"),
}
