"""The log of work done."""

from django.conf import settings
from django.db import models


class WorkLog(models.Model):
    """Minutes somebody spent on a record, at the tier their team stood on then."""

    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="work_logs")
    tier = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveIntegerField()
    activity = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["noun", "subject_id"], name="work_log_of"),
            models.Index(fields=["person", "-at"], name="work_log_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__lte=24 * 60), name="work_log_is_a_day_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min by {self.person}"
