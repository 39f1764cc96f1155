"""What is done with letters and contacts.

store_letter     keep a raw letter, before anything is made of it
settle_letter    note what became of it
release_letter   let one that was put aside be read after all
post             write a letter out: a row first, the sending follows
deliver          hand a waiting letter to the mail server
invite           write to a person how to choose a password
log_contact      write down one contact on any channel
add_channel, change_channel, switch_channel, check_channel, note_look   the mailboxes themselves
"""

from spoc.channels.activities.channel import (
    add_channel,
    change_channel,
    check_channel,
    note_look,
    switch_channel,
)
from spoc.channels.activities.contact import log_contact
from spoc.channels.activities.incoming import (
    RELEASED,
    hold_letter,
    one_by_one,
    release_letter,
    settle_letter,
    store_letter,
)
from spoc.channels.activities.invite import invite
from spoc.channels.activities.outgoing import Draft, deliver, post, retry

__all__ = [
    "RELEASED",
    "Draft",
    "add_channel",
    "change_channel",
    "check_channel",
    "deliver",
    "hold_letter",
    "invite",
    "log_contact",
    "note_look",
    "one_by_one",
    "post",
    "release_letter",
    "retry",
    "settle_letter",
    "store_letter",
    "switch_channel",
]
