"""The catalogue app: its nouns and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Services, categories and guided questions."""

    name = "spoc.catalogue"

    def ready(self) -> None:
        """Register the nouns and declare the facts."""
        from spoc.audit.activities import declare
        from spoc.catalogue import access
        from spoc.catalogue.models import Answer, Category, Question, Service
        from spoc.kit.nouns import Noun, register

        register(Noun("service", Service, str, lambda s: "/settings/services", access.visible_to))
        register(
            Noun(
                "category",
                Category,
                str,
                lambda c: "/settings/services",
                access.categories_visible_to,
            )
        )
        questions = "/settings/questions"
        register(
            Noun(
                "question",
                Question,
                str,
                lambda q: f"{questions}/{q.pk}",
                access.questions_shaped_by,
            )
        )
        register(
            Noun(
                "answer",
                Answer,
                str,
                lambda a: f"{questions}/answers/{a.pk}",
                access.answers_shaped_by,
            )
        )
        declare(**SENTENCES)


SENTENCES = {
    "service__added": _("{by} added the service {name}"),
    "service__changed": _("{by} changed the service {name}"),
    "service__presented": _("{by} changed how {community} is told of the service {name}"),
    "service__voiced": _("{by} changed the voice of the service {name}"),
    "category__changed": _("{by} changed the category {name}"),
    "category__added": _("{by} added the category {name}"),
    "question__added": _("{by} added the question {name}"),
    "question__changed": _("{by} changed the question {name}"),
    "answer__added": _("{by} added the answer {name} to the question {question}"),
    "answer__changed": _("{by} changed the answer {name} of the question {question}"),
}
