"""A complaint: about the service or how it was handled, not about a fault."""

from django.conf import settings
from django.db import models

from spoc.feedback.rules import CATEGORIES, ENDINGS, OPEN, SEVERITIES, State, is_lawful, move
from spoc.kit.errors import NotPossible
from spoc.people.models import Community, Language, Organisation, Team
from spoc.requests.models import SupportRequest

ANSWERED = [State.RESPONDED.value, State.ESCALATED.value, State.CLOSED.value]


def choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return codes as the choices of a field; their words for people are labels."""
    return [(str(code), str(code)) for code in codes]


class Complaint(models.Model):
    """What somebody complains of, from being received to its end; about a request, or in general.

    `due_at` is by when somebody here is to have answered for it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="complaints")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    support_request = models.ForeignKey(
        SupportRequest, models.PROTECT, related_name="complaints", null=True
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="owned_complaints", null=True
    )
    state = models.CharField(
        max_length=13, choices=choices(tuple(State)), default=State.RECEIVED.value
    )
    category = models.CharField(max_length=12, choices=choices(CATEGORIES), default="other")
    severity = models.CharField(max_length=8, choices=choices(SEVERITIES), default="normal")
    language = models.CharField(max_length=5, choices=Language.choices, blank=True)
    words = models.TextField()
    findings = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    response = models.TextField(blank=True)
    responded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    improvement = models.CharField(max_length=300, blank=True)
    objection = models.TextField(blank=True)
    settlement = models.TextField(blank=True)
    # whom it was brought before when the response did not do
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    ending = models.CharField(max_length=8, choices=choices(ENDINGS), blank=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    late_told_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    responded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="complaint_state_is_known",
            ),
            models.CheckConstraint(condition=~models.Q(words=""), name="complaint_says_something"),
            models.CheckConstraint(
                condition=models.Q(state="received")
                | models.Q(owner__isnull=False, acknowledged_at__isnull=False),
                name="complaint_acknowledged_has_an_owner",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=ANSWERED)
                | (
                    models.Q(responded_at__isnull=False)
                    & ~models.Q(findings="")
                    & ~models.Q(remedy="")
                    & ~models.Q(response="")
                ),
                name="complaint_responded_says_what",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False, ending__in=ENDINGS)
                | (~models.Q(state="closed") & models.Q(closed_at=None, ending="")),
                name="complaint_closed_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="complaint_by_state"),
            models.Index(
                fields=["due_at"], condition=models.Q(state="received"), name="complaint_unheard"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The number with its letter, as it is written."""
        return f"CPL-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in OPEN

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.state)

    def move_to(self, verb: str, sentence: str) -> None:
        """Make a lawful move, or refuse it in this sentence."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        self.state = move(verb).target.value
