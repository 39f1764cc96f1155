"""A task: one piece of the work on a record."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from spoc.people.models import Team
from spoc.work.models.log import OnRecord
from spoc.work.rules.task import ENDED, NEVER, OPEN, STATES


class Task(OnRecord):
    """A piece of the work on a record, at its place among the others.

    With neither assignee nor team it is a line to be ticked by whoever works on the record;
    one that waits begins when all before it are over.
    """

    title = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=[(s, s) for s in STATES], default="open")
    place = models.PositiveIntegerField()
    waits = models.BooleanField(default=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="tasks", null=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks", null=True
    )
    due_at = models.DateTimeField(null=True)
    due_rank = models.GeneratedField(
        expression=Coalesce("due_at", models.Value(NEVER)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    result = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="ended_tasks", null=True
    )

    class Meta:
        indexes = [
            models.Index(fields=["noun", "subject_id", "place"], name="task_of"),
            models.Index(
                fields=["assignee", "due_rank", "id"],
                condition=models.Q(state__in=list(OPEN)),
                name="task_of_person",
            ),
            models.Index(
                fields=["team", "due_rank", "id"],
                condition=models.Q(state__in=list(OPEN)),
                name="task_of_team",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(STATES)), name="task_state_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="task_says_something"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(ENDED), ended_at__isnull=False)
                | models.Q(state__in=list(OPEN), ended_at__isnull=True),
                name="task_ended_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(result=""),
                name="task_failed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in OPEN
