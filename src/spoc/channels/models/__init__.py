"""How words travel: channels and letters, and the notices each finds of what concerns them."""

from spoc.channels.models.letter import Channel, Interaction, Letter
from spoc.channels.models.notice import LetterTimes, Notice, Preference, Telling

__all__ = [
    "Channel",
    "Interaction",
    "Letter",
    "LetterTimes",
    "Notice",
    "Preference",
    "Telling",
]
