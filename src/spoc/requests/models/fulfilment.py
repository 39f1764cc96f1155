"""What only an order has: of what, for whom, at which price, and how far it has come."""

from decimal import Decimal

from django.db import models

from spoc.catalogue.models import Offering, OfferingVersion, Subscription
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.kit.quick import Quick
from spoc.people.models import Person
from spoc.requests.models.basket import Basket
from spoc.requests.models.support_request import SupportRequest, choices
from spoc.requests.rules.fulfilment import (
    HAD_OTHERWISE,
    PURPOSES,
    STAGES,
    Stage,
    target,
    total,
)


class Fulfilment(Quick, models.Model):
    """An order of something the catalogue offers: what, for whom, delivered and accepted when.

    It keeps the terms it was ordered on; without a version of an offering it was written down by
    hand, and has no stage.
    """

    support_request = models.OneToOneField(
        SupportRequest, models.CASCADE, primary_key=True, related_name="fulfilment"
    )
    wanted = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveSmallIntegerField(default=1)
    wanted_on = models.DateField(null=True)
    cost_centre = models.CharField(max_length=40, blank=True)
    delivered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    # when what was delivered was sent back last: work that was done before delivers it no more
    rejected_at = models.DateTimeField(null=True)

    offering_version = models.ForeignKey(
        OfferingVersion, models.PROTECT, related_name="orders", null=True
    )
    stage = models.CharField(max_length=10, choices=choices(STAGES), default="", blank=True)
    purpose = models.CharField(max_length=6, choices=choices(PURPOSES), default="begin")
    requested_for = models.ForeignKey(Person, models.PROTECT, related_name="orders", null=True)
    answers = models.JSONField(default=dict)
    # of one; how often it is paid stands in the version
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    basket = models.ForeignKey(Basket, models.PROTECT, related_name="orders", null=True)
    # why it was refused, as a code and as somebody said it, and what may do instead
    refused_code = models.CharField(max_length=20, blank=True)
    refused_reason = models.CharField(max_length=300, blank=True)
    alternative = models.ForeignKey(Offering, models.PROTECT, related_name="+", null=True)
    # what it changes or ends, or what came of it
    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="orders", null=True)
    # how many licences it took; they go back when it comes to nothing
    licences_taken = models.PositiveSmallIntegerField(default=0)
    # which thing was handed out
    item = models.ForeignKey(ConfigurationItem, models.PROTECT, related_name="orders", null=True)
    # the case of the process that fulfils it
    instance_id = models.BigIntegerField(null=True)
    # nobody of the desk had a hand in it
    is_automatic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="order_stage_known"),
            models.CheckConstraint(
                condition=models.Q(stage="") ^ models.Q(offering_version__isnull=False),
                name="order_stage_is_of_an_offering",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="refused") ^ models.Q(refused_code=""),
                name="order_refused_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["delivered", "accepted"])
                | models.Q(delivered_at__isnull=False),
                name="order_delivered_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stage", "-support_request"],
                condition=~models.Q(stage=""),
                name="order_by_stage",
            ),
            models.Index(
                fields=["instance_id"],
                condition=models.Q(instance_id__isnull=False),
                name="order_by_instance",
            ),
        ]

    def __str__(self) -> str:
        return f"fulfilment {self.pk}"

    @property
    def is_order(self) -> bool:
        """Whether it was ordered from the catalogue."""
        return self.stage != Stage.NONE

    @property
    def cannot_be_met(self) -> bool:
        """Whether it was found that it cannot be had; what somebody decided against is not that."""
        return self.stage == Stage.REFUSED and self.refused_code not in HAD_OTHERWISE

    @property
    def total(self) -> Decimal | None:
        """What it costs in all; None where no price was told."""
        return total(self.price, self.quantity)

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return target(verb, self.stage) is not None

    def move_to(self, verb: str, sentence: str) -> list[object]:
        """Make a lawful move, or refuse it in this sentence; return the stage before and after."""
        led_to = target(verb, self.stage)
        if led_to is None:
            raise NotPossible(sentence)
        before, self.stage = str(self.stage), led_to.value
        return [before, str(self.stage)]
