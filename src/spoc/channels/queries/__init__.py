"""Reading channels, letters and notices."""

from spoc.channels.queries.letters import (
    channels_on,
    failing_channels,
    letter_sent_as,
    letters_failed,
    letters_from,
    letters_held,
    letters_to_send,
    letters_waiting,
    letters_with_id,
)

__all__ = [
    "channels_on",
    "failing_channels",
    "letter_sent_as",
    "letters_failed",
    "letters_from",
    "letters_held",
    "letters_to_send",
    "letters_waiting",
    "letters_with_id",
]
