"""Presence: what somebody says of themselves now."""

from django.conf import settings
from django.db import models

from spoc.rota.rules.words import PRESENCES


class Presence(models.Model):
    """Whether somebody is here and takes new work, and how many open requests they take."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="presence", primary_key=True
    )
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in PRESENCES], default="here"
    )
    capacity = models.PositiveSmallIntegerField(null=True)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}: {self.state}"
