"""The suppliers app: its nouns, its words, its facts and what follows from others'."""

from importlib import import_module
from typing import cast

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuppliersConfig(AppConfig):
    """Suppliers and handovers."""

    name = "spoc.suppliers"

    def ready(self) -> None:
        """Register the nouns, the tables of words and the sentences of the facts."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import Noun, register
        from spoc.suppliers import access
        from spoc.suppliers.models import Handover, Supplier
        from spoc.suppliers.words import TABLES

        register(
            Noun(
                "supplier",
                Supplier,
                str,
                lambda s: f"/settings/suppliers/{s.pk}",
                access.suppliers_visible_to,
            )
        )
        register(
            Noun(
                "handover",
                Handover,
                str,
                lambda h: f"/handovers/{h.pk}",
                access.visible_to,
                reference=lambda h: cast(Handover, h).reference,
            )
        )
        for table, words in TABLES.items():
            labels(table, words)
        declare(**SENTENCES)
        import_module("spoc.suppliers.reactions")


SENTENCES = {
    "supplier__added": _("{by} wrote down the supplier {name}"),
    "supplier__changed": _("{by} changed the supplier {name}"),
    "handover__written": _("{by} wrote {reference}, what {supplier} is to do"),
    "handover__rewritten": _("{by} changed {reference}, what {supplier} is to do"),
    "handover__sent": _("{by} handed {reference} over to {supplier}"),
    "handover__acknowledged": _("{supplier} has {reference}, their number: {theirs}"),
    "handover__begun": _("{supplier} works on {reference}"),
    "handover__asked": _("{supplier} asks something about {reference}"),
    "handover__heard": _("{supplier} wrote about {reference}"),
    "handover__told": _("{by} wrote to {supplier} about {reference}"),
    "handover__noted": _("{by} added a note to {reference}"),
    "handover__undelivered": _("A letter about {reference} did not reach {supplier}"),
    "handover__answered": _("{supplier} answered {reference}"),
    "handover__accepted": _("{by} accepted the answer to {reference} by {supplier}"),
    "handover__returned": _("{by} returned {reference} to {supplier}"),
    "handover__withdrawn": _("{by} took {reference} back from {supplier}: {reason}"),
    "handover__closed": _("{reference} with {supplier} is closed"),
    "handover__moved": _("{reference} with {supplier} goes on under {to}"),
    "handover__reminded": _("{supplier} was reminded of {reference}: {percent} % of its time"),
    "handover__broken": _("{supplier} did not keep its promise, {reference}: {metric:metric}"),
}
