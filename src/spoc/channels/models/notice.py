"""Notices: what somebody is told of, how they want to be told, and what was told when."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from spoc.channels.models.letter import Letter
from spoc.kit.quick import Quick


class Notice(Quick, models.Model):
    """What happened to one record that concerns a person; many changes unseen are one notice.

    It holds codes and plain values, never a title: that is asked of the record when it is read.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False
    )
    event = models.CharField(max_length=24)
    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    values = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    awaits_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event", "noun", "subject_id"],
                condition=Q(seen_at=None),
                name="notice_unseen_is_one",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-last_at", "-id"], name="notice_in_order"),
            models.Index(fields=["last_at"], name="notice_by_age"),
            models.Index(
                fields=["person", "awaits_since"],
                condition=Q(awaits_since__isnull=False),
                name="notice_awaits_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.noun} {self.subject_id}"

    @property
    def is_seen(self) -> bool:
        """Whether its person has read it."""
        return self.seen_at is not None


class Preference(Quick, models.Model):
    """By which way a person wants to be told of one event, where it is not the usual one."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="preferences",
        db_index=False,
    )
    event = models.CharField(max_length=24)
    way = models.CharField(max_length=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="preference_is_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.way}"


class LetterTimes(Quick, models.Model):
    """When letters of notices go to a person: the quiet hours, and when what was gathered goes."""

    class Digest(models.TextChoices):
        """How often what was gathered goes out."""

        DAILY = "daily"
        HOURLY = "hourly"

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letter_times"
    )
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    quiet_days = models.JSONField(default=list)
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.DAILY)
    digest_at = models.TimeField(default=time(8))

    class Meta:
        verbose_name_plural = "letter times"
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="letter_times_quiet_has_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest} {self.digest_at:%H:%M}"


class Telling(Quick, models.Model):
    """What was told to whom, when, and by which way."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tellings", db_index=False
    )
    way = models.CharField(max_length=6)
    event = models.CharField(max_length=24, blank=True)
    noun = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField(default=1)
    letter = models.ForeignKey(Letter, models.SET_NULL, related_name="tellings", null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="telling_in_order"),
            models.Index(fields=["at"], name="telling_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.at:%Y-%m-%d %H:%M}"
