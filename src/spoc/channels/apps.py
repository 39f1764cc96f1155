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
        from spoc.channels import access
        from spoc.channels.models import Channel, Interaction, Letter
        from spoc.channels.queries.notices import load_unseen_with_people
        from spoc.channels.words import BY_CHANNEL, OUTCOME
        from spoc.kit.kinds import discover
        from spoc.kit.nouns import Noun, register

        discover("spoc.channels.kinds")
        register(Noun("channel", Channel, str, lambda c: "/settings/channels", access.visible_to))
        register(
            Noun(
                "letter",
                Letter,
                str,
                lambda letter: f"/settings/letters/{letter.pk}",
                access.letters_visible_to,
                lambda letter: ["letters"],
            )
        )
        register(
            Noun(
                "interaction",
                Interaction,
                str,
                lambda contact: "/",
                access.interactions_visible_to,
                lambda contact: [],
            )
        )
        labels("outcome", OUTCOME)
        labels("by_channel", BY_CHANNEL)
        declare(**SENTENCES)
        load_unseen_with_people()
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
    "notices__chosen": _("{by} changed how {subject} is told of what happens"),
    "letters__chosen": _("{by} changed which letters about their requests {subject} gets"),
    "notices__timed": _("{by} changed when letters of notices go to {subject}"),
    "channel__added": _("{by} added the channel {name}"),
    "channel__changed": _("{by} changed the channel {name}"),
    "channel__switched": _("{by} switched the channel {name}"),
}
