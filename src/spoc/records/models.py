"""Links, attachments and watches, each on any record by its pair of noun and id."""

from django.conf import settings
from django.db import models

from spoc.kit.quick import Quick
from spoc.records.rules import KEYS, is_shown_inline


class Link(Quick, models.Model):
    """A typed link between two records, stored once and read from both ends."""

    relation = models.CharField(max_length=20, choices=[(key, key) for key in KEYS])
    from_noun = models.CharField(max_length=40)
    from_id = models.BigIntegerField()
    to_noun = models.CharField(max_length=40)
    to_id = models.BigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relation", "from_noun", "from_id", "to_noun", "to_id"], name="link_is_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_noun=models.F("to_noun"), from_id=models.F("to_id")),
                name="link_joins_two",
            ),
        ]
        indexes = [
            models.Index(fields=["from_noun", "from_id"], name="link_from"),
            models.Index(fields=["to_noun", "to_id"], name="link_to"),
        ]

    def __str__(self) -> str:
        return f"{self.from_noun} {self.from_id} {self.relation} {self.to_noun} {self.to_id}"


class Attachment(Quick, models.Model):
    """A file on a record: its bytes lie outside the database, under their digest."""

    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    part_id = models.BigIntegerField(null=True)
    filename = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    content_id = models.CharField(max_length=200, blank=True)
    is_internal = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["noun", "subject_id", "part_id"], name="attachment_of"),
            models.Index(fields=["digest"], name="attachment_by_digest"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown in place."""
        return is_shown_inline(self.content_type)


class Watch(Quick, models.Model):
    """Somebody who follows a record without owning it; `is_copied` also gets the letters."""

    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    is_copied = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "watches"
        constraints = [
            models.UniqueConstraint(fields=["person", "noun", "subject_id"], name="watch_is_once"),
        ]
        indexes = [models.Index(fields=["noun", "subject_id"], name="watch_on")]

    def __str__(self) -> str:
        return f"{self.person} watches {self.noun} {self.subject_id}"
