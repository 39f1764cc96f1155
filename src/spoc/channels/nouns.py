"""The nouns of this app: how others name, show and guard its records."""

from spoc.channels import access
from spoc.channels.chat_access import chats_visible_to
from spoc.channels.models import Channel, Chat, Interaction, Letter, Webhook
from spoc.channels.webhook_access import webhooks_visible_to
from spoc.kit.nouns import Noun

NOUNS = (
    Noun("channel", Channel, str, lambda channel: "/settings/channels", access.visible_to),
    Noun(
        "letter",
        Letter,
        str,
        lambda letter: f"/settings/letters/{letter.pk}",
        access.letters_visible_to,
        lambda letter: ["letters"],
    ),
    Noun(
        "interaction",
        Interaction,
        str,
        lambda contact: "/",
        access.interactions_visible_to,
        lambda contact: [],
    ),
    Noun(
        "chat",
        Chat,
        str,
        lambda chat: f"/chats/{chat.pk}",
        chats_visible_to,
        lambda chat: ["chats", f"chat-{chat.pk}"],
    ),
    Noun(
        "webhook",
        Webhook,
        str,
        lambda webhook: f"/settings/webhooks/{webhook.pk}",
        webhooks_visible_to,
        lambda webhook: ["webhooks"],
    ),
)
