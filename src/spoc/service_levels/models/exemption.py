"""Proposals to take a clock out of every measure."""

from django.conf import settings
from django.db import models

from spoc.service_levels.models.clock import Clock


class Exemption(models.Model):
    """What somebody proposed about a clock, why, and what was decided by whom."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="exemptions")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    # None until it is decided
    is_accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["clock"],
                condition=models.Q(is_accepted=None),
                name="exemption_is_proposed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(is_accepted=None) ^ models.Q(decided_at__isnull=False),
                name="exemption_decided_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(is_accepted=False) | ~models.Q(answer=""),
                name="exemption_declined_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["proposed_at"],
                condition=models.Q(is_accepted=None),
                name="exemption_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"exemption of {self.clock}"
