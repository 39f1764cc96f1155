"""Proving anew who somebody is, without the password they forgot."""

from django.db import models
from django.db.models import Q

from spoc.kit.quick import Quick
from spoc.people.models import Person


class IdentityCheck(Quick, models.Model):
    """One attempt of somebody to prove that an account is theirs.

    A code is sent to another address of theirs that is proven, or told to a manager who says that
    it is them. Nobody stands behind an account that is not known: nothing shows the difference.
    """

    class Way(models.TextChoices):
        """How it is proven."""

        MAIL = "mail"
        MANAGER = "manager"

    class State(models.TextChoices):
        """How far it has come."""

        BEGUN = "begun"
        PROVEN = "proven"
        FAILED = "failed"
        USED = "used"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    account = models.CharField(max_length=254)
    way = models.CharField(max_length=7, choices=Way.choices)
    # where the code went
    address = models.CharField(max_length=254, blank=True)
    code = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=6, choices=State.choices, default=State.BEGUN)
    # why it failed, as a code of `rules.identity`
    reason = models.CharField(max_length=20, blank=True)
    voucher = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-begun_at"], name="identity_by_person"),
            models.Index(fields=["expires_at"], condition=Q(state="begun"), name="identity_lapses"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.begun_at:%Y-%m-%d %H:%M}"
