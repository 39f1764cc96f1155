"""Saved views: a question over the requests with its columns and order, and who has it at hand."""

from django.db import models

from spoc.kit.quick import Quick
from spoc.people.models import Person, Team
from spoc.requests.rules.view import AUDIENCES


class View(Quick, models.Model):
    """A queue somebody made: which requests, in which columns, grouped and ordered how.

    It says what is asked for, never who may read it: each reader sees what is theirs to see.
    """

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="views")
    audience = models.CharField(
        max_length=9, choices=[(each, each) for each in AUDIENCES], default="mine"
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="views", null=True)
    conditions = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    grouping = models.CharField(max_length=60, blank=True)
    order = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=AUDIENCES), name="view_audience_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(audience="team") ^ models.Q(team__isnull=True),
                name="view_of_a_team_names_it",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "name", "id"], name="view_by_owner"),
            models.Index(fields=["audience", "name", "id"], name="view_by_audience"),
        ]

    def __str__(self) -> str:
        return self.name


class ViewPin(Quick, models.Model):
    """A view somebody keeps in their navigation, and at which place there."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="view_pins")
    view = models.ForeignKey(View, models.CASCADE, related_name="pins")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "view"], name="view_is_pinned_once")
        ]

    def __str__(self) -> str:
        return f"{self.view} {self.place}"
