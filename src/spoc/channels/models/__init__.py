"""How words travel: channels and letters, and the notices each finds of what concerns them."""

from spoc.channels.models.announcement import (
    Announcement,
    AnnouncementUpdate,
    StatusFollower,
)
from spoc.channels.models.channel import Channel, Delivery
from spoc.channels.models.chat import Chat, ChatLine
from spoc.channels.models.letter import Interaction, Letter
from spoc.channels.models.notice import LetterTimes, Notice, Preference, Telling
from spoc.channels.models.webhook import Webhook, WebhookDelivery

__all__ = [
    "Announcement",
    "AnnouncementUpdate",
    "Channel",
    "Chat",
    "ChatLine",
    "Delivery",
    "Interaction",
    "Letter",
    "LetterTimes",
    "Notice",
    "Preference",
    "StatusFollower",
    "Telling",
    "Webhook",
    "WebhookDelivery",
]
