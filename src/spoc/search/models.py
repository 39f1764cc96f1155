"""The index of what can be found."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Document(models.Model):
    """The words of one record, in both languages; what the desk alone may read stands apart."""

    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    is_internal = models.BooleanField(default=False)
    title = models.CharField(max_length=300)
    vector = SearchVectorField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "subject_id", "is_internal"], name="document_is_one"
            ),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="document_words"),
            # of requests there are so many that a word common in them hides those of all else
            GinIndex(
                fields=["vector"],
                condition=~models.Q(noun="request"),
                name="document_words_beside",
            ),
            GinIndex(OpClass("title", "gin_trgm_ops"), name="document_title_trigrams"),
            models.Index(fields=["noun", "-subject_id"], name="document_newest"),
        ]

    def __str__(self) -> str:
        return self.title
