"""A step taken for many requests, batch by batch, and what became of each."""

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.macro import Macro
from spoc.requests.models.support_request import SupportRequest


class BulkRun(models.Model):
    """Who does what to how many: the steps, how far it came, and the queue it was begun in."""

    class State(models.TextChoices):
        """How far it came."""

        RUNNING = "running"
        STOPPED = "stopped"
        DONE = "done"
        UNDOING = "undoing"
        UNDONE = "undone"

    by = models.ForeignKey(Person, models.PROTECT, related_name="bulk_runs")
    does = models.CharField(max_length=16)
    macro = models.ForeignKey(Macro, models.PROTECT, related_name="+", null=True)
    steps = models.JSONField(default=list)
    place = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    total_count = models.PositiveIntegerField()
    done_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    undone_count = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["by", "-id"], name="bulk_run_of_person")]

    def __str__(self) -> str:
        return f"{self.does} for {self.total_count}"

    @property
    def is_at_work(self) -> bool:
        """Whether there is more to come."""
        return self.state in (self.State.RUNNING, self.State.UNDOING)


class BulkItem(models.Model):
    """One request of a run: whether it was done, why not, and how it is taken back."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"
        UNDONE = "undone"
        KEPT = "kept"

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="items")
    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="+")
    had = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=500, blank=True)
    back = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "support_request"], name="bulk_item_is_once"),
        ]
        indexes = [models.Index(fields=["run", "state", "id"], name="bulk_item_in_turn")]

    def __str__(self) -> str:
        return f"{self.support_request_id}: {self.state}"
