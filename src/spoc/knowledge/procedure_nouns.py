"""What others know of procedures: the noun, the words, the facts, and what people are told of."""

from importlib import import_module
from typing import cast

from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import declare, labels
from spoc.channels.events import Event, register_events
from spoc.kit.nouns import Noun, register
from spoc.knowledge import procedure_access as access
from spoc.knowledge.models import Procedure
from spoc.knowledge.procedure_words import TABLES

SENTENCES = {
    "procedure__written": _("{by} began the procedure {title}"),
    "procedure__described": _("{by} changed whom the procedure {title} is for"),
    "procedure__revised": _("{by} wrote version {number} of the procedure {title}"),
    "procedure__approved": _("{by} approved version {number} of the procedure {title}"),
    "procedure__published": _("{by} put version {number} of the procedure {title} into force"),
    "procedure__withdrawn": _("{by} took the procedure {title} out of force: {reason}"),
    "procedure__asked": _("{by} asked people to read the procedure {title}: {count}"),
    "procedure__acknowledged": _("{by} has read version {number} of the procedure {title}"),
    "procedure__reminded": _("{by} reminded {name} to read the procedure {title}"),
    "procedure__fell_due": _("The procedure {title} is to be looked at again"),
}
EVENTS = (
    Event(
        "procedure_to_read",
        _("A procedure is for me to read"),
        _("Please read how we work: {title}"),
        usual="mail",
        icon="article",
    ),
    Event(
        "procedure_reminder",
        _("I have not read a procedure in time"),
        _("You have not said yet that you read this: {title}"),
        usual="mail",
        icon="article",
    ),
    Event(
        "procedure_review",
        _("A procedure of mine is to be looked at again"),
        _("Look at this procedure again: {title}"),
        usual="mail",
        icon="calendar",
    ),
)


def begin() -> None:
    """Register the noun, the tables of words, the sentences of the facts and what follows them."""
    register(
        Noun(
            "procedure",
            Procedure,
            str,
            lambda procedure: f"/procedures/{procedure.pk}",
            access.visible_to,
            reference=lambda procedure: cast(Procedure, procedure).reference,
        )
    )
    for table, words in TABLES.items():
        labels(table, words)
    declare(**SENTENCES)
    register_events(EVENTS)
    for name in ("procedure_reactions", "procedure_search"):
        import_module(f"spoc.knowledge.{name}")
