"""Dispatch: the ordered table of rules that say which team gets a request, and which person."""

from django.db import models

from spoc.catalogue.models import Category, Service
from spoc.cmdb.models import ConfigurationItem
from spoc.people.models import Community, Person, Team
from spoc.requests.rules.dispatch import HOURS, STRATEGIES, Conditions, Rule
from spoc.service_levels.models import Calendar


class DispatchRule(models.Model):
    """A row of the decision table: the first in use that fits decides; what is empty fits all.

    No team means the team of the request's own service. `last_chosen` is who had the last turn.
    """

    rank = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    type = models.CharField(max_length=12, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", null=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    item = models.ForeignKey(ConfigurationItem, models.PROTECT, related_name="+", null=True)
    words = models.JSONField(default=list)
    priorities = models.JSONField(default=list)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", null=True)
    hours = models.CharField(max_length=6, choices=[(each, each) for each in HOURS], blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    strategy = models.CharField(
        max_length=12, choices=[(each, each) for each in STRATEGIES], default="team"
    )
    most_open = models.PositiveSmallIntegerField(null=True)
    last_chosen = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(strategy__in=STRATEGIES), name="dispatch_strategy_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(calendar__isnull=True, hours="")
                | models.Q(calendar__isnull=False, hours__in=HOURS),
                name="dispatch_hours_are_of_a_calendar",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_rule(self, place: int) -> Rule:
        """Return it as the rules of dispatch read it, at its place in the table."""
        return Rule(
            key=self.pk or 0,
            place=place,
            name=self.name,
            team=self.team_id,
            conditions=self.conditions,
            strategy=self.strategy,
            most_open=self.most_open,
        )

    @property
    def conditions(self) -> Conditions:
        """What it asks for."""
        return Conditions(
            service=self.service_id,
            type=self.type,
            category=self.category_id,
            community=self.community_id,
            item=self.item_id,
            words=tuple(self.words),
            priorities=frozenset(self.priorities),
            calendar=self.calendar_id,
            hours=self.hours,
        )
