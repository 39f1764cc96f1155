"""Chats: somebody waits for an answer at once, and talks with an agent."""

import secrets

from django.conf import settings
from django.db import models

from spoc.channels.models.channel import Channel
from spoc.channels.models.letter import Interaction
from spoc.kit.quick import Quick
from spoc.people.models import Community, Language, Team


def new_chat_key() -> str:
    """Return what the address of a chat says: whoever has it takes part as the visitor."""
    return secrets.token_urlsafe(24)


class Chat(Quick, models.Model):
    """A conversation in which somebody waits for each word; its waits stand in its contact.

    `person` is the visitor as far as they signed in; `team` is who it was handed to, if it was.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        ACTIVE = "active"
        ENDED = "ended"

    key = models.CharField(max_length=40, unique=True, default=new_chat_key)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="chats")
    interaction = models.OneToOneField(Interaction, models.PROTECT, related_name="chat")
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="chats", null=True
    )
    visitor_name = models.CharField(max_length=160)
    visitor_mail = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5, choices=Language.choices)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="chats_answered", null=True
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    waits_since = models.DateTimeField()
    seen_at = models.DateTimeField()
    visitor_spoke_at = models.DateTimeField()
    desk_spoke_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    visitor_types_at = models.DateTimeField(null=True)
    desk_types_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["channel", "waits_since"],
                condition=models.Q(state="waiting"),
                name="chat_waiting",
            ),
            models.Index(
                fields=["agent"], condition=models.Q(state="active"), name="chat_being_answered"
            ),
        ]

    def __str__(self) -> str:
        return self.visitor_name

    @property
    def is_over(self) -> bool:
        """Whether nobody can write in it any more."""
        return self.state == self.State.ENDED


class ChatLine(Quick, models.Model):
    """What somebody said in a chat, or what happened there; internal ones are the desk's alone."""

    class Event(models.TextChoices):
        """What happened, where nobody said anything."""

        ANSWERED = "answered"
        HANDED = "handed"
        ASKED = "asked"
        LEFT = "left"
        ENDED = "ended"

    chat = models.ForeignKey(Chat, models.CASCADE, related_name="lines")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    name = models.CharField(max_length=160, blank=True)
    event = models.CharField(max_length=8, choices=Event.choices, blank=True)
    is_from_desk = models.BooleanField(default=False)
    is_internal = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["chat", "id"], name="chat_line_in_order")]

    def __str__(self) -> str:
        return self.text or self.event
