"""A basket: what somebody means to order, kept until they do."""

from django.db import models

from spoc.catalogue.models import Offering
from spoc.kit.quick import Quick
from spoc.people.models import Person

STATES = ("open", "ordered")


class Basket(Quick, models.Model):
    """Several things ordered at once; each person has one that is open."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="baskets")
    state = models.CharField(max_length=7, choices=[(s, s) for s in STATES], default="open")
    made_at = models.DateTimeField()
    ordered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="open"),
                name="basket_open_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ordered") ^ models.Q(ordered_at=None),
                name="basket_ordered_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number with its letter, as it is written."""
        return f"B-{self.pk}"


class BasketItem(Quick, models.Model):
    """One thing in a basket, with what was answered on its form."""

    basket = models.ForeignKey(Basket, models.CASCADE, related_name="items")
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="+")
    requested_for = models.ForeignKey(Person, models.PROTECT, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=1)
    answers = models.JSONField(default=dict)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.quantity} × {self.offering}"
