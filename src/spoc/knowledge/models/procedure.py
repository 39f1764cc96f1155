"""Procedures: how we work, version by version, for whom, and who said they have read it."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from spoc.kit.errors import NotPossible
from spoc.knowledge.rules.procedure import (
    AUDIENCES,
    CAPACITIES,
    IN_THE_MAKING,
    LONGEST_TITLE,
    PROCESSES,
    State,
    is_lawful,
    move,
)
from spoc.people.models import Community, Team

MAKING = [state.value for state in IN_THE_MAKING]


def codes(known: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return codes as the choices of a field; their words for people are labels."""
    return [(str(code), str(code)) for code in known]


class Procedure(models.Model):
    """How one process is worked, and for whom that is written; its words are in its versions.

    `teams` and `governing` are asked to read each version that comes into force: those who work by
    it, and who govern the service and get a copy.
    """

    process = models.CharField(max_length=16, choices=codes(PROCESSES))
    audience = models.CharField(max_length=6, choices=codes(AUDIENCES), default="desk")
    communities = models.ManyToManyField(Community, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    teams = models.ManyToManyField(Team, related_name="+")
    governing = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    review_months = models.PositiveSmallIntegerField(default=12)
    days_to_read = models.PositiveSmallIntegerField(default=14)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(process__in=PROCESSES), name="procedure_process_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=AUDIENCES), name="procedure_audience_is_known"
            ),
        ]
        indexes = [models.Index(fields=["process", "id"], name="procedure_by_process")]

    def __str__(self) -> str:
        found = self.in_force or self.newest
        return found.heading if found else self.reference

    @property
    def reference(self) -> str:
        """The number with its letters, as it is written."""
        return f"PD-{self.pk}"

    @property
    def in_force(self) -> "ProcedureVersion | None":
        """The version everybody works by; None before there is one, and once it is withdrawn."""
        return next((each for each in self.versions.all() if each.state == "published"), None)

    @property
    def in_making(self) -> "ProcedureVersion | None":
        """The version that is being written or waits to be published."""
        return next((each for each in self.versions.all() if each.state in MAKING), None)

    @property
    def newest(self) -> "ProcedureVersion | None":
        """The version with the highest number."""
        return max(self.versions.all(), key=lambda each: each.number, default=None)


class ProcedureVersion(models.Model):
    """What a procedure says from one day to another; `told` holds it in further languages."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=codes(tuple(State)), default=State.DRAFT.value)
    title = models.CharField(max_length=LONGEST_TITLE)
    words = models.TextField()
    told = models.JSONField(default=dict)
    change = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    review_told_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], name="procedure_version_is_one"
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=models.Q(state="published"),
                name="procedure_in_force_is_one",
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=models.Q(state__in=MAKING),
                name="procedure_in_making_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="procedure_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", approver=None, approved_at=None)
                | (
                    ~models.Q(state="draft")
                    & models.Q(approver__isnull=False, approved_at__isnull=False)
                    & ~models.Q(approver=models.F("author"))
                ),
                name="procedure_approved_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MAKING, published_at=None)
                | (
                    ~models.Q(state__in=MAKING)
                    & models.Q(published_at__isnull=False, review_on__isnull=False)
                ),
                name="procedure_published_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"],
                condition=models.Q(state="published", review_told_at=None),
                name="procedure_to_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} {self.number}"

    @property
    def heading(self) -> str:
        """Its title in the reader's language, else in the one it was written in."""
        return str(self._said("title"))

    @property
    def text(self) -> str:
        """Its words in the reader's language, else in the one they were written in."""
        return str(self._said("words"))

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.state)

    def move_to(self, verb: str, sentence: str) -> None:
        """Make a lawful move, or refuse it in this sentence."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        self.state = move(verb).target.value

    def _said(self, name: str) -> object:
        return self.told.get(get_language() or "", {}).get(name) or getattr(self, name)


class Acknowledgement(models.Model):
    """That somebody was asked to read a version, in what capacity, and whether they have."""

    procedure_version = models.ForeignKey(
        ProcedureVersion, models.CASCADE, related_name="acknowledgements"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acknowledgements"
    )
    capacity = models.CharField(max_length=9, choices=codes(CAPACITIES), default="reader")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure_version", "person"], name="acknowledgement_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__in=CAPACITIES), name="acknowledgement_capacity_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(at=None), name="acknowledgement_waiting"
            ),
            models.Index(
                fields=["due_on"],
                condition=models.Q(at=None, reminded_at=None),
                name="acknowledgement_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
