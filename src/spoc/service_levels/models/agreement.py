"""Agreements and their targets."""

import uuid
from datetime import date, datetime, time

from django.conf import settings
from django.db import models

from spoc.catalogue.models import Service
from spoc.kit.quick import Quick
from spoc.service_levels.models.calendar import Calendar
from spoc.service_levels.rules.words import KINDS, METRICS, STATES


class Agreement(Quick, models.Model):
    """A promise of service: to customers (SLA), between teams (OLA), or from a supplier (UC).

    `party` is with whom: an organisation or a community, a team, a supplier; none is everybody.
    No service is every service. Versions of one agreement share their key; a clock keeps the
    version it began with. Each time the terms are written is another edition, so that what was
    read before is never taken for what is.
    """

    key = models.SlugField()
    version = models.PositiveSmallIntegerField(default=1)
    edition = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=3, choices=[(kind, kind) for kind in KINDS])
    name = models.CharField(max_length=120)
    state = models.CharField(
        max_length=9, choices=[(state, state) for state in STATES], default="draft"
    )
    party_noun = models.CharField(max_length=20, blank=True)
    party_id = models.BigIntegerField(null=True)
    services = models.ManyToManyField(Service, related_name="agreements")
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="agreements")
    pause_reasons = models.JSONField(default=list)
    goal = models.PositiveSmallIntegerField(default=95)
    availability = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    contacts = models.TextField(blank=True)
    accepted_gap = models.CharField(max_length=300, blank=True)
    valid_from = models.DateTimeField(null=True)
    valid_to = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    signed_for_party = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    # the review that was asked for: each is asked for once
    review_asked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="agreement_version_is_one"),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(state="active"),
                name="agreement_active_is_one_version",
            ),
            models.CheckConstraint(
                condition=models.Q(goal__range=(1, 100)), name="agreement_goal_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(signed_at__isnull=False),
                name="agreement_active_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def midnight(self, day: date) -> datetime:
        """Return the instant a day begins where the agreement counts."""
        return datetime.combine(day, time(), self.calendar.hours.zone)


class Target(Quick, models.Model):
    """One measurable promise of an agreement: so many minutes for a metric.

    An empty type or priority is any; of two that fit, the one that says more applies.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="targets")
    metric = models.CharField(max_length=10, choices=[(metric, metric) for metric in METRICS])
    request_type = models.CharField(max_length=12, blank=True)
    priority = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveIntegerField()
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="targets", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "metric", "request_type", "priority"],
                nulls_distinct=False,
                name="target_is_once",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1), name="target_takes_a_minute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric}: {self.minutes} min"
