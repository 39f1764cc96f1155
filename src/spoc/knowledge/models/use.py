"""Use of an article for a request, and what came of it."""

from django.conf import settings
from django.db import models

from spoc.knowledge.models.article import Article, choices
from spoc.knowledge.rules import OUTCOMES, WAYS
from spoc.requests.models import SupportRequest


class Use(models.Model):
    """An article used for a request: by whom, in which way, and with what outcome once told."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="uses")
    support_request = models.ForeignKey(
        SupportRequest, models.PROTECT, related_name="articles_used"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    way = models.CharField(max_length=9, choices=choices(WAYS), default="agent")
    outcome = models.CharField(max_length=10, choices=choices(OUTCOMES), blank=True)
    at = models.DateTimeField()
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "support_request"], name="use_is_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="", judged_at=None)
                | models.Q(outcome__in=OUTCOMES, judged_at__isnull=False),
                name="use_judged_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "-at"], name="use_of_article"),
            models.Index(fields=["at"], name="use_by_time"),
        ]

    def __str__(self) -> str:
        return f"K-{self.article_id} for R-{self.support_request_id}"
