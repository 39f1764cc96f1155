"""A major incident: the decision, what was said, whom it reached, and what was learnt."""

from django.db import models

from spoc.kit.errors import NotPossible
from spoc.people.models import Community, Person
from spoc.requests.models.support_request import SupportRequest, choices
from spoc.requests.rules.guards import VERIFICATIONS
from spoc.requests.rules.major import DELIVERY_STATES, LIVE, STATES, Terms, is_lawful, target
from spoc.requests.rules.words import CLOSURE_CODES, METHODS

CADENCE_MINUTES = 30
REVIEW_WEEKDAYS = 5


class MajorTerms(models.Model):
    """From where on an incident is proposed, how often word is given, and when it is reviewed."""

    people = models.PositiveIntegerField(default=100)
    share = models.PositiveSmallIntegerField(default=20)
    alike = models.PositiveSmallIntegerField(default=8)
    alike_minutes = models.PositiveSmallIntegerField(default=30)
    time_used = models.PositiveSmallIntegerField(default=75)
    cadence_minutes = models.PositiveSmallIntegerField(default=CADENCE_MINUTES)
    review_weekdays = models.PositiveSmallIntegerField(default=REVIEW_WEEKDAYS)

    class Meta:
        verbose_name_plural = "major terms"

    def __str__(self) -> str:
        return "terms of major incidents"

    @property
    def thresholds(self) -> Terms:
        """The part the proposals are made by."""
        names = ("people", "share", "alike", "alike_minutes", "time_used")
        return Terms(**{name: getattr(self, name) for name in names})


class MajorIncident(models.Model):
    """An incident proposed to be handled, or handled, by the procedure of major incidents."""

    support_request = models.OneToOneField(
        SupportRequest, models.PROTECT, primary_key=True, related_name="major"
    )
    state = models.CharField(max_length=10, choices=choices(STATES), blank=True)
    criteria = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    coordinator = models.ForeignKey(
        Person, models.PROTECT, related_name="coordinated_majors", null=True
    )
    communities = models.ManyToManyField(Community, related_name="+")
    cadence_minutes = models.PositiveSmallIntegerField(default=CADENCE_MINUTES)
    next_update_at = models.DateTimeField(null=True)
    # the instant of the update that was missed and told of
    missed_at = models.DateTimeField(null=True)
    restored_at = models.DateTimeField(null=True)
    verification = models.CharField(max_length=10, choices=choices(VERIFICATIONS), blank=True)
    review_due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="major_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["active", "restored", "reviewed", "closed"])
                | models.Q(coordinator__isnull=False, decided_at__isnull=False),
                name="major_declared_has_a_coordinator",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(decision_reason=""),
                name="major_declined_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["restored", "reviewed", "closed"])
                | models.Q(restored_at__isnull=False, review_due_at__isnull=False),
                name="major_restored_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state"], condition=models.Q(state__in=list(LIVE)), name="major_live"
            ),
        ]

    def __str__(self) -> str:
        return str(self.support_request)

    def allows(self, verb: str) -> bool:
        """Whether this step may be taken from where it stands."""
        return is_lawful(verb, self.state)

    def move_to(self, verb: str, sentence: str) -> list[object]:
        """Take a lawful step, or refuse it in this sentence; return the state before and after."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        before, self.state = self.state, target(verb)
        return [before, self.state]


class MajorUpdate(models.Model):
    """What was told of a major incident, by language; with a method it is the restoration."""

    major = models.ForeignKey(MajorIncident, models.PROTECT, related_name="updates")
    words = models.JSONField(default=dict)
    internal = models.TextField(blank=True)
    method = models.CharField(max_length=16, choices=choices(METHODS), blank=True)
    closure_code = models.CharField(max_length=20, choices=choices(CLOSURE_CODES), blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"update {self.pk} of {self.major_id}"

    @property
    def is_final(self) -> bool:
        """Whether it says that the service is back: what it reaches is resolved with it."""
        return bool(self.method)

    @property
    def is_late(self) -> bool:
        """Whether it was promised for an earlier moment."""
        return self.due_at is not None and self.at > self.due_at


class MajorDelivery(models.Model):
    """One update on its way into the thread of one request; `reached` is where it was said."""

    update = models.ForeignKey(MajorUpdate, models.PROTECT, related_name="deliveries")
    support_request = models.ForeignKey(SupportRequest, models.PROTECT, related_name="+")
    reached = models.ForeignKey(SupportRequest, models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=8, choices=choices(DELIVERY_STATES), default="waiting")
    reason = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "major deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["update", "support_request"], name="major_delivery_is_once"
            ),
            models.UniqueConstraint(fields=["update", "reached"], name="major_update_reaches_once"),
        ]
        indexes = [
            models.Index(
                fields=["update", "id"],
                condition=models.Q(state="waiting"),
                name="major_delivery_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} to {self.support_request_id}"


class MajorReview(models.Model):
    """The look back at a major incident: what happened, why, what was learnt, who was there."""

    major = models.OneToOneField(
        MajorIncident, models.PROTECT, primary_key=True, related_name="review"
    )
    happened = models.TextField()
    timeline = models.TextField()
    cause = models.TextField()
    learnt = models.TextField()
    attended = models.CharField(max_length=600)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"review of {self.major_id}"


class MajorAction(models.Model):
    """Something a review decided to do: what, by whom, until which day."""

    review = models.ForeignKey(MajorReview, models.PROTECT, related_name="actions")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()

    def __str__(self) -> str:
        return self.words
