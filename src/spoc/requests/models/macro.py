"""What is prepared for many requests alike: macros, text snippets, and what was used where."""

from django.db import models

from spoc.catalogue.models import Category, Service, Worded
from spoc.people.models import Person, Team
from spoc.requests.models.support_request import SupportRequest
from spoc.requests.rules.macro import AUDIENCES, words_in


class Prepared(Worded):
    """Something somebody keeps for themselves, for a team, or for everybody at the desk."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="%(class)ss")
    audience = models.CharField(
        max_length=9, choices=[(each, each) for each in AUDIENCES], default="mine"
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    sort_name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    class Meta:
        abstract = True


class Macro(Prepared):
    """Steps that are taken on a request one after another, all or none of them."""

    words = models.CharField(max_length=300, blank=True)
    steps = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience="team") ^ models.Q(team__isnull=True),
                name="macro_of_a_team_names_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sort_name", "id"],
                condition=models.Q(is_active=True),
                name="macro_by_name",
            ),
        ]


class Snippet(Prepared):
    """A text that is written often, in each language."""

    texts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience="team") ^ models.Q(team__isnull=True),
                name="snippet_of_a_team_names_it",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sort_name", "id"],
                condition=models.Q(is_active=True),
                name="snippet_by_name",
            ),
        ]

    def text_in(self, language: str) -> str:
        """Return the text in a language, or in the other where it has only that one."""
        return words_in(self.texts, language)


class MacroUse(models.Model):
    """That a macro was run on a request, what that was about, and how it is taken back.

    `back` is None where some of it cannot be taken back.
    """

    macro = models.ForeignKey(Macro, models.CASCADE, related_name="uses")
    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="macro_uses")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", null=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    back = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["macro", "support_request"], name="macro_use_is_once_a_request"
            ),
        ]
        indexes = [models.Index(fields=["service", "category", "-id"], name="macro_use_alike")]

    def __str__(self) -> str:
        return f"{self.macro} on {self.support_request_id}"
