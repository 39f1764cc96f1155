"""Who has what, since when: the register of subscriptions."""

from django.db import models

from spoc.catalogue.models.offering import Offering, OfferingVersion
from spoc.catalogue.models.service import Service
from spoc.kit.quick import Quick
from spoc.people.models import Organisation, Person


class Subscription(Quick, models.Model):
    """Something somebody has: delivered by an order or written down, until it is ended."""

    offering = models.ForeignKey(Offering, models.PROTECT, related_name="subscriptions")
    offering_version = models.ForeignKey(
        OfferingVersion, models.PROTECT, related_name="+", null=True
    )
    service = models.ForeignKey(Service, models.PROTECT, related_name="subscriptions")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="subscriptions")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="subscriptions", null=True
    )
    quantity = models.PositiveIntegerField(default=1)
    details = models.JSONField(default=dict)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    # the numbers of the requests that began and ended it
    request_number = models.BigIntegerField(null=True)
    ended_request_number = models.BigIntegerField(null=True)
    # the number of the configuration item that was handed out
    item_number = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1), name="subscription_has_some"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="subscription_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["request_number", "offering", "holder"],
                condition=models.Q(request_number__isnull=False),
                name="subscription_is_delivered_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder", "offering"],
                condition=models.Q(until=None),
                name="subscription_held",
            ),
            models.Index(fields=["offering", "id"], name="subscription_by_offering"),
            models.Index(fields=["organisation", "id"], name="subscription_by_organisation"),
            models.Index(fields=["service", "until"], name="subscription_by_service"),
            models.Index(
                fields=["item_number"],
                condition=models.Q(item_number__isnull=False),
                name="subscription_by_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offering}: {self.holder}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has it."""
        return self.until is None
