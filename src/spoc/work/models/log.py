"""The log of work done, and the timers of work that is being done."""

from django.conf import settings
from django.db import models

from spoc.kit.nouns import noun


class OnRecord(models.Model):
    """Something kept of a record named by the pair (noun, key)."""

    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()

    class Meta:
        abstract = True

    @property
    def subject(self) -> models.Model:
        """The record it is kept of."""
        found: models.Model = noun(self.noun).model._base_manager.get(pk=self.subject_id)
        return found

    @property
    def reference(self) -> str:
        """How the record is named, also to whoever may not read it any more."""
        return noun(self.noun).reference(self.subject)


class WorkLog(OnRecord):
    """Minutes somebody spent on a record, at the tier their team stood on then.

    Minutes a supplier spent carry its name and no tier of ours; `person` is who wrote them down.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="work_logs")
    supplier = models.CharField(max_length=120, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(supplier="") | models.Q(tier=None),
                name="work_log_of_supplier_has_no_tier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min by {self.supplier or self.person}"


class Timer(OnRecord):
    """A timer somebody started on a record; each person has one at most."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="timer")
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"timer of {self.person} on {self.noun}-{self.subject_id}"
