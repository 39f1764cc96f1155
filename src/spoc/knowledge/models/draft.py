"""What somebody has begun to write into the editor of articles and not saved yet."""

from django.conf import settings
from django.db import models


class ArticleDraft(models.Model):
    """The fields of the editor as somebody left them; nobody else is ever shown them.

    `place` says which editor it is, as `rules.drafting` reads it.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="article_drafts"
    )
    place = models.CharField(max_length=40)
    given = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="article_draft_is_one"),
        ]
        indexes = [
            models.Index(fields=["person", "-kept_at", "-id"], name="article_draft_newest"),
        ]

    def __str__(self) -> str:
        return f"draft at {self.place}"
