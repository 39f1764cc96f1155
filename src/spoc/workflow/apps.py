"""The workflow app: its nouns and the sentences of its facts."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Processes, their running cases, and what machines do for them."""

    name = "spoc.workflow"
