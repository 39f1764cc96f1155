"""An article that was found for a question: ready to be sent as it is, or to answer from."""

from django.db import models

from spoc.people.models import Person
from spoc.requests.models.types import InformationRequest


class ArticleOffer(models.Model):
    """An article offered to whoever asked; which it is, its own app knows by the number."""

    information = models.ForeignKey(InformationRequest, models.CASCADE, related_name="offers")
    article = models.PositiveBigIntegerField()
    is_user_ready = models.BooleanField(default=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["information", "article"], name="article_offered_once_per_question"
            )
        ]

    def __str__(self) -> str:
        return f"K-{self.article}"
