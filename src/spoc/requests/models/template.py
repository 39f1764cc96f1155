"""Templates of requests, and what comes back by itself."""

from django.db import models

from spoc.catalogue.models import Category, Service, Worded
from spoc.people.models import Person, Team
from spoc.requests.models.support_request import SupportRequest
from spoc.requests.rules.recurrence import WHEN_CLOSED
from spoc.requests.rules.words import TYPES
from spoc.service_levels.models import Calendar

STATES = ("active", "paused", "ended")


class RequestTemplate(Worded):
    """What a request that is made again and again begins with; what is empty is said each time."""

    type = models.CharField(max_length=12, choices=[(code, code) for code in TYPES], blank=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", null=True)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    impact = models.PositiveSmallIntegerField(null=True)
    urgency = models.PositiveSmallIntegerField(null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    custom = models.JSONField(default=dict)
    tasks = models.JSONField(default=list)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(title=""), name="template_says_something"
            ),
        ]


class Recurrence(models.Model):
    """A request that comes back: a template, who asks, and the rule of its moments in a zone.

    `next_at` is the moment it is registered next; none while it is paused or has ended.
    """

    template = models.ForeignKey(RequestTemplate, models.PROTECT, related_name="recurrences")
    requester = models.ForeignKey(Person, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", null=True)
    when_closed = models.CharField(
        max_length=8, choices=[(each, each) for each in WHEN_CLOSED], default="register"
    )
    state = models.CharField(
        max_length=6, choices=[(each, each) for each in STATES], default="active"
    )
    next_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    last_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="recurrence_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="active") ^ models.Q(next_at__isnull=True),
                name="recurrence_active_has_a_next",
            ),
            models.CheckConstraint(
                condition=models.Q(calendar__isnull=False) | models.Q(when_closed="register"),
                name="recurrence_closed_days_are_of_a_calendar",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state="active"),
                name="recurrence_next",
            ),
        ]

    def __str__(self) -> str:
        return str(self.template)
