"""The intake app: its noun, its words and the sentences of its facts."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """See the docstring of the package."""

    name = "spoc.intake"

    def ready(self) -> None:
        """Register the noun and the words, and declare the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.intake.alarm_access import alarm_terms_visible_to, windows_visible_to
        from spoc.intake.alarm_words import TABLES
        from spoc.intake.models import AlarmTerms, MaintenanceWindow
        from spoc.kit.nouns import Noun, register

        register(
            Noun(
                "window",
                MaintenanceWindow,
                str,
                lambda window: f"/settings/maintenance/{window.pk}",
                windows_visible_to,
            )
        )
        register(
            Noun(
                "alarm_terms",
                AlarmTerms,
                lambda _terms: str(_("Terms of alarms")),
                lambda _terms: "/settings/alarms",
                alarm_terms_visible_to,
            )
        )
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        import_module("spoc.intake.messenger_reactions")
        import_module("spoc.intake.call_jobs")


SENTENCES = {
    "file__missed": _("Files that came with a message could not be kept: {count}"),
    "window__planned": _("{by} planned maintenance of {about}: {reason}"),
    "window__changed": _("{by} changed the maintenance of {about}"),
    "alarm_terms__changed": _("{by} changed the terms of alarms"),
    "window__ended": _("{by} ended the maintenance of {about}"),
}
