"""The words people read for what happens in chats."""

from django.utils.translation import gettext_lazy as _

CHAT_SENTENCES = {
    "chat__begun": _("{name} began to wait in the chat"),
    "chat__answered": _("{by} answered the chat of {subject}"),
    "chat__said": _("{by} wrote in the chat of {subject}"),
    "chat__handed": _("{by} handed the chat of {subject} to {to}"),
    "chat__asked": _("{subject} was asked whether they are still there"),
    "chat__left": _("{subject} left the chat"),
    "chat__ended": _("{by} ended the chat of {subject}"),
}
