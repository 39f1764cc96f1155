"""Approvals: a question put to named persons about a record, and what each of them said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from spoc.work.models.log import OnRecord
from spoc.work.rules.approval import (
    APPROVAL_STATES,
    DECIDED,
    ROUND_STATES,
    RULES,
    WAYS,
)


class ApprovalRound(OnRecord):
    """One question about a record, put to one or more approvers under a rule.

    `told` is all an approver is told beside the words, as pairs of a label and a value: they may
    not read the record itself. `mark` names what asked, such as a step of a process.
    """

    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    told = models.JSONField(default=list)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    rule = models.CharField(max_length=8, choices=[(r, r) for r in RULES], default="all")
    quorum = models.PositiveSmallIntegerField(default=0)
    beneficiary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals_for", null=True
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals_asked"
    )
    is_asker_barred = models.BooleanField(default=False)
    # the keys of others who may not decide it, such as whoever ordered it
    barred = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=[(s, s) for s in ROUND_STATES], default="open")
    settled_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "subject_id", "id"], name="approval_round_of"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="approval_round_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(ROUND_STATES)), name="approval_round_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(rule__in=list(RULES)), name="approval_round_rule_is_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="approval_round_asks_something"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="approval_round_settled_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.state == "open"


class Approval(models.Model):
    """What one approver of a round is asked, and what they, or who stands in for them, said."""

    round = models.ForeignKey(ApprovalRound, models.CASCADE, related_name="approvals")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals")
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegated_approvals", null=True
    )
    order = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=9, choices=[(s, s) for s in APPROVAL_STATES], default="waiting"
    )
    reason = models.CharField(max_length=1000, blank=True)
    requested_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals_decided", null=True
    )
    through = models.CharField(max_length=8, choices=[(w, w) for w in WAYS], blank=True)
    # with the next version every link sent before opens nothing any more
    link_version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                fields=["approver", "id"], condition=Q(state="requested"), name="approval_of_person"
            ),
            models.Index(
                fields=["delegate", "id"],
                condition=Q(state="requested", delegate__isnull=False),
                name="approval_of_delegate",
            ),
            models.Index(
                fields=["decided_by", "-decided_at", "-id"],
                condition=Q(decided_by__isnull=False),
                name="approval_decided_by",
            ),
            models.Index(
                fields=["remind_at"],
                condition=Q(state="requested", reminded_at=None, remind_at__isnull=False),
                name="approval_to_remind",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "approver"], name="approval_asked_once"),
            models.CheckConstraint(
                condition=Q(state__in=list(APPROVAL_STATES)), name="approval_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=list(DECIDED), decided_at__isnull=False, decided_by__isnull=False
                )
                | (~Q(state__in=list(DECIDED)) & Q(decided_at=None, decided_by=None)),
                name="approval_decided_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="denied") | ~Q(reason=""), name="approval_denied_says_why"
            ),
            models.CheckConstraint(
                condition=Q(delegate=None) | ~Q(delegate=F("approver")),
                name="approval_delegate_is_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.round.title

    @property
    def is_requested(self) -> bool:
        """Whether an answer to it is awaited now."""
        return self.state == "requested"


class DeputyRows(models.QuerySet["Deputy"]):
    """Deputies by when they stand in."""

    def at(self, moment: object) -> "DeputyRows":
        """Narrow to those who stand in at an instant."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment), begins_at__lte=moment)


class Deputy(models.Model):
    """Somebody who decides in another's place, from one moment to another or until taken back."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputises_for"
    )
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    objects = DeputyRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "begins_at"], name="deputy_of_person"),
            models.Index(fields=["deputy", "begins_at"], name="deputy_by_deputy"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(deputy=F("person")), name="deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("begins_at")),
                name="deputy_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.person}"
