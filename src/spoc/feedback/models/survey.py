"""How it was, asked once for each request, and the thanks that came with it or by themselves."""

import secrets

from django.conf import settings
from django.db import models

from spoc.channels.models import Letter
from spoc.feedback.rules import SCORES, SURVEY_STATES
from spoc.people.models import Community, Team
from spoc.requests.models import SupportRequest
from spoc.work.models import Task


def new_word() -> str:
    """Return a word nobody can guess, by which the letter of a survey opens it."""
    return secrets.token_urlsafe(12)


class Survey(models.Model):
    """The question how a request was handled, put to whoever asked for it.

    It keeps who worked on the request when it was closed. `follow_up` is the task a low score led
    to.
    """

    support_request = models.OneToOneField(SupportRequest, models.PROTECT, related_name="survey")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="surveys")
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="surveyed", null=True
    )
    state = models.CharField(
        max_length=8, choices=[(state, state) for state in SURVEY_STATES], default="sent"
    )
    word = models.CharField(max_length=24, default=new_word)
    score = models.PositiveSmallIntegerField(null=True)
    comment = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", null=True)
    follow_up = models.ForeignKey(Task, models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=SURVEY_STATES), name="survey_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__in=SCORES),
                name="survey_score_is_1_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(state="answered", score__isnull=False, answered_at__isnull=False)
                | (~models.Q(state="answered") & models.Q(score=None, answered_at=None)),
                name="survey_answered_says_what",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="survey_of_person"),
            models.Index(fields=["sent_at"], name="survey_by_time"),
            models.Index(fields=["answered_at"], name="survey_by_answer"),
            models.Index(
                fields=["expires_at"], condition=models.Q(state="sent"), name="survey_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"survey of R-{self.support_request_id}"


class Compliment(models.Model):
    """Thanks for how somebody was helped, passed on to whoever it is for."""

    support_request = models.ForeignKey(
        SupportRequest, models.PROTECT, related_name="compliments", null=True
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="compliments_paid"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="compliments", null=True
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="compliment_says_something"),
        ]

    def __str__(self) -> str:
        return f"thanks of {self.person}"
