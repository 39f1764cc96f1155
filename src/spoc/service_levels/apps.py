"""The service levels app: its nouns and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServiceLevelsConfig(AppConfig):
    """Calendars, agreements and clocks."""

    name = "spoc.service_levels"

    def ready(self) -> None:
        """Register the nouns and declare the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import Noun, register
        from spoc.service_levels import access
        from spoc.service_levels.models import Agreement, Calendar
        from spoc.service_levels.words import TABLES

        register(
            Noun(
                "calendar",
                Calendar,
                str,
                lambda c: f"/settings/calendars/{c.pk}",
                access.calendars_visible_to,
            )
        )
        register(
            Noun(
                "agreement",
                Agreement,
                str,
                lambda a: f"/settings/agreements/{a.pk}",
                access.visible_to,
            )
        )
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)


SENTENCES = {
    "calendar__added": _("{by} added the calendar {name}"),
    "calendar__changed": _("{by} changed the calendar {name}; running clocks set anew: {clocks}"),
    "agreement__drafted": _("{by} drafted the agreement {name}"),
    "agreement__changed": _("{by} changed the agreement {name}"),
    "agreement__sent": _("{by} sent the agreement {name} for review"),
    "agreement__returned": _("{by} returned the agreement {name}: {reason}"),
    "agreement__signed": _("{by} signed the agreement {name} with {party}"),
    "agreement__activated": _("The agreement {name} is in force"),
    "agreement__ended": _("The agreement {name} ended: {reason}"),
    "agreement__overdue": _("The agreement {name} is to be reviewed"),
    "agreement__reviewed": _("{by} reviewed the agreement {name}"),
    "clock__set": _("What is promised was set"),
    "clock__restarted": _("The clocks run on with what was left"),
    "clock__exempted": _("{by} took it out of the measures: {reason}"),
    "exemption__proposed": _("{by} proposed to take it out of the measures: {reason}"),
    "exemption__declined": _("{by} let it count in the measures: {reason}"),
    "clock__warned": _("{percent} % of the time is used: {metric:metric}"),
    "clock__broken": _("The promise is broken: {metric:metric}, {why:broken_by}"),
}
