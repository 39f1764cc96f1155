"""Tags: words agents put on requests to find them together again."""

from django.db import models
from django.db.models.functions import Lower

from spoc.requests.models.support_request import SupportRequest


class Tag(models.Model):
    """A word that may stand on any request; the same word in other letters is the same tag."""

    name = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="tag_name_is_once")]

    def __str__(self) -> str:
        return self.name


class RequestTag(models.Model):
    """A tag on a request."""

    support_request = models.ForeignKey(SupportRequest, models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "support_request"], name="tag_is_on_it_once")
        ]

    def __str__(self) -> str:
        return str(self.tag)
