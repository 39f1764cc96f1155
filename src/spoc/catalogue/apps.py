"""The catalogue app: its nouns and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Services and categories."""

    name = "spoc.catalogue"

    def ready(self) -> None:
        """Register the nouns and declare the facts."""
        from spoc.audit.activities import declare
        from spoc.catalogue import access
        from spoc.catalogue.models import Category, Service
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
        declare(
            service__added=_("{by} added the service {name}"),
            service__changed=_("{by} changed the service {name}"),
            category__changed=_("{by} changed the category {name}"),
            category__added=_("{by} added the category {name}"),
        )
