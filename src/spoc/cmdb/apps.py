"""The cmdb app: its noun, its words and the sentences of its facts."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmdbConfig(AppConfig):
    """Configuration items."""

    name = "spoc.cmdb"

    def ready(self) -> None:
        """Register the noun and the words, and declare the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.cmdb import access
        from spoc.cmdb.models import ConfigurationItem
        from spoc.cmdb.words import TABLES
        from spoc.kit.nouns import Noun, register

        register(
            Noun(
                "item",
                ConfigurationItem,
                str,
                lambda item: f"/settings/items/{item.pk}",
                access.visible_to,
                reference=lambda item: cast(ConfigurationItem, item).reference,
            )
        )
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        import_module("spoc.cmdb.search")
        import_module("spoc.cmdb.reactions")


SENTENCES = {
    "item__added": _("{by} wrote down the configuration item {name}"),
    "item__changed": _("{by} changed the configuration item {name}"),
}
