"""An article: a reusable answer, how far it may be trusted, and who may read it."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models

from spoc.catalogue.models import Category, Service
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.errors import NotPossible
from spoc.knowledge.rules import (
    AUDIENCES,
    GOVERNANCES,
    SOLVED_TO_SUGGEST,
    Confidence,
    is_lawful,
    move,
)
from spoc.people.models import Language


def choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return codes as the choices of a field; their words for people are labels."""
    return [(str(code), str(code)) for code in codes]


class Article(models.Model):
    """A reusable answer; `steps` lead through it one at a time where they are given.

    An article that says in another language what another says points at that one.
    """

    title = models.CharField(max_length=200)
    question = models.TextField(blank=True)
    environment = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    audience = models.CharField(max_length=8, choices=choices(AUDIENCES), default="internal")
    governance = models.CharField(max_length=10, choices=choices(GOVERNANCES), default="open")
    confidence = models.CharField(
        max_length=13, choices=choices(Confidence), default=Confidence.WIP.value
    )
    language = models.CharField(max_length=5, choices=Language.choices)
    translation_of = models.ForeignKey(
        "self", models.PROTECT, related_name="translations", null=True
    )
    services = models.ManyToManyField(Service, related_name="articles")
    categories = models.ManyToManyField(Category, related_name="articles")
    # what it is about beneath the services: when one is changed or retired, it is looked at anew
    items = models.ManyToManyField(ConfigurationItem, related_name="articles")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_articles"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    validated_at = models.DateTimeField(null=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    # its cause is known and what helps meanwhile, but it is not mended yet
    is_known_error = models.BooleanField(default=False, db_default=False)
    archived_reason = models.CharField(max_length=300, blank=True)
    review_due_at = models.DateTimeField(null=True)
    # how far up an overdue review was told of: nobody, the owner, KM, CSM
    overdue_rung = models.PositiveSmallIntegerField(default=0)
    use_count = models.PositiveIntegerField(default=0)
    solved_count = models.PositiveIntegerField(default=0)
    helped_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    open_flags = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="article_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(confidence__in=[each.value for each in Confidence]),
                name="article_confidence_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=AUDIENCES), name="article_audience_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(confidence="not_validated") & ~models.Q(confidence="validated")
                | ~models.Q(answer=""),
                name="article_beyond_wip_answers",
            ),
            models.CheckConstraint(
                condition=~models.Q(confidence="validated")
                | models.Q(validated_at__isnull=False, review_due_at__isnull=False),
                name="article_validated_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(confidence="archived") | ~models.Q(archived_reason=""),
                name="article_archived_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(translation_of=models.F("id")),
                name="article_translates_another",
            ),
        ]
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="article_newest"),
            models.Index(fields=["confidence", "-updated_at", "-id"], name="article_by_state"),
            models.Index(fields=["owner", "-updated_at", "-id"], name="article_of_owner"),
            models.Index(
                fields=["review_due_at", "id"],
                condition=models.Q(confidence="validated"),
                name="article_by_review",
            ),
            models.Index(fields=["-use_count", "-id"], name="article_most_used"),
            models.Index(
                fields=["-open_flags", "-id"],
                condition=models.Q(open_flags__gt=0),
                name="article_flagged",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        """The number with its letter, as it is written."""
        return f"K-{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether it is still kept up."""
        return self.confidence != Confidence.ARCHIVED

    @property
    def is_overdue(self) -> bool:
        """Whether its review was told to be overdue."""
        return self.overdue_rung > 0

    @property
    def is_worth_validating(self) -> bool:
        """Whether it waits to be validated and has solved enough to be worth it."""
        waits = self.confidence == Confidence.NOT_VALIDATED
        return waits and self.solved_count >= SOLVED_TO_SUGGEST

    @property
    def head_id(self) -> int:
        """The key of the article that all its translations share."""
        return self.translation_of_id or self.pk

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.confidence)

    def move_to(self, verb: str, sentence: str) -> None:
        """Make a lawful move, or refuse it in this sentence."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        self.confidence = move(verb).target.value


class Revision(models.Model):
    """What an article said from one moment on: who wrote it, and why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    said = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_is_one"),
        ]

    def __str__(self) -> str:
        return f"K-{self.article_id} v{self.number}"
