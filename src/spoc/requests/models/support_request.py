"""The support request itself."""

from django.db import models
from django.db.models.functions import Coalesce

from spoc.catalogue.models import Category, Service
from spoc.kit.errors import NotPossible
from spoc.kit.quick import Quick
from spoc.people.models import Community, Language, Organisation, Person, Team
from spoc.requests.models.request_indexes import INDEXES, TRIAGE
from spoc.requests.rules import OPEN, Status, is_lawful, move
from spoc.requests.rules.triage import NEVER, ORDINARY, PAUSED, PAUSING, SOLVED
from spoc.requests.rules.words import (
    CLOSURE_CODES,
    METHODS,
    PENDING_REASONS,
    SUPPORTABILITY,
    TYPES,
)


def choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return codes as the choices of a field; their words for people are labels."""
    return [(code, code) for code in codes]


# the first part of the triage key, as the rule has it, for the database to keep
QUEUE_RANK = (
    models.F("priority")
    - models.Case(
        models.When(priority__gte=4, used_mark__gte=100, then=2),
        models.When(priority__gte=3, used_mark__gte=75, then=1),
        default=0,
        output_field=models.PositiveSmallIntegerField(),
    )
    + models.Case(
        models.When(is_major=True, then=0),
        default=ORDINARY,
        output_field=models.PositiveSmallIntegerField(),
    )
    + models.Case(
        models.When(status="pending", pending_reason__in=PAUSING, then=PAUSED),
        models.When(status="resolved", then=SOLVED),
        default=0,
        output_field=models.PositiveSmallIntegerField(),
    )
)


class SupportRequest(Quick, models.Model):
    """The case opened for one need of one requester, of one of the four types.

    Its number is its key: given by the database, never given again.
    """

    type = models.CharField(max_length=12, choices=choices(TYPES), default="unclassified")
    status = models.CharField(
        max_length=12, choices=choices(tuple(Status)), default=Status.NEW.value
    )
    title = models.CharField(max_length=200)
    description = models.TextField()
    language = models.CharField(max_length=5, choices=Language.choices, blank=True)
    channel = models.CharField(max_length=8)
    is_complaint = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False)

    # those with an index of ours, or nearly always empty, need none by themselves
    requester = models.ForeignKey(Person, models.PROTECT, related_name="requests", db_index=False)
    on_behalf_of = models.ForeignKey(
        Person, models.PROTECT, related_name="requests_for", null=True, db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="requests", null=True, db_index=False
    )
    community = models.ForeignKey(Community, models.PROTECT, related_name="requests", null=True)

    service = models.ForeignKey(Service, models.PROTECT, related_name="requests", null=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="requests", null=True)
    supportability = models.CharField(
        max_length=12, choices=choices(SUPPORTABILITY), default="undecided"
    )
    supportability_reason = models.CharField(max_length=300, blank=True)
    referral = models.CharField(max_length=300, blank=True)
    impact = models.PositiveSmallIntegerField(null=True)
    urgency = models.PositiveSmallIntegerField(null=True)
    priority = models.PositiveSmallIntegerField(default=3)
    matrix_priority = models.PositiveSmallIntegerField(null=True)
    priority_reason = models.CharField(max_length=300, blank=True)

    owner = models.ForeignKey(Person, models.PROTECT, related_name="owned_requests", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="requests", null=True)
    assignee = models.ForeignKey(
        Person, models.PROTECT, related_name="assigned_requests", null=True
    )
    tier_max = models.PositiveSmallIntegerField(null=True)
    tier_resolved = models.PositiveSmallIntegerField(null=True)
    hop_count = models.PositiveSmallIntegerField(default=0)
    # the tier whose time box was used up last: there is a hint to hand it on
    box_used_tier = models.CharField(max_length=1, blank=True)
    # since when nobody is found to dispatch it to
    unroutable_at = models.DateTimeField(null=True)
    contact_count = models.PositiveSmallIntegerField(default=0)
    reopen_count = models.PositiveSmallIntegerField(default=0)
    # None until it is closed, and for good where no agent resolved it
    is_first_contact = models.BooleanField(null=True)

    pending_reason = models.CharField(max_length=12, choices=choices(PENDING_REASONS), blank=True)
    wake_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)
    resolution_method = models.CharField(max_length=16, choices=choices(METHODS), blank=True)
    closure_code = models.CharField(max_length=20, choices=choices(CLOSURE_CODES), blank=True)
    cancel_reason = models.CharField(max_length=20, blank=True)
    confirmed_by = models.CharField(max_length=9, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, db_index=False
    )
    link_version = models.PositiveSmallIntegerField(default=1)

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    clock_anchor_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True)
    team_since = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    requester_spoke_at = models.DateTimeField(null=True)
    desk_spoke_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    # what the order of every queue is made of: see the rules of triage
    is_major = models.BooleanField(default=False)
    used_mark = models.PositiveSmallIntegerField(default=0)
    criticality = models.PositiveSmallIntegerField(default=4)
    vip_rank = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField(null=True)
    queue_rank = models.GeneratedField(
        expression=QUEUE_RANK, output_field=models.PositiveSmallIntegerField(), db_persist=True
    )
    due_rank = models.GeneratedField(
        expression=Coalesce("due_at", models.Value(NEVER)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    # the values of custom fields, by key: see their rules
    custom = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    TRIAGE = TRIAGE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[str(status) for status in Status]),
                name="request_status_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(type__in=TYPES), name="request_type_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(description="") & ~models.Q(title=""),
                name="request_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__range=(1, 5)), name="request_priority_is_1_to_5"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["new", "rejected", "cancelled", "merged"])
                | (
                    ~models.Q(type="unclassified")
                    & models.Q(
                        service__isnull=False,
                        category__isnull=False,
                        impact__isnull=False,
                        urgency__isnull=False,
                        supportability__in=["supported", "chargeable"],
                    )
                ),
                name="request_past_new_is_classified",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["assigned", "in_progress", "pending"])
                | models.Q(team__isnull=False),
                name="request_worked_has_a_team",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["in_progress", "pending"])
                | models.Q(assignee__isnull=False)
                | models.Q(status="pending", pending_reason="approval"),
                name="request_in_progress_has_an_assignee",
            ),
            models.CheckConstraint(
                condition=models.Q(status="pending") ^ models.Q(pending_reason=""),
                name="request_pending_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["resolved", "closed"])
                | (~models.Q(resolution="") & models.Q(resolved_at__isnull=False)),
                name="request_resolved_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(status="closed") ^ models.Q(closed_at__isnull=True),
                name="request_closed_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(status="merged") ^ models.Q(merged_into__isnull=True),
                name="request_merged_says_into_what",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="rejected")
                | (~models.Q(supportability_reason="") & ~models.Q(referral="")),
                name="request_rejected_says_who_can_help",
            ),
            models.CheckConstraint(
                condition=models.Q(status="cancelled") ^ models.Q(cancel_reason=""),
                name="request_cancelled_says_why",
            ),
        ]
        indexes = INDEXES

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def number(self) -> int:
        """The number people say."""
        return int(self.pk)

    @property
    def reference(self) -> str:
        """The number with its letter, as it is written."""
        return f"R-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do: work it, or confirm it."""
        return self.status in OPEN

    @property
    def awaits_approval(self) -> bool:
        """Whether it rests until somebody approved it; nobody need have it meanwhile."""
        return self.pending_reason == "approval"

    @property
    def is_overridden(self) -> bool:
        """Whether a person set another priority than the matrix gives."""
        return self.matrix_priority is not None and self.matrix_priority != self.priority

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.status, self.pending_reason)

    def move_to(self, verb: str, sentence: str) -> list[object]:
        """Make a lawful move, or refuse it in this sentence; return the status before and after."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        before, self.status = str(self.status), move(verb).target.value
        return [before, str(self.status)]
