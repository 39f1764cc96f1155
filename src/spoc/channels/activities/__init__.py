"""What is done with letters and contacts.

store_letter     keep a raw letter, before anything is made of it
settle_letter    note what became of it
post             write a letter out: a row first, the sending follows
deliver          hand a waiting letter to the mail server
log_contact      write down one contact on any channel
add_channel, change_channel, switch_channel, note_look   the mailboxes themselves
"""

from spoc.channels.activities.channel import (
    add_channel,
    change_channel,
    note_look,
    switch_channel,
)
from spoc.channels.activities.contact import log_contact
from spoc.channels.activities.incoming import hold_letter, settle_letter, store_letter
from spoc.channels.activities.outgoing import Draft, deliver, post, retry

__all__ = [
    "Draft",
    "add_channel",
    "change_channel",
    "deliver",
    "hold_letter",
    "log_contact",
    "note_look",
    "post",
    "retry",
    "settle_letter",
    "store_letter",
    "switch_channel",
]
