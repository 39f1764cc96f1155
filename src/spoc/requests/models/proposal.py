"""A need no service meets yet: how it was screened, justified, weighed, assessed and decided."""

from django.db import models

from spoc.catalogue.models import Offering, Service
from spoc.kit.errors import NotPossible
from spoc.kit.quick import Quick
from spoc.people.models import Person
from spoc.requests.models.support_request import SupportRequest, choices
from spoc.requests.rules.proposal import (
    BUDGET_STATES,
    CRITERIA,
    ENDED,
    MATCH_STATES,
    STATES,
    USUAL,
    Scale,
    State,
    is_lawful,
    move,
)


class ProposalTerms(models.Model):
    """What the filter weighs and lets pass, and how long somebody has to justify a need."""

    fit = models.PositiveSmallIntegerField(default=USUAL.fit)
    benefit = models.PositiveSmallIntegerField(default=USUAL.benefit)
    reach = models.PositiveSmallIntegerField(default=USUAL.reach)
    urgency = models.PositiveSmallIntegerField(default=USUAL.urgency)
    cost_risk = models.PositiveSmallIntegerField(default=USUAL.cost_risk)
    threshold = models.PositiveSmallIntegerField(default=USUAL.threshold)
    margin = models.PositiveSmallIntegerField(default=USUAL.margin)
    answer_weekdays = models.PositiveSmallIntegerField(default=20)

    class Meta:
        verbose_name_plural = "proposal terms"

    def __str__(self) -> str:
        return "terms of new services"

    @property
    def scale(self) -> Scale:
        """The part a score is made and judged by."""
        return Scale(**{name: getattr(self, name) for name in (*CRITERIA, "threshold", "margin")})


class NewServiceProposal(Quick, models.Model):
    """A need no service meets yet: who would use it, what for, and what was decided why.

    `scale` is what the score was weighed by; `budget` how it stands with the money, and
    `budget_round` whom that was asked of. `service` is the portfolio's entry it became.
    """

    support_request = models.OneToOneField(
        SupportRequest, models.CASCADE, primary_key=True, related_name="proposal"
    )
    state = models.CharField(max_length=10, choices=choices(STATES), default=State.SCREENING.value)
    matched_at = models.DateTimeField(null=True)
    # what the requester says
    need = models.TextField(blank=True)
    affected_process = models.CharField(max_length=200, blank=True)
    benefit = models.CharField(max_length=300, blank=True)
    beneficiaries = models.PositiveIntegerField(null=True)
    deadline_on = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    justified_at = models.DateTimeField(null=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    # the filter
    marks = models.JSONField(default=dict)
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    scale = models.JSONField(default=dict)
    is_legal_duty = models.BooleanField(default=False)
    filter_reason = models.CharField(max_length=300, blank=True)
    would_change = models.TextField(blank=True)
    filtered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    filtered_at = models.DateTimeField(null=True)
    sponsor = models.ForeignKey(
        Person, models.PROTECT, related_name="sponsored_proposals", null=True
    )
    # the assessment
    demand = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    benefits = models.TextField(blank=True)
    assessed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    assessed_at = models.DateTimeField(null=True)
    budget = models.CharField(max_length=8, choices=choices(BUDGET_STATES), blank=True)
    budget_round = models.PositiveBigIntegerField(null=True)
    # the decision
    decision = models.CharField(max_length=10, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    deferred_until = models.DateTimeField(null=True)
    service = models.ForeignKey(Service, models.PROTECT, related_name="proposals", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES),
                name="proposal_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "declined", "lapsed"])
                | (~models.Q(decision="") & ~models.Q(decision_reason="")),
                name="proposal_over_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="deferred") | models.Q(deferred_until__isnull=False),
                name="proposal_deferred_says_until_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(state="justifying"),
                name="proposal_unanswered",
            ),
            models.Index(
                fields=["deferred_until"],
                condition=models.Q(state="deferred"),
                name="proposal_asleep",
            ),
            models.Index(fields=["state", "support_request"], name="proposal_by_state"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done with it: it met its end, or waits to be appealed."""
        return self.state in ENDED

    @property
    def may_be_appealed(self) -> bool:
        """Whether whoever asked may have it judged once more: once, and only what was declined."""
        return self.state == State.DECLINED and self.appealed_at is None

    @property
    def assessment(self) -> dict[str, str]:
        """Demand, resources and benefits, as they were assessed."""
        return {name: getattr(self, name) for name in ("demand", "resources", "benefits")}

    @property
    def weighed_by(self) -> Scale:
        """The weights and the threshold its score was judged by."""
        return Scale(**self.scale) if self.scale else USUAL

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.state)

    def move_to(self, verb: str, sentence: str) -> list[object]:
        """Make a lawful move, or refuse it in this sentence; return the state before and after."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        before, self.state = self.state, move(verb).target.value
        return [before, self.state]


class ServiceMatch(models.Model):
    """Something the catalogue holds that may meet a need already, and what was said of it.

    It stays when the request becomes an order: so it is counted what existing services met.
    """

    support_request = models.ForeignKey(
        SupportRequest, models.CASCADE, related_name="service_matches"
    )
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="+", null=True)
    score = models.FloatField()
    words = models.JSONField(default=list)
    is_same_category = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=choices(MATCH_STATES), default="suggested")
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "service matches"
        constraints = [
            models.UniqueConstraint(
                fields=["support_request", "service", "offering"],
                nulls_distinct=False,
                name="service_match_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="dismissed") | ~models.Q(reason=""),
                name="service_match_dismissed_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"], condition=models.Q(state="accepted"), name="service_match_met"
            )
        ]

    def __str__(self) -> str:
        return str(self.offering or self.service)
