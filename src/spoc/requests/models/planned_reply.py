"""A reply that is written and waits for its moment."""

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest


class PlannedReply(models.Model):
    """What is to be sent at a moment, unless somebody writes before; then it waits for a look."""

    support_request = models.ForeignKey(
        SupportRequest, models.CASCADE, related_name="planned_replies"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="planned_replies")
    text = models.TextField()
    cc = models.CharField(max_length=1000, blank=True)
    bcc = models.CharField(max_length=1000, blank=True)
    files = models.JSONField(default=list)
    # the last thing that was said when it was written
    seen = models.BigIntegerField(default=0)
    send_at = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "planned replies"
        indexes = [
            models.Index(fields=["support_request", "send_at"], name="planned_of"),
            models.Index(
                fields=["send_at"], condition=models.Q(problem=""), name="planned_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"reply planned by {self.person}"
