"""Calls a telephone system tells of."""

from django.db import models

from spoc.channels.models import Channel, Interaction
from spoc.kit.quick import Quick


class PhoneCall(Quick, models.Model):
    """A call as its telephone system knows it, the contact it is, and where it is recorded."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="calls", db_index=False)
    key = models.CharField(max_length=200)
    number = models.CharField(max_length=200, blank=True)
    interaction = models.OneToOneField(Interaction, models.PROTECT, related_name="call")
    recording = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "key"], name="call_is_one_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.interaction}"
