"""The ways in and out, each with its hours, its queue, its owner and its settings."""

import secrets

from django.conf import settings
from django.db import models

from spoc.kit.quick import Quick
from spoc.people.models import Community, Team
from spoc.service_levels.models import Calendar


def new_mark() -> str:
    """Return what an address names a channel by: nobody guesses it."""
    return secrets.token_urlsafe(18)


class Channel(Quick, models.Model):
    """A way in and out, such as one mailbox, with the settings its kind asks for.

    What others send to it comes to `/in/<mark>`.
    """

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80, unique=True)
    mark = models.CharField(max_length=32, unique=True, default=new_mark)
    community = models.ForeignKey(Community, models.PROTECT, related_name="channels", null=True)
    # who gets what comes by it and is not dispatched elsewhere, who answers for it, and when
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", null=True)
    settings = models.JSONField(default=dict)
    is_on = models.BooleanField(default=True)
    looked_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Delivery(Quick, models.Model):
    """What another system sent to a channel, kept as it came before anything is made of it."""

    class State(models.TextChoices):
        """How far it has come."""

        STORED = "stored"
        DONE = "done"
        FAILED = "failed"

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=8, choices=State.choices, default=State.STORED)
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["channel", "id"],
                condition=models.Q(state="stored"),
                name="delivery_waiting",
            ),
            models.Index(fields=["channel", "-id"], name="delivery_by_channel"),
            models.Index(
                fields=["settled_at"],
                condition=models.Q(settled_at__isnull=False),
                name="delivery_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.at:%Y-%m-%d %H:%M:%S}"
