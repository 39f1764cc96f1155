"""What is done with letters and contacts.

store_letter     keep a raw letter, before anything is made of it
store_letters    keep many at once
settle_letter    note what became of it
release_letter   let one that was put aside be read after all
reject_letter    or say that it is spam
post             write a letter out: a row first, the sending follows
withdraw         take it back before it leaves
deliver          hand a waiting letter to the mail server
invite           write to a person how to choose a password
log_contact      write down one contact on any channel
await_contact, answer_contact, end_contact   one that waits to be answered, and its end
begin_chat, accept_chat, say_in_chat, transfer_chat, ask_in_chat, end_chat   a conversation at once
ask_in, let_in, keep_token   where a channel signs in by a token: by a person once, with a code
keep_delivery    keep what another system sent, before anything is made of it
settle_delivery, put_off_delivery, forget_deliveries   what became of it
notify           tell somebody of what concerns them, by the way they chose
gather_notices   one letter of all that waits for it
see_notices      note that they were read
prefer_ways, prefer_times, prefer_letters   how and when somebody wants to be told
forget_notices   drop what is old
draft_announcement, change_announcement, publish_announcement, update_announcement,
end_announcement  what is told to many
follow_status, confirm_follower, tell_followers, unfollow_status, forget_followers   by mail
add_channel, change_channel, switch_channel, check_channel, note_look   the ways in themselves
"""

from spoc.channels.activities.announce import (
    change_announcement,
    draft_announcement,
    end_announcement,
    publish_announcement,
    update_announcement,
)
from spoc.channels.activities.announce_followers import (
    confirm_follower,
    follow_status,
    forget_followers,
    tell_followers,
    unfollow_status,
)
from spoc.channels.activities.channel import (
    Belonging,
    add_channel,
    change_channel,
    check_channel,
    note_look,
    switch_channel,
)
from spoc.channels.activities.chat import (
    accept_chat,
    ask_in_chat,
    begin_chat,
    end_chat,
    say_in_chat,
)
from spoc.channels.activities.chat_transfer import transfer_chat
from spoc.channels.activities.contact import (
    answer_contact,
    await_contact,
    end_contact,
    log_contact,
)
from spoc.channels.activities.deliver import deliver
from spoc.channels.activities.delivered import (
    forget_deliveries,
    keep_delivery,
    put_off_delivery,
    settle_delivery,
)
from spoc.channels.activities.grant import ask_in, let_in
from spoc.channels.activities.incoming import (
    RELEASED,
    hold_letter,
    one_by_one,
    reject_letter,
    release_letter,
    settle_letter,
    store_letter,
    store_letters,
)
from spoc.channels.activities.invite import invite
from spoc.channels.activities.notify import News, gather_notices, notify, see_notices
from spoc.channels.activities.outgoing import Draft, post, retry, withdraw
from spoc.channels.activities.prefer import (
    Times,
    forget_notices,
    prefer_letters,
    prefer_times,
    prefer_ways,
)

__all__ = [
    "RELEASED",
    "Belonging",
    "Draft",
    "News",
    "Times",
    "accept_chat",
    "add_channel",
    "answer_contact",
    "ask_in",
    "ask_in_chat",
    "await_contact",
    "begin_chat",
    "change_announcement",
    "change_channel",
    "check_channel",
    "confirm_follower",
    "deliver",
    "draft_announcement",
    "end_announcement",
    "end_chat",
    "end_contact",
    "follow_status",
    "forget_deliveries",
    "forget_followers",
    "forget_notices",
    "gather_notices",
    "hold_letter",
    "invite",
    "keep_delivery",
    "let_in",
    "log_contact",
    "note_look",
    "notify",
    "one_by_one",
    "post",
    "prefer_letters",
    "prefer_times",
    "prefer_ways",
    "publish_announcement",
    "put_off_delivery",
    "reject_letter",
    "release_letter",
    "retry",
    "say_in_chat",
    "see_notices",
    "settle_delivery",
    "settle_letter",
    "store_letter",
    "store_letters",
    "switch_channel",
    "tell_followers",
    "transfer_chat",
    "unfollow_status",
    "update_announcement",
    "withdraw",
]
