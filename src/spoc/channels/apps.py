"""The channels app: its kinds, nouns, facts and reactions."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    """Channels, letters and contacts."""

    name = "spoc.channels"

    def ready(self) -> None:
        """Discover the kinds, register the nouns, declare the facts, load the reactions."""
        from spoc.audit.activities import declare, labels
        from spoc.channels.announce_words import register_announcements
        from spoc.channels.chat_words import CHAT_SENTENCES
        from spoc.channels.events import register_events
        from spoc.channels.nouns import NOUNS
        from spoc.channels.own_events import EVENTS
        from spoc.channels.queries.chats import load_chats_with_people
        from spoc.channels.queries.notices import load_unseen_with_people
        from spoc.channels.webhook_words import WEBHOOK_SENTENCES
        from spoc.channels.words import BY_CHANNEL, OUTCOME
        from spoc.kit.kinds import discover
        from spoc.kit.nouns import register

        discover("spoc.channels.kinds")
        for noun in NOUNS:
            register(noun)
        register_events(EVENTS)
        labels("outcome", OUTCOME)
        labels("by_channel", BY_CHANNEL)
        register_announcements()
        declare(**SENTENCES, **CHAT_SENTENCES, **WEBHOOK_SENTENCES)
        load_unseen_with_people()
        load_chats_with_people()
        import_module("spoc.channels.reactions")


SENTENCES = {
    "letter__queued": _("{by} wrote a letter to {to}"),
    "letter__withdrawn": _("{by} took the letter back before it left"),
    "letter__sent": _("The letter was handed to the mail server"),
    "letter__failed": _("The letter could not be sent: {reason}"),
    "letter__settled": _("The letter was read: {outcome:outcome}"),
    "letter__held": _("The letter was kept to be read later: {reason}"),
    "letter__released": _("{by} let the letter be read after all"),
    "person__invited": _("{by} wrote to {subject} how to choose a password"),
    "contact__logged": _("{by} logged a contact {channel:by_channel}"),
    "contact__answered": _("{by} answered somebody who waited {channel:by_channel}"),
    "contact__ended": _("The contact {channel:by_channel} is over"),
    "contact__abandoned": _("Somebody who waited {channel:by_channel} went away unanswered"),
    "notices__chosen": _("{by} changed how {subject} is told of what happens"),
    "letters__chosen": _("{by} changed which letters about their requests {subject} gets"),
    "notices__timed": _("{by} changed when letters of notices go to {subject}"),
    "channel__added": _("{by} added the channel {name}"),
    "channel__changed": _("{by} changed the channel {name}"),
    "channel__failed": _("The channel {name} does not work: {problem}"),
    "channel__let_in": _("{by} signed the channel {name} in"),
    "channel__switched": _("{by} switched the channel {name}"),
}
