"""What others know of self-help: the noun, the words, the facts, and what follows from others'."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import declare, labels
from spoc.kit.nouns import Noun, register
from spoc.knowledge import help_access as access
from spoc.knowledge.help_words import TABLES
from spoc.knowledge.models import HelpSession

SENTENCES = {
    "help_session__begun": _("{by} began to look for help"),
    "help_session__recognised": _("Whoever looked for help signed in"),
    "help_session__drafted": _("{by} began to write what they need"),
    "help_session__read": _("{by} read {reference}"),
    "help_session__walked": _("{by} walked the steps of {reference}"),
    "help_session__not_solved": _("{reference} did not solve it"),
    "help_session__solved": _("{reference} solved it"),
    "help_session__asked": _("{by} asked after all: {number}"),
    "help_session__left": _("Nothing more was heard"),
}


def begin() -> None:
    """Register the noun, the tables of words, the sentences of the facts and what follows them."""
    register(
        Noun(
            "help_session",
            HelpSession,
            lambda _session: str(_("Visit to self-help")),
            lambda session: f"/knowledge/self-help/{session.pk}",
            access.sessions_visible_to,
            topics=lambda _session: [],
        )
    )
    for table, words in TABLES.items():
        labels(table, words)
    declare(**SENTENCES)
    import_module("spoc.knowledge.help_reactions")
