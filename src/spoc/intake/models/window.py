"""Maintenance windows: while one lasts, alarms of its service or item are expected."""

from datetime import datetime

from django.conf import settings
from django.db import models

from spoc.catalogue.models import Service
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.quick import Quick


class MaintenanceWindow(Quick, models.Model):
    """A while in which work on a service or an item makes alarms that become no incidents."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    item = models.ForeignKey(ConfigurationItem, models.PROTECT, related_name="+", null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service__isnull=False) | models.Q(item__isnull=False),
                name="window_is_about_something",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")), name="window_ends_later"
            ),
        ]
        indexes = [models.Index(fields=["-ends_at", "-id"], name="window_by_end")]

    def __str__(self) -> str:
        return f"{self.item or self.service}"

    def is_on(self, moment: datetime) -> bool:
        """Tell whether it lasts at a moment."""
        return self.starts_at <= moment < self.ends_at
