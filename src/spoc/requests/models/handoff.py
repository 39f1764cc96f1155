"""The note that goes along when a request is handed from one team to another."""

from typing import Self

from django.db import models

from spoc.kit.quick import Quick
from spoc.people.models import Person, Team
from spoc.requests.models.support_request import SupportRequest


class HandoffQuerySet(models.QuerySet["Handoff"]):
    """Hand-over notes as they are read."""

    def in_order(self) -> Self:
        """Return them as they were written, with all that is shown of them."""
        return self.select_related("from_team", "to_team", "by", "decided_by").order_by("id")

    def made(self) -> Self:
        """Return those by which the request went to another team."""
        return self.filter(state=Handoff.State.MADE)

    def asked(self) -> Self:
        """Return those that wait for the incident coordinator."""
        return self.filter(state=Handoff.State.ASKED)


class Handoff(Quick, models.Model):
    """What one team tells the next: what was tried and found, what is next, what was told.

    Where the incident coordinator decides, it waits as it was written until they do.
    """

    class State(models.TextChoices):
        """Whether the request went along with it."""

        ASKED = "asked"
        MADE = "made"
        DROPPED = "dropped"

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="handoffs")
    state = models.CharField(max_length=7, choices=State.choices, default=State.MADE)
    from_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    from_tier = models.PositiveSmallIntegerField()
    to_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    to_tier = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    tried = models.TextField()
    found = models.TextField()
    next_step = models.TextField()
    told = models.TextField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = HandoffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(tried="")
                & ~models.Q(found="")
                & ~models.Q(next_step="")
                & ~models.Q(told=""),
                name="handoff_says_all_four",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(reason=""),
                name="handoff_decided_says_why",
            ),
            models.UniqueConstraint(
                fields=["support_request"],
                condition=models.Q(state="asked"),
                name="handoff_asked_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_team} → {self.to_team}"
