"""Addresses of chats: for visitors by a key nobody guesses, and for the desk by their number."""

from django.urls import path

from spoc.intake import chat_widget, portal_chat
from spoc.intake.chat_visit import framed, talking
from spoc.intake.pages import chats

STEPS = {
    "lines": portal_chat.lines,
    "words": portal_chat.words,
    "typing": portal_chat.typing,
    "leaving": portal_chat.leaving,
}

urlpatterns = [
    path("help/chat", portal_chat.begin, name="portal-chat"),
    path("help/chat/left", portal_chat.left_message, name="portal-chat-left"),
    path("chat/talk/<str:key>", talking(portal_chat.show), name="chat-talk"),
    path(
        "chat/talk/<str:key>/files/<int:number>/<path:filename>",
        talking(portal_chat.file),
        name="chat-talk-file",
    ),
    path("chat/<str:mark>.js", chat_widget.script, name="chat-script"),
    path("chat/<str:mark>/widget", chat_widget.begin, name="chat-widget"),
    path("chat/<str:mark>/widget/left", chat_widget.left_message, name="chat-widget-left"),
    path("chat/<str:mark>/widget/<str:key>", framed(portal_chat.show), name="chat-framed"),
    path(
        "chat/<str:mark>/widget/<str:key>/files/<int:number>/<path:filename>",
        framed(portal_chat.file),
        name="chat-framed-file",
    ),
    *(
        path(f"chat/talk/<str:key>/{name}", talking(step), name=f"chat-talk-{name}")
        for name, step in STEPS.items()
    ),
    *(
        path(f"chat/<str:mark>/widget/<str:key>/{name}", framed(step), name=f"chat-framed-{name}")
        for name, step in STEPS.items()
    ),
    path("chats", chats.index, name="chats"),
    path("chats/list", chats.listed, name="chats-list"),
    path("chats/next", chats.take_next, name="chats-next"),
    path("chats/<int:pk>", chats.show, name="chat"),
    path("chats/<int:pk>/lines", chats.lines, name="chat-lines"),
    path("chats/<int:pk>/words", chats.words, name="chat-words"),
    path("chats/<int:pk>/typing", chats.typing, name="chat-typing"),
    path("chats/<int:pk>/answer", chats.answer, name="chat-answer"),
    path("chats/<int:pk>/transfer", chats.transfer, name="chat-transfer"),
    path("chats/<int:pk>/end", chats.end, name="chat-end"),
]
