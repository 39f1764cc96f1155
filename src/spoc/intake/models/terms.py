"""From where on alarms flap and storm, and when they are quiet again."""

from datetime import timedelta

from django.db import models

from spoc.channels.rules.alarms import Terms
from spoc.kit.quick import Quick


class AlarmTerms(Quick, models.Model):
    """The terms alarms are damped and grouped by: how many, within how many minutes."""

    flap_changes = models.PositiveSmallIntegerField(default=5)
    flap_minutes = models.PositiveSmallIntegerField(default=15)
    quiet_minutes = models.PositiveSmallIntegerField(default=15)
    storm_alarms = models.PositiveSmallIntegerField(default=20)
    storm_minutes = models.PositiveSmallIntegerField(default=1)
    storm_quiet_minutes = models.PositiveSmallIntegerField(default=10)

    class Meta:
        verbose_name_plural = "alarm terms"

    def __str__(self) -> str:
        return "terms of alarms"

    @property
    def rule(self) -> Terms:
        """The same, as the rules of alarms take them."""
        return Terms(
            flap_changes=self.flap_changes,
            flap_within=timedelta(minutes=self.flap_minutes),
            quiet_for=timedelta(minutes=self.quiet_minutes),
            storm_from=self.storm_alarms,
            storm_within=timedelta(minutes=self.storm_minutes),
            storm_quiet=timedelta(minutes=self.storm_quiet_minutes),
        )
