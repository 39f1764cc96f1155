"""What is there: processes and their versions, running cases, and their steps."""

from spoc.workflow.models.action import Action, ActionRun
from spoc.workflow.models.identity import IdentityCheck
from spoc.workflow.models.process import Definition, DefinitionVersion, Instance, Step

__all__ = [
    "Action",
    "ActionRun",
    "Definition",
    "DefinitionVersion",
    "IdentityCheck",
    "Instance",
    "Step",
]
