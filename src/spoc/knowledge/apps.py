"""The knowledge app: its nouns and the sentences of its facts."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Articles, their review and use, and self-help."""

    name = "spoc.knowledge"

    def ready(self) -> None:
        """Register what others know of procedures and of self-help."""
        from spoc.knowledge import help_nouns, nouns
        from spoc.knowledge.procedure_nouns import begin

        nouns.begin()
        begin()
        help_nouns.begin()
