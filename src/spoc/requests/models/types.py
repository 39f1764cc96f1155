"""What only one of the four types has."""

from django.db import models

from spoc.kit.quick import Quick
from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest, choices
from spoc.requests.rules.guards import DEGREES, DETECTIONS, RECEIPTS, VERIFICATIONS


class Incident(Quick, models.Model):
    """A loss or degradation of a service: when, how bad, restored and verified how."""

    support_request = models.OneToOneField(
        SupportRequest, models.CASCADE, primary_key=True, related_name="incident"
    )
    detection = models.CharField(max_length=10, choices=choices(DETECTIONS), default="user")
    occurred_at = models.DateTimeField(null=True)
    detected_at = models.DateTimeField(null=True)
    restored_at = models.DateTimeField(null=True)
    feature = models.CharField(max_length=200, blank=True)
    degree = models.CharField(max_length=8, choices=choices(DEGREES), blank=True)
    users_affected = models.PositiveIntegerField(default=1)
    is_reproduced = models.BooleanField(null=True)
    workaround = models.TextField(blank=True)
    fix = models.TextField(blank=True)
    cause = models.CharField(max_length=200, blank=True)
    is_security = models.BooleanField(default=False)
    is_safety = models.BooleanField(default=False)
    is_legal = models.BooleanField(default=False)
    verification = models.CharField(max_length=10, choices=choices(VERIFICATIONS), blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    verified_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Diagnosis(Quick, models.Model):
    """One step of finding out: what was thought, how it was tried, what came of it."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="diagnoses")
    hypothesis = models.CharField(max_length=300)
    test = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "diagnoses"

    def __str__(self) -> str:
        return self.hypothesis


class InformationRequest(Quick, models.Model):
    """A question: whether an answer existed, arrived and helped."""

    support_request = models.OneToOneField(
        SupportRequest, models.CASCADE, primary_key=True, related_name="information"
    )
    is_gap = models.BooleanField(default=False)
    # when the articles that were found, or an answer, went to whoever asked
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=4, choices=choices(RECEIPTS), default="n/a")
    helped = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"information request {self.pk}"
