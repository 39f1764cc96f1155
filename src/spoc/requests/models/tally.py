"""What the database keeps of requests as they change: nobody counts them anew."""

from typing import ClassVar

from django.db import models

from spoc.people.models import Team


class OpenTally(models.Model):
    """By how many the open requests of a sort became more or fewer: the sum is how many there are.

    A trigger writes one whenever a request that is closed to nobody comes, goes or changes its
    sort, so that whoever changes requests waits for no other; from time to time they are folded.
    """

    team = models.ForeignKey(
        Team, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    # a value, no relation: who is merged with another moves with their requests, by the trigger
    assignee_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=12)
    pending_reason = models.CharField(max_length=12)
    # 75 or 100: so many percent of the time of its promises are used, and one is due; else 0
    mark = models.PositiveSmallIntegerField()
    change = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.change:+} {self.status}"


class IncidentTally(models.Model):
    """The same of open incidents, by team and service."""

    team = models.ForeignKey(
        Team, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    service_id = models.BigIntegerField(null=True)
    is_major = models.BooleanField()
    change = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.change:+} of {self.service_id}"


class FlowTally(models.Model):
    """The same of what came in, was solved, and is not classified yet, by quarters of an hour.

    What came in and is not classified is told of when it came in. Kept are the last five weeks.
    """

    # "came", "solved" or "fresh"
    kind = models.CharField(max_length=6)
    # when a quarter of an hour began: in every zone a day and its hours begin with one
    quarter = models.DateTimeField()
    change = models.IntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "quarter"], include=["change"], name="flow_by_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.change:+} {self.kind} since {self.quarter:%F %R}"
