"""The tiers of support, and how long each works on a request before it is handed on."""

from django.db import models


class Tier(models.Model):
    """A tier of support by its code: 0 self-service, 1 the desk, 2 and 3 behind it, X a supplier.

    The time box is in minutes of work; a tier without one takes the time it takes.
    """

    code = models.CharField(max_length=1, unique=True)
    box_minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__in=["0", "1", "2", "3", "X"]), name="tier_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(box_minutes=None) | models.Q(box_minutes__range=(1, 1440)),
                name="tier_box_is_a_day_at_most",
            ),
        ]

    def __str__(self) -> str:
        return self.code
