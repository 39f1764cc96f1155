"""Webhooks: addresses of other systems that are told of what happened here, and each telling."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from spoc.audit.models import Fact
from spoc.kit.quick import Quick


class Webhook(Quick, models.Model):
    """An address that is told of facts, as far as its owner may know of them.

    `hears` names kinds of fact, such as `request.registered`, or all of a noun: `request.*`.
    The `form` says in which words they are told.
    """

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    hears = models.JSONField(default=list)
    form = models.CharField(max_length=20, default="fact")
    secret = models.CharField(max_length=400)
    is_on = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    # since when nothing it was told arrived, and when it is tried next; None while it answers
    failing_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "name"], name="webhook_by_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    def hears_of(self, kind: str) -> bool:
        """Tell whether it is told of facts of this kind."""
        noun = kind.partition(".")[0]
        return bool({kind, f"{noun}.*", "*"} & set(self.hears))

    def has_failed_for(self, length: timedelta, moment: datetime) -> bool:
        """Tell whether nothing arrived for so long."""
        return self.failing_since is not None and moment - self.failing_since >= length


class WebhookDelivery(Quick, models.Model):
    """One thing a webhook is told: written down before it goes, as it goes."""

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    fact = models.ForeignKey(Fact, models.PROTECT, related_name="+", null=True, db_index=False)
    kind = models.CharField(max_length=80)
    body = models.TextField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.QUEUED)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # what answered the last time
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        constraints = [
            models.UniqueConstraint(fields=["webhook", "fact"], name="webhook_is_told_once"),
        ]
        indexes = [
            models.Index(fields=["webhook", "state", "-id"], name="webhook_told_in_order"),
            models.Index(fields=["next_try_at"], condition=Q(state="queued"), name="webhook_waits"),
            models.Index(
                fields=["settled_at"],
                condition=Q(settled_at__isnull=False),
                name="webhook_settled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M:%S}"
