"""Self-help: a visit to it, from the first words to how it ended, and what was read in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from spoc.knowledge.models.article import Article, choices
from spoc.people.models import Community
from spoc.requests.models import SupportRequest

OUTCOMES = ("open", "solved", "asked", "left")
VERDICTS = ("solved", "not_solved")


class HelpSession(models.Model):
    """Somebody's visit to self-help: who is not signed in is a digest that leads back to nobody.

    Only "it is solved" solves; `is_abandoned` marks the drafts given up after an article was read,
    which are estimated and shown apart.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="help_sessions", null=True
    )
    visitor = models.CharField(max_length=64, blank=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    words = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=6, choices=choices(OUTCOMES), default="open")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    drafted_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    said_no_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_abandoned = models.BooleanField(default=False)
    # which article solved it, and the request that was asked instead
    article = models.ForeignKey(Article, models.SET_NULL, related_name="+", null=True)
    support_request = models.ForeignKey(
        SupportRequest, models.SET_NULL, related_name="help_sessions", null=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(outcome="open"), name="help_session_is_open_once"
            ),
            models.UniqueConstraint(
                fields=["visitor"],
                condition=Q(outcome="open") & ~Q(visitor=""),
                name="help_session_of_visitor_is_open_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, visitor="")
                | Q(person__isnull=True) & ~Q(visitor=""),
                name="help_session_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", ended_at=None)
                | ~Q(outcome="open") & Q(ended_at__isnull=False),
                name="help_session_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(is_abandoned=False) | Q(outcome="left"),
                name="help_session_abandoned_was_left",
            ),
        ]
        indexes = [
            models.Index(
                fields=["last_at"], name="help_session_waits", condition=Q(outcome="open")
            ),
            models.Index(fields=["ended_at", "id"], name="help_session_by_end"),
        ]

    def __str__(self) -> str:
        return f"help {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet how it ends."""
        return self.outcome == "open"


class HelpReading(models.Model):
    """An article read in a visit: the steps walked in it, and whether it solved it."""

    session = models.ForeignKey(HelpSession, models.CASCADE, related_name="readings")
    article = models.ForeignKey(Article, models.CASCADE, related_name="readings")
    at = models.DateTimeField()
    # the answers chosen in its steps, as its address carries them, and how the steps ended
    walked = models.CharField(max_length=200, blank=True)
    walk_ended = models.CharField(
        max_length=6, choices=[("solved", "solved"), ("ask", "ask")], blank=True
    )
    verdict = models.CharField(max_length=10, choices=choices(VERDICTS), blank=True)
    words = models.CharField(max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "article"], name="help_reading_is_once"),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at=None)
                | ~Q(verdict="") & Q(judged_at__isnull=False),
                name="help_reading_judged_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "verdict"], name="help_reading_of_article"),
        ]

    def __str__(self) -> str:
        return f"K-{self.article_id} in help {self.session_id}"
