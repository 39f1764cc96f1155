"""Signs of life in a chat: they are told to the other side, and are nobody's history."""

from django.db.models import Q

from spoc.audit.activities import announce
from spoc.channels.models import Chat
from spoc.channels.rules.chat import TYPING
from spoc.kit.nouns import noun_of
from spoc.kit.time import now

# a sign of life is written down no more often than this, in seconds
OFTEN = 10


def note_seen(chat: Chat) -> None:
    """Note that the visitor is still there."""
    if (now() - chat.seen_at).total_seconds() > OFTEN:
        Chat.objects.filter(pk=chat.pk).exclude(state="ended").update(seen_at=now())


def note_typing(chat: Chat, *, is_from_desk: bool) -> None:
    """Let the other side see that somebody is writing."""
    name = "desk_types_at" if is_from_desk else "visitor_types_at"
    before = Q(**{name: None}) | Q(**{f"{name}__lt": now() - TYPING / 2})
    rows = Chat.objects.filter(before, pk=chat.pk).exclude(state="ended")
    if rows.update(**{name: now()}):
        announce(topic for topic in noun_of(chat).topics(chat) if topic != "chats")
