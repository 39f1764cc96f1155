"""The care of articles: flags, licences to write, transfers to people, and what was not found."""

from django.conf import settings
from django.db import models

from spoc.knowledge.models.article import Article, choices
from spoc.knowledge.rules import FLAG_REASONS, LICENCES, TRANSFER_STATES
from spoc.people.models import Language
from spoc.work.models import Task


class Flag(models.Model):
    """What a reader says is wrong with an article, until somebody settles it.

    `use` is what it came from where using the article failed.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=10, choices=choices(FLAG_REASONS))
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    use = models.ForeignKey("Use", models.PROTECT, related_name="flags", null=True)
    task = models.ForeignKey(Task, models.PROTECT, related_name="+", null=True)
    settlement = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | ~models.Q(settlement=""),
                name="flag_settled_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "-at"], name="flag_of_article"),
        ]

    def __str__(self) -> str:
        return f"flag on K-{self.article_id}"

    @property
    def is_open(self) -> bool:
        """Whether nobody settled it yet."""
        return self.settled_at is None


class Licence(models.Model):
    """How far somebody is trusted with knowledge: to write, to publish, or to coach others."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="knowledge_licence"
    )
    level = models.CharField(max_length=9, choices=choices(LICENCES))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=LICENCES), name="licence_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.level}"


class Transfer(models.Model):
    """An article handed to somebody to know: they read it and answer one question as proof."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="transfers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="knowledge_transfers"
    )
    question = models.CharField(max_length=300)
    state = models.CharField(max_length=9, choices=choices(TRANSFER_STATES), default="asked")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    # which words of the article they read
    revision = models.PositiveIntegerField(null=True)
    read_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    proven_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="proven")
                | models.Q(read_at__isnull=False, proven_at__isnull=False) & ~models.Q(answer=""),
                name="transfer_proven_has_proof",
            ),
            models.UniqueConstraint(
                fields=["article", "person"],
                condition=models.Q(state__in=["asked", "read"]),
                name="transfer_is_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state", "due_on"], name="transfer_of_person"),
            models.Index(fields=["state", "due_on", "id"], name="transfer_by_due"),
        ]

    def __str__(self) -> str:
        return f"K-{self.article_id} to {self.person}"

    @property
    def is_open(self) -> bool:
        """Whether the proof is still to come."""
        return self.state in ("asked", "read")


class Miss(models.Model):
    """Words somebody sought by and found nothing: how often, and nobody's name."""

    words = models.CharField(max_length=120)
    language = models.CharField(max_length=5, choices=Language.choices)
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()
    article = models.ForeignKey(Article, models.SET_NULL, related_name="+", null=True)

    class Meta:
        verbose_name_plural = "misses"
        constraints = [
            models.UniqueConstraint(fields=["words", "language"], name="miss_is_once"),
        ]
        indexes = [
            models.Index(fields=["-times", "-id"], name="miss_most"),
        ]

    def __str__(self) -> str:
        return self.words
