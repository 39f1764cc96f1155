"""Ladders: who hears when a promise is in danger, and what was raised to whom."""

from typing import Self

from django.db import models

from spoc.catalogue.models import Service
from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest, choices
from spoc.requests.rules.ladder import LEVELS, SUPPLIER, TRIGGERS, Step

STATES = ("raised", "acknowledged", "actioned", "closed")


class Ladder(models.Model):
    """Who hears when, for requests of one priority or for major incidents.

    That of a service goes before the general one. `head` is who leads the whole department.
    """

    level = models.CharField(max_length=8, choices=choices(LEVELS))
    service = models.ForeignKey(Service, models.PROTECT, related_name="ladders", null=True)
    head = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["level", "service"],
                condition=models.Q(is_active=True),
                nulls_distinct=False,
                name="ladder_is_one_for_its_level",
            ),
        ]

    def __str__(self) -> str:
        name = f"P{self.level}" if self.level.isdecimal() else self.level
        return f"{name} {self.service.name}" if self.service else name

    @property
    def steps(self) -> list[Step]:
        """Its rungs as the rules see them, the lowest first."""
        return [rung.step for rung in self.rungs.all()]


class Rung(models.Model):
    """One rung of a ladder: what sets it off, who hears, and by when somebody must answer."""

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="rungs")
    trigger = models.CharField(max_length=10, choices=choices(TRIGGERS))
    rank = models.PositiveSmallIntegerField()
    roles = models.JSONField()
    minutes = models.PositiveSmallIntegerField(null=True)
    is_always = models.BooleanField(default=False)
    is_digest = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["ladder", "trigger", "rank"], name="rung_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.trigger} {self.rank}"

    @property
    def step(self) -> Step:
        """The rung as the rules see it."""
        return Step(
            self.trigger,
            self.rank,
            tuple(self.roles),
            self.minutes,
            self.is_always,
            self.is_digest,
        )


class EscalationQuerySet(models.QuerySet["Escalation"]):
    """Escalations as they are read."""

    def waiting(self) -> Self:
        """Return those somebody has yet to acknowledge."""
        return self.filter(state="raised").exclude(to=None)


class Escalation(models.Model):
    """A rung raised on a request: to whom, and what they answered.

    `occasion` tells one time from another where a rung may be set off again; `is_climb` tells that
    nobody below answered. `reason` is what was said when somebody asked for it, or which supplier
    it is about; `awaits_digest` until it stood in the letter of a day.
    """

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="escalations")
    ladder = models.ForeignKey(Ladder, models.PROTECT, related_name="escalations")
    trigger = models.CharField(max_length=10, choices=choices(TRIGGERS))
    rank = models.PositiveSmallIntegerField()
    occasion = models.CharField(max_length=20, blank=True)
    is_climb = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    awaits_digest = models.BooleanField(default=False)
    to = models.ManyToManyField(Person, related_name="escalations")
    state = models.CharField(max_length=12, choices=choices(STATES), default="raised")
    raised_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    climbed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    action = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["support_request", "ladder", "trigger", "rank", "occasion", "is_climb"],
                name="escalation_is_raised_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="escalation_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["raised", "closed"])
                | models.Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="escalation_acknowledged_says_by_whom",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by", "id"],
                condition=models.Q(answer_by__isnull=False),
                name="escalation_to_climb",
            ),
            models.Index(
                fields=["raised_at"],
                condition=models.Q(awaits_digest=True),
                name="escalation_to_gather",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trigger} {self.rank}"

    @property
    def place(self) -> tuple[str, int]:
        """Which rung of its ladder it is."""
        return self.trigger, self.rank

    @property
    def is_of_supplier(self) -> bool:
        """Whether a supplier's promise set it off."""
        return self.ladder.level == SUPPLIER

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has yet to acknowledge it."""
        return self.state == "raised"
