"""When people are asked how it was, and how long a complaint takes at most."""

from django.db import models


class FeedbackTerms(models.Model):
    """The terms of surveys and complaints: days between letters, and weekdays for what we owe."""

    share = models.PositiveSmallIntegerField(default=100)
    days_between = models.PositiveSmallIntegerField(default=7)
    open_days = models.PositiveSmallIntegerField(default=14)
    low_score = models.PositiveSmallIntegerField(default=2)
    follow_up_weekdays = models.PositiveSmallIntegerField(default=5)
    acknowledge_weekdays = models.PositiveSmallIntegerField(default=1)
    silence_weekdays = models.PositiveSmallIntegerField(default=10)

    class Meta:
        verbose_name_plural = "feedback terms"

    def __str__(self) -> str:
        return "terms of surveys and complaints"
