"""Suppliers, what is handed over to them, and what was said about it."""

from django.conf import settings
from django.db import models

from spoc.channels.models import Letter
from spoc.kit.errors import NotPossible
from spoc.kit.nouns import noun
from spoc.people.models import Community, Language, Organisation
from spoc.service_levels.models import Target
from spoc.suppliers.rules import OPEN, WITH_SUPPLIER, State, is_lawful, move

DRAFTED = [State.DRAFT.value]
NOT_ANSWERED = [*DRAFTED, *(state.value for state in WITH_SUPPLIER), State.WITHDRAWN.value]


class Supplier(models.Model):
    """An outside party that does part of the work; letters go to the first of its addresses."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="suppliers", null=True
    )
    addresses = models.JSONField(default=list)
    language = models.CharField(
        max_length=5, choices=Language.choices, default=Language.ENGLISH.value
    )
    notes = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name

    @property
    def mail(self) -> str:
        """The address letters to this supplier go to; empty when it has none."""
        return str(self.addresses[0]) if self.addresses else ""


class Handover(models.Model):
    """A piece of work given to a supplier, on a record named by the pair (noun, key).

    It keeps what was promised when it was sent. `waits_since` is since when something the
    supplier wrote waits for us: until then their time stands still.
    """

    noun = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="handovers")
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", null=True)
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in State],
        default=State.DRAFT.value,
    )
    title = models.CharField(max_length=200)
    task = models.TextField()
    files = models.JSONField(default=list)
    their_reference = models.CharField(max_length=60, blank=True)
    receipt_target = models.ForeignKey(Target, models.PROTECT, related_name="+", null=True)
    fix_target = models.ForeignKey(Target, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    waits_since = models.DateTimeField(null=True)
    return_count = models.PositiveSmallIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]),
                name="handover_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(task=""),
                name="handover_says_what_is_asked",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(sent_at__isnull=False),
                name="handover_out_was_sent",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=NOT_ANSWERED) | models.Q(answered_at__isnull=False),
                name="handover_answered_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["closed", "withdrawn"])
                ^ models.Q(ended_at__isnull=True),
                name="handover_ended_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["noun", "subject_id"], name="handover_of"),
            models.Index(fields=["supplier", "state"], name="handover_by_supplier"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """The number with its letter, as it is written."""
        return f"H-{self.pk}"

    @property
    def parent(self) -> models.Model:
        """The record the work belongs to."""
        found: models.Model = noun(self.noun).model._base_manager.get(pk=self.subject_id)
        return found

    @property
    def is_open(self) -> bool:
        """Whether we or they still have something to do."""
        return self.state in OPEN

    @property
    def is_with_supplier(self) -> bool:
        """Whether the supplier has it."""
        return self.state in WITH_SUPPLIER

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.state)

    def move_to(self, verb: str, sentence: str) -> None:
        """Make a lawful move, or refuse it in this sentence."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        self.state = move(verb).target.value


class HandoverEntry(models.Model):
    """One thing said about a handover: to the supplier, by the supplier, or a note for the desk."""

    class Kind(models.TextChoices):
        """Which way the words went."""

        OUT = "out"
        IN = "in"
        NOTE = "note"

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    from_address = models.CharField(max_length=254, blank=True)
    text = models.TextField()
    quoted = models.TextField(blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="handover_entries", null=True)
    files = models.JSONField(default=list)
    is_automatic = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "handover entries"
        indexes = [models.Index(fields=["handover", "at"], name="handover_entry_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} of H-{self.handover_id}"
