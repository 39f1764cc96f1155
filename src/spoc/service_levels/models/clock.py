"""Clocks: a promise running on a record."""

from datetime import timedelta

from django.conf import settings
from django.db import models

from spoc.kit.nouns import noun
from spoc.kit.quick import Quick
from spoc.kit.time import now
from spoc.service_levels.models.agreement import Agreement
from spoc.service_levels.models.calendar import Calendar
from spoc.service_levels.rules import Course
from spoc.service_levels.rules.words import METRICS, RESULTS


class Clock(Quick, models.Model):
    """A promise running on a record, named by the pair (noun, key).

    `pauses` are pairs of instants in ISO form; `due_at` and `next_mark_at` are None while it is
    paused or has stopped. A broken promise is never unbroken: it may only be exempted, with who
    said so and why.
    """

    noun = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    metric = models.CharField(max_length=10, choices=[(metric, metric) for metric in METRICS])
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clocks")
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="clocks")
    target_minutes = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    pauses = models.JSONField(default=list)
    paused_since = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=12, blank=True)
    stopped_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=8, choices=[(result, result) for result in RESULTS], default="running"
    )
    due_at = models.DateTimeField(null=True)
    fired = models.PositiveSmallIntegerField(default=0)
    next_mark_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    broken_by = models.CharField(max_length=16, blank=True)
    exempted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    exempt_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "subject_id", "metric", "agreement"],
                condition=models.Q(stopped_at=None),
                name="clock_runs_once",
            ),
            models.CheckConstraint(
                condition=models.Q(result="running") ^ models.Q(stopped_at__isnull=False),
                name="clock_stopped_has_a_result",
            ),
            models.CheckConstraint(
                condition=~models.Q(result="exempt") | ~models.Q(exempt_reason=""),
                name="clock_exempt_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["noun", "subject_id"], name="clock_of_record"),
            models.Index(
                fields=["next_mark_at", "id"],
                condition=models.Q(next_mark_at__isnull=False),
                name="clock_next_mark",
            ),
            models.Index(
                fields=["calendar"], condition=models.Q(stopped_at=None), name="clock_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric} of {self.noun}-{self.subject_id}"

    @property
    def subject(self) -> models.Model:
        """The record it runs on."""
        found: models.Model = noun(self.noun).model._base_manager.get(pk=self.subject_id)
        return found

    @property
    def course(self) -> Course:
        """How it has run, as the rules count with it."""
        return Course(
            self.calendar.hours,
            self.started_at,
            timedelta(minutes=self.target_minutes),
            self.pause_spans,
            self.paused_since,
            self.stopped_at,
        )

    @property
    def pause_spans(self) -> tuple:
        """The pauses that are over, as pairs of instants."""
        parse = models.DateTimeField().to_python
        return tuple((parse(begins), parse(ends)) for begins, ends, *_why in self.pauses)

    @property
    def is_running(self) -> bool:
        """Whether time counts against it now, hours apart."""
        return self.stopped_at is None and self.paused_since is None

    @property
    def is_broken(self) -> bool:
        """Whether the promise was broken, or is by now."""
        due = self.due_at
        return self.broken_at is not None or (self.is_running and due is not None and due < now())
