"""What is said about a request: mails, calls, notes; the contacts behind them; who may read."""

from django.db import models

from spoc.channels.models import Interaction, Letter
from spoc.kit.quick import Quick
from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest


class Entry(Quick, models.Model):
    """One thing somebody said, in the order it was said; internal ones are the desk's alone."""

    class Kind(models.TextChoices):
        """How it was said."""

        MAIL = "mail"
        CALL = "call"
        NOTE = "note"
        PORTAL = "portal"
        API = "api"

    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    author = models.ForeignKey(Person, models.PROTECT, related_name="entries")
    is_internal = models.BooleanField(default=False)
    is_from_desk = models.BooleanField(default=False)
    text = models.TextField()
    # whether stars, dashes and the like in the text are marks
    is_marked = models.BooleanField(default=False, db_default=False)
    quoted = models.TextField(blank=True)
    html = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="entries", null=True)
    to = models.JSONField(default=list)
    # who got it without the others knowing: the desk's alone to read
    bcc = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    minutes = models.PositiveSmallIntegerField(null=True)
    is_removed = models.BooleanField(default=False)
    # the machine that said it for its author
    through = models.CharField(max_length=80, blank=True, default="", db_default="")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["support_request", "at", "id"], name="entry_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} by {self.author}"


class Contact(Quick, models.Model):
    """A contact that was about a request: one may concern several, a request may hold many."""

    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="contacts")
    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="contacts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["support_request", "interaction"], name="contact_is_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction} about {self.support_request}"


class Reader(Quick, models.Model):
    """Somebody who may read a restricted request."""

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="readable_requests")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["support_request", "person"], name="reader_is_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} may read {self.support_request}"


class Draft(Quick, models.Model):
    """What somebody began to write and has not sent."""

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=8, default="reply")
    text = models.TextField(blank=True)
    cc = models.CharField(max_length=1000, blank=True, default="", db_default="")
    bcc = models.CharField(max_length=1000, blank=True, default="", db_default="")
    is_shared = models.BooleanField(default=False, db_default=False)
    taken_by = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    kept_at = models.DateTimeField()
    merged_from = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["support_request", "person", "kind"], name="draft_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"draft by {self.person}"
