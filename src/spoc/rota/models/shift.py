"""Shifts: who works when, for which team or in which role."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Q

from spoc.kit.zones import zone
from spoc.people.models import Team
from spoc.people.rules import ROLES
from spoc.rota.rules import Pattern
from spoc.rota.rules.words import KINDS


class Shift(models.Model):
    """A person's turn for a team or in a role, at the desk or on call, once or by a rule.

    It begins and ends on the wall of a zone; `left_out` are walls at which the rule does not
    begin. `first_at` and `last_at` are the instants between which it can be at all.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="shifts", null=True)
    role = models.CharField(max_length=4, choices=[(role, role) for role in ROLES], blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="shifts")
    kind = models.CharField(max_length=7, choices=[(kind, kind) for kind in KINDS], default="desk")
    rank = models.PositiveSmallIntegerField(default=1)
    zone = models.CharField(max_length=60)
    starts_on = models.DateField()
    starts = models.TimeField()
    ends_on = models.DateField()
    ends = models.TimeField()
    rule = models.CharField(max_length=300, blank=True)
    left_out = models.JSONField(default=list)
    last_on = models.DateField(null=True)
    uid = models.CharField(max_length=200, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False) | ~Q(role=""), name="shift_is_for_a_team_or_a_role"
            ),
            models.CheckConstraint(condition=Q(rank__in=(1, 2)), name="shift_rank_is_1_or_2"),
        ]
        indexes = [
            models.Index(fields=["team", "last_at"], name="shift_of_team"),
            models.Index(fields=["role", "last_at"], name="shift_in_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.pattern.begins:%Y-%m-%d %H:%M}"

    @property
    def pattern(self) -> Pattern:
        """When it is, as the rules count with it."""
        return pattern_of({name: getattr(self, name) for name in PATTERN})


PATTERN = ("zone", "starts_on", "starts", "ends_on", "ends", "rule", "left_out", "last_on")


def pattern_of(row: Mapping[str, object]) -> Pattern:
    """Return when a shift is from its fields, read as a row or as the database writes JSON."""
    left_out = row["left_out"]
    return Pattern(
        datetime.combine(_day(row["starts_on"]), _time(row["starts"])),
        datetime.combine(_day(row["ends_on"]), _time(row["ends"])),
        zone(str(row["zone"])),
        str(row["rule"]),
        frozenset(map(datetime.fromisoformat, left_out if isinstance(left_out, list) else [])),
        _day(row["last_on"]) if row["last_on"] else None,
    )


def _day(given: object) -> date:
    return given if isinstance(given, date) else date.fromisoformat(str(given))


def _time(given: object) -> time:
    return given if isinstance(given, time) else time.fromisoformat(str(given))
