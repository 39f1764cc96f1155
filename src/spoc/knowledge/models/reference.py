"""The library: what others wrote that our knowledge leans on."""

from django.conf import settings
from django.db import models

from spoc.catalogue.models import Service
from spoc.knowledge.models.article import Article, choices
from spoc.knowledge.rules import REFERENCE_KINDS, REFERENCE_STATES


class Reference(models.Model):
    """A book, page, white paper, article, report or newsletter: contributed, and then approved."""

    kind = models.CharField(max_length=11, choices=choices(REFERENCE_KINDS))
    title = models.CharField(max_length=300)
    authors = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    identifier = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=500, blank=True)
    why = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=choices(REFERENCE_STATES), default="proposed")
    contributed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    contributed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    articles = models.ManyToManyField(Article, related_name="references")
    services = models.ManyToManyField(Service, related_name="references")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at=None)
                | models.Q(state__in=["approved", "declined"], decided_at__isnull=False),
                name="reference_decided_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""),
                name="reference_declined_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-contributed_at", "-id"], name="reference_by_state"),
        ]

    def __str__(self) -> str:
        return self.title
