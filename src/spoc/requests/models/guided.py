"""What was answered to the guided questions about a request."""

from typing import Self

from django.db import models

from spoc.catalogue.models import Answer, Question
from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest


class GuidedAnswerQuerySet(models.QuerySet["GuidedAnswer"]):
    """Guided answers as they are read."""

    def in_order(self) -> Self:
        """Return them as they were given, with all that their words need."""
        shown = ("question", "answer__service", "answer__category")
        return self.select_related(*shown).order_by("id")

    def ending(self) -> Answer | None:
        """Return the answer that says what the request is; None where a person decides."""
        last = self.in_order().last()
        return last.answer if last and last.answer and last.answer.type else None


class GuidedAnswer(models.Model):
    """One guided question about a request and its answer; no answer means: not known."""

    support_request = models.ForeignKey(
        SupportRequest, models.CASCADE, related_name="guided_answers"
    )
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = GuidedAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["support_request", "question"], name="guided_answer_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer or '?'}"
