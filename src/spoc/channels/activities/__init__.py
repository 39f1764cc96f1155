"""What is done with letters and contacts.

store_letter     keep a raw letter, before anything is made of it
store_letters    keep many at once
settle_letter    note what became of it
release_letter   let one that was put aside be read after all
post             write a letter out: a row first, the sending follows
withdraw         take it back before it leaves
deliver          hand a waiting letter to the mail server
invite           write to a person how to choose a password
log_contact      write down one contact on any channel
notify           tell somebody of what concerns them, by the way they chose
gather_notices   one letter of all that waits for it
see_notices      note that they were read
prefer_ways, prefer_times, prefer_letters   how and when somebody wants to be told
forget_notices   drop what is old
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
    store_letters,
)
from spoc.channels.activities.invite import invite
from spoc.channels.activities.notify import News, gather_notices, notify, see_notices
from spoc.channels.activities.outgoing import Draft, deliver, post, retry, withdraw
from spoc.channels.activities.prefer import (
    Times,
    forget_notices,
    prefer_letters,
    prefer_times,
    prefer_ways,
)

__all__ = [
    "RELEASED",
    "Draft",
    "News",
    "Times",
    "add_channel",
    "change_channel",
    "check_channel",
    "deliver",
    "forget_notices",
    "gather_notices",
    "hold_letter",
    "invite",
    "log_contact",
    "note_look",
    "notify",
    "one_by_one",
    "post",
    "prefer_letters",
    "prefer_times",
    "prefer_ways",
    "release_letter",
    "retry",
    "see_notices",
    "settle_letter",
    "store_letter",
    "store_letters",
    "switch_channel",
    "withdraw",
]
