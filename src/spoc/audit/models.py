"""The facts, the values they speak of, and the seals that show when facts are missing."""

from django.conf import settings
from django.db import models

from spoc.kit.quick import Quick


class Fact(Quick, models.Model):
    """One thing that happened to one subject, linked by its digest to the fact before it.

    The number in the chain and the digest are set by the database when the row is inserted;
    guard triggers refuse every later change, also to the owner of the table.
    """

    kind = models.CharField(max_length=80)
    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    seq = models.IntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digests = models.JSONField(default=dict)
    digest = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "subject_id", "seq"], name="fact_chain_has_no_fork"
            ),
        ]
        indexes = [models.Index(fields=["by", "-id"], name="fact_by_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.noun} {self.subject_id}"


class Particulars(Quick, models.Model):
    """The values a fact speaks of. Privacy may blank them; the chain holds only salted digests."""

    fact = models.OneToOneField(Fact, models.PROTECT, primary_key=True, related_name="particulars")
    values = models.JSONField(default=dict)
    salts = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "particulars"

    def __str__(self) -> str:
        return f"particulars of {self.fact_id}"


class Seal(Quick, models.Model):
    """A digest over all facts since the last seal: a removed tail no longer fits it."""

    at = models.DateTimeField()
    through = models.BigIntegerField()
    fact_count = models.IntegerField()
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"seal through fact {self.through}"
