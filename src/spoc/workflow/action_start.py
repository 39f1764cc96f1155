"""What is made known of actions when the house starts."""

from importlib import import_module

from spoc.audit.activities import declare, labels
from spoc.kit.kinds import discover
from spoc.kit.nouns import register
from spoc.workflow.action_nouns import NOUNS
from spoc.workflow.action_words import REASON, RUN_STATE, SENTENCES
from spoc.workflow.allowed import allow
from spoc.workflow.own_activities import OWN


def register_actions() -> None:
    """Find the kinds, register the nouns, the words and the sentences, and mark activities."""
    discover("spoc.workflow.kinds")
    for noun in NOUNS:
        register(noun)
    labels("run_state", RUN_STATE)
    labels("identity_reason", REASON)
    declare(**SENTENCES)
    allow(OWN)
    import_module("spoc.workflow.action_reactions")
