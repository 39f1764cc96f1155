"""The knowledge app: its nouns and the sentences of its facts."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Articles, their review and use, and self-help."""

    name = "spoc.knowledge"
