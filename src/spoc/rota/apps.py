"""The rota app: its nouns and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RotaConfig(AppConfig):
    """Shifts, absences, presence, and the calendars made of them."""

    name = "spoc.rota"

    def ready(self) -> None:
        """Register the nouns and declare the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import Noun, register
        from spoc.rota import access
        from spoc.rota.models import Absence, Feed, Shift
        from spoc.rota.words import TABLES

        place = "/settings/rota"
        shifts = Noun(
            "shift", Shift, str, lambda s: f"{place}/shifts/{s.pk}", access.shifts_visible_to
        )
        register(shifts)
        register(Noun("absence", Absence, str, lambda a: place, access.absences_visible_to))
        register(Noun("feed", Feed, str, lambda f: place, access.feeds_of))
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)


SENTENCES = {
    "shift__added": _("{by} gave {name} a shift: {where}, {kind:shift_kind}, from {begins}"),
    "shift__changed": _("{by} changed the shift of {name}: {where}, from {begins}"),
    "shift__ended": _("{by} ended the shift of {name}: {where}, the last on {day}"),
    "shift__imported": _("{by} took over {count} shifts from a calendar file"),
    "absence__noted": _("{by} noted that {name} is away"),
    "absence__withdrawn": _("{by} took back that {name} is away"),
    "presence__set": _("{by} said of {name}: {state:presence}"),
    "feed__opened": _("{by} made a calendar address for the shifts of {name}"),
    "feed__revoked": _("{by} closed the calendar address of {name}"),
}
