"""Every contact on any channel, and every letter in and out."""

from django.conf import settings
from django.db import models

from spoc.channels.models.channel import Channel
from spoc.kit.quick import Quick
from spoc.people.models import Community, Language, Organisation


class Letter(Quick, models.Model):
    """A mail as it came or as it goes: kept raw before anything is made of it."""

    class State(models.TextChoices):
        """How far the letter has come."""

        STORED = "stored"
        DONE = "done"
        HELD = "held"
        QUARANTINED = "quarantined"
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    is_incoming = models.BooleanField()
    state = models.CharField(max_length=12, choices=State.choices)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="letters", null=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="letters", null=True)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField(default=0)
    message_id = models.CharField(max_length=400, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    to_addresses = models.JSONField(default=list)
    cc_addresses = models.JSONField(default=list)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    marks = models.JSONField(default=dict)
    noun = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(is_incoming=True), name="letter_comes_once"
            ),
        ]
        indexes = [
            models.Index(fields=["message_id"], name="letter_by_message_id"),
            models.Index(fields=["from_address", "-at"], name="letter_by_sender"),
            # the last one judged is one row, of however many that somebody wrote
            models.Index(
                fields=["from_address", "-settled_at"],
                condition=models.Q(is_incoming=True, state="done"),
                name="letter_judged",
            ),
            models.Index(fields=["is_incoming", "-id"], name="letter_in_order"),
            models.Index(fields=["noun", "subject_id"], name="letter_of"),
            models.Index(
                fields=["state", "next_try_at"],
                condition=models.Q(state__in=["stored", "held", "queued"]),
                name="letter_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.message_id


class Interaction(Quick, models.Model):
    """One contact on one channel, whatever came of it: mail, call, chat, portal, API."""

    class Disposition(models.TextChoices):
        """What the contact led to."""

        REQUEST_NEW = "request_new"
        REQUEST_UPDATE = "request_update"
        QUICK_ANSWER = "quick_answer"
        WRONG_NUMBER = "wrong_number"
        SPAM = "spam"
        ABANDONED = "abandoned"
        SALES_LEAD = "sales_lead"

    CHANNELS = ("portal", "email", "phone", "chat", "walk_in", "web_link", "api", "event")

    channel = models.CharField(max_length=8, choices=[(key, key) for key in CHANNELS])
    # the way in it came by, where there are several of its sort
    way = models.ForeignKey(Channel, models.PROTECT, related_name="interactions", null=True)
    is_incoming = models.BooleanField(default=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="interactions", null=True
    )
    unidentified = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    handling_minutes = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=5, choices=Language.choices, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="interactions", null=True)
    disposition = models.CharField(max_length=16, choices=Disposition.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-started_at"], name="interaction_by_person"),
            models.Index(fields=["-started_at"], name="interaction_by_time"),
            models.Index(fields=["way", "-started_at"], name="interaction_by_way"),
            models.Index(
                fields=["way", "started_at"],
                condition=models.Q(answered_at=None, ended_at=None),
                name="interaction_waiting",
            ),
            models.Index(
                fields=["started_at"],
                include=["disposition"],
                condition=models.Q(is_incoming=True, channel="phone"),
                name="interaction_calls",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.started_at:%Y-%m-%d %H:%M}"
