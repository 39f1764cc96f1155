"""Reading channels, deliveries, letters and notices."""

from spoc.channels.queries.delivered import (
    channel_at,
    channels_with_deliveries,
    deliveries_waiting,
)
from spoc.channels.queries.letters import (
    channels_on,
    failing_channels,
    is_known_spammer,
    letter_sent_as,
    letters_failed,
    letters_from,
    letters_held,
    letters_to_send,
    letters_waiting,
    letters_with_id,
)

__all__ = [
    "channel_at",
    "channels_on",
    "channels_with_deliveries",
    "deliveries_waiting",
    "failing_channels",
    "is_known_spammer",
    "letter_sent_as",
    "letters_failed",
    "letters_from",
    "letters_held",
    "letters_to_send",
    "letters_waiting",
    "letters_with_id",
]
