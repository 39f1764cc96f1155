"""Alarms of monitoring systems, each with what became of it, and the storms they come in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from spoc.catalogue.models import Service
from spoc.channels.models import Channel
from spoc.channels.rules.alarms import SEVERITIES
from spoc.cmdb.models import ConfigurationItem
from spoc.intake.models.window import MaintenanceWindow
from spoc.kit.quick import Quick
from spoc.requests.models import SupportRequest


class Storm(Quick, models.Model):
    """So many alarms about one thing within a minute that they are one incident together.

    `counted` is how many its title tells of.
    """

    about = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="storms")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    counted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=models.Q(ended_at=None), name="storm_is_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alarm(Quick, models.Model):
    """What a monitoring system tells of under one key: how often, since when, and how it is now.

    `count` is how often it was told to fire, `changes` when it lately came or went, `window` the
    maintenance that keeps it from being an incident, `about` what it is counted under in a storm.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="alarms")
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    severity = models.CharField(max_length=8, choices=[(each, each) for each in SEVERITIES])
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    item = models.ForeignKey(ConfigurationItem, models.PROTECT, related_name="+", null=True)
    said_service = models.CharField(max_length=200, blank=True)
    said_item = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=500, blank=True)
    about = models.CharField(max_length=40)
    is_over = models.BooleanField(default=False)
    is_flapping = models.BooleanField(default=False)
    changes = ArrayField(models.DateTimeField(), default=list)
    count = models.PositiveIntegerField(default=1)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    # since when it fires, or fired last, and since when it is over, as the sender has it
    since = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    window = models.ForeignKey(
        MaintenanceWindow, models.PROTECT, related_name="alarms", null=True, db_index=False
    )
    support_request = models.ForeignKey(
        SupportRequest, models.PROTECT, related_name="alarms", null=True
    )
    storm = models.ForeignKey(Storm, models.PROTECT, related_name="alarms", null=True)
    # when it became an incident of its own, or part of one
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "key"], name="alarm_is_one_by_key"),
        ]
        indexes = [
            models.Index(fields=["-last_seen_at", "-id"], name="alarm_by_time"),
            models.Index(fields=["about", "opened_at"], name="alarm_by_what_it_is_about"),
            models.Index(
                fields=["support_request"],
                condition=models.Q(is_over=False),
                name="alarm_firing_of_request",
            ),
            models.Index(
                fields=["window"],
                condition=models.Q(support_request=None, is_over=False),
                name="alarm_without_incident",
            ),
            models.Index(
                fields=["id"], condition=models.Q(is_flapping=True), name="alarm_flapping"
            ),
        ]

    def __str__(self) -> str:
        return self.title
