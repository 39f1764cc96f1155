"""What is announced to many: disturbances, maintenance, news; and who follows it by mail."""

import secrets

from django.conf import settings
from django.db import models

from spoc.catalogue.models import Service
from spoc.kit.quick import Quick
from spoc.people.models import Community, Language
from spoc.people.voice import said


def new_follower_mark() -> str:
    """Return what the address of one follower has in it: nobody guesses it."""
    return secrets.token_urlsafe(24)


class Announcement(Quick, models.Model):
    """Something told to many, by language; without communities or services it is for all."""

    class Kind(models.TextChoices):
        """What it is about."""

        INCIDENT = "incident"
        MAINTENANCE = "maintenance"
        NEWS = "news"
        PROMOTION = "promotion"

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft"
        PUBLISHED = "published"
        UPDATED = "updated"
        ENDED = "ended"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    told = models.JSONField(default=dict)
    communities = models.ManyToManyField(Community, related_name="+")
    services = models.ManyToManyField(Service, related_name="+")
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begins_at=None)
                | models.Q(ends_at=None)
                | models.Q(ends_at__gt=models.F("begins_at")),
                name="announcement_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state"],
                condition=models.Q(state__in=["published", "updated"]),
                name="announcement_current",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What it is called, in the reader's language."""
        return said(self.told, "title")

    @property
    def is_out(self) -> bool:
        """Whether it was published and has not ended."""
        return self.state in (self.State.PUBLISHED, self.State.UPDATED)


class AnnouncementUpdate(Quick, models.Model):
    """One word of an announcement: the first, a later one, or the last; then told to followers."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="updates")
    words = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_last = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def text(self) -> str:
        """What was said, in the reader's language."""
        return said(self.words, "text")


class StatusFollower(Quick, models.Model):
    """A mail address that hears of what is announced to a community, once it said that it wants to.

    Whoever has its mark can confirm it and end it.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="followers")
    mail = models.EmailField()
    language = models.CharField(max_length=5, choices=Language.choices)
    mark = models.CharField(max_length=40, unique=True, default=new_follower_mark)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "mail"], name="follower_is_once"),
        ]

    def __str__(self) -> str:
        return self.mail
