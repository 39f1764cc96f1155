"""What a merge moved, so that it can be undone."""

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest


class Merge(models.Model):
    """One merge: what the request was before, and which rows came over with it."""

    source = models.ForeignKey(SupportRequest, models.PROTECT, related_name="merges")
    target = models.ForeignKey(SupportRequest, models.PROTECT, related_name="absorbed")
    before = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source} into {self.target}"
