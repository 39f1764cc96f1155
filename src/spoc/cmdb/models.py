"""The configuration item: a thing that services run on."""

from django.db import models

from spoc.catalogue.models import Service
from spoc.cmdb.rules import KINDS
from spoc.people.models import Team


class ConfigurationItem(models.Model):
    """A thing under control that a service needs, and the team that looks after it.

    Its number is its key: given by the database, never given again.
    """

    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    service = models.ForeignKey(Service, models.PROTECT, related_name="items", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="items", null=True)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="item_kind_is_known"),
        ]
        indexes = [models.Index(fields=["sort_name", "id"], name="item_by_name")]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"

    @property
    def reference(self) -> str:
        """The number with its letters, as it is written."""
        return f"CI-{self.pk}"
