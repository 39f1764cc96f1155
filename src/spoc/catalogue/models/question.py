"""Guided questions and their answers."""

from django.db import models

from spoc.catalogue.models.service import Category, Service, Worded
from spoc.catalogue.rules import TYPES


class Question(Worded):
    """A guided question, asked as it is written; not knowing leads on, or to a person."""

    unknown_next = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    is_first = models.BooleanField(default=False)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_first"],
                condition=models.Q(is_first=True),
                name="question_first_is_one",
            ),
        ]


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers as they are offered."""

    def offered(self) -> "AnswerQuerySet":
        """Return the answers in use to questions in use, in the order of their lists."""
        rows = self.filter(is_live=True, question__is_live=True)
        return rows.select_related("question", "service", "category").order_by("rank", "id")


class Answer(Worded):
    """What may be answered: it leads to a further question, or says what a request is."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    next = models.ForeignKey(Question, models.PROTECT, related_name="+", null=True)
    type = models.CharField(max_length=12, choices=[(code, code) for code in TYPES], blank=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", null=True)
    is_complaint = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)
    is_live = models.BooleanField(default=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    next__isnull=False, type="", service__isnull=True, category__isnull=True
                )
                | models.Q(next__isnull=True, type__in=TYPES, category__isnull=False),
                name="answer_leads_on_or_ends",
            ),
        ]
