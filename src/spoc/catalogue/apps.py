"""The catalogue app: its nouns and the sentences of its facts."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.db.models import Model
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Services, what can be ordered of them, who has what, and guided questions."""

    name = "spoc.catalogue"

    def ready(self) -> None:
        """Register the nouns and the words, and declare the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.catalogue.words import TABLES
        from spoc.kit.nouns import register

        for noun in nouns():
            register(noun)
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        import_module("spoc.catalogue.search")
        import_module("spoc.catalogue.reactions")


def nouns() -> list:
    """Return how others name, show and guard the records of this app."""
    from spoc.catalogue import access
    from spoc.catalogue.models import Answer, Category, Offering, Question, Service, Subscription
    from spoc.kit.nouns import Noun

    def offered(offering: Model) -> str:
        return f"/help/offerings/{cast(Offering, offering).key}"

    services, asked = "/settings/services", "/settings/questions"
    return [
        Noun("service", Service, str, lambda s: f"/portfolio/{s.pk}", access.known_to),
        Noun("offering", Offering, str, offered, access.offerings_visible_to),
        Noun(
            "subscription",
            Subscription,
            str,
            lambda s: f"/subscriptions/{s.pk}",
            access.subscriptions_visible_to,
        ),
        Noun("category", Category, str, lambda c: services, access.categories_visible_to),
        Noun("question", Question, str, lambda q: f"{asked}/{q.pk}", access.questions_shaped_by),
        Noun("answer", Answer, str, lambda a: f"{asked}/answers/{a.pk}", access.answers_shaped_by),
    ]


SENTENCES = {
    "service__added": _("{by} added the service {name}"),
    "service__changed": _("{by} changed the service {name}"),
    "service__presented": _("{by} changed how {community} is told of the service {name}"),
    "service__voiced": _("{by} changed the voice of the service {name}"),
    "service__proposed": _("{by} proposed the service {name}"),
    "service__weighed": _("{by} wrote down what speaks for the service {name}"),
    "service__designed": _("{by} began the design of the service {name}"),
    "service__begun": _("{by} let the service {name} go live"),
    "service__phased_out": _("{by} began to phase out the service {name}"),
    "service__retired": _("{by} retired the service {name}"),
    "offering__added": _("{by} wrote down the offering {name} of {service}"),
    "offering__changed": _("{by} changed the offering {name}"),
    "offering__published": _("{by} published version {number} of the offering {name}"),
    "offering__suspended": _("{by} suspended the offering {name}: {reason}"),
    "offering__resumed": _("{by} resumed the offering {name}: {reason}"),
    "offering__retired": _("{by} retired the offering {name}"),
    "subscription__begun": _("{by} wrote down that {holder} has {name}: {quantity}"),
    "subscription__changed": _("{by} changed how many {holder} has of {name}: {quantity}"),
    "subscription__item_noted": _("{by} wrote down which configuration item they were handed"),
    "subscription__ended": _("{by} wrote down that {holder} no longer has {name}: {reason}"),
    "category__changed": _("{by} changed the category {name}"),
    "category__added": _("{by} added the category {name}"),
    "question__added": _("{by} added the question {name}"),
    "question__changed": _("{by} changed the question {name}"),
    "answer__added": _("{by} added the answer {name} to the question {question}"),
    "answer__changed": _("{by} changed the answer {name} of the question {question}"),
}
