"""What each person keeps of requests for themselves: reminders, and what they opened last."""

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest


class Reminder(models.Model):
    """Somebody wants a request out of sight until a moment, and to be reminded of it then."""

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    # None until the moment has come; then it stands first until it is dropped
    came_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "support_request"], name="reminder_is_once"),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(came_at__isnull=True), name="reminder_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is reminded of {self.support_request}"


class Seen(models.Model):
    """Somebody opened a request, and when they did last; only the newest are kept."""

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "support_request"], name="seen_is_once"),
        ]
        indexes = [models.Index(fields=["person", "-at"], name="seen_by_person")]

    def __str__(self) -> str:
        return f"{self.person} opened {self.support_request}"
