"""Offerings: what can be ordered of a service, on which terms, and the terms as they were."""

from django.db import models
from django.utils.translation import get_language

from spoc.catalogue.models.service import Category, Named, Service
from spoc.catalogue.rules.offering import PERIODS, OfferingState, is_lawful, move
from spoc.kit.errors import NotPossible
from spoc.kit.quick import Quick
from spoc.people.models import Community, Organisation, Person, Team
from spoc.people.voice import said
from spoc.workflow.models import Definition


def choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return codes as the choices of a field; their words for people are labels."""
    return [(str(code), str(code)) for code in codes]


class Offering(Named):
    """Something that can be ordered of a service: for whom, on which form, approved by whom.

    What is told of it and whom it is for hold at once. Its terms (form, approvals, price, lead
    time and how it is delivered) hold from the next time it is published: orders keep theirs.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="offerings")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", null=True)
    # by language: description, guidance, and what it includes
    told = models.JSONField(default=dict)
    words = models.JSONField(default=list)
    icon = models.CharField(max_length=20, default="fulfilment")
    rank = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(
        max_length=9, choices=choices(tuple(OfferingState)), default=OfferingState.DRAFT.value
    )
    state_reason = models.TextField(blank=True)
    # for whom: nobody named is everybody who may have the service
    communities = models.ManyToManyField(Community, related_name="offerings")
    organisations = models.ManyToManyField(Organisation, related_name="offerings")
    roles = models.JSONField(default=list)
    is_for_managers = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    is_requestable_for_others = models.BooleanField(default=True)
    prerequisite = models.ForeignKey("self", models.PROTECT, related_name="opens", null=True)
    licences_left = models.PositiveIntegerField(null=True)
    available_from = models.DateField(null=True)
    available_until = models.DateField(null=True)
    # the terms
    form = models.JSONField(default=list)
    approvals = models.JSONField(default=dict)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True)
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="offerings", null=True)
    lead_days = models.PositiveSmallIntegerField(null=True)
    price = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="SEK")
    period = models.CharField(max_length=7, choices=choices(PERIODS), default="once")
    is_subscription = models.BooleanField(default=False)
    needs_identity = models.BooleanField(default=False)
    # what is handed out is a configuration item: whoever delivers it says which
    gives_item = models.BooleanField(default=False, db_default=False)
    # the last version that was published, and how many were
    published = models.ForeignKey(
        "catalogue.OfferingVersion", models.PROTECT, related_name="+", null=True
    )
    number = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in OfferingState]),
                name="offering_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "retired"])
                | models.Q(published__isnull=False),
                name="offering_orderable_has_a_version",
            ),
            models.CheckConstraint(
                condition=models.Q(price=None) | models.Q(price__gte=0),
                name="offering_price_is_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["service", "rank", "name"], name="offering_by_service"),
            models.Index(fields=["state", "rank", "name"], name="offering_by_state"),
        ]

    @property
    def is_orderable(self) -> bool:
        """Whether it is published: an order can be begun."""
        return self.state == OfferingState.PUBLISHED.value

    @property
    def description(self) -> str:
        """What it is, in the reader's language."""
        return said(self.told, "description")

    def allows(self, verb: str) -> bool:
        """Whether the table of moves lets this move be made from here."""
        return is_lawful(verb, self.state)

    def move_to(self, verb: str, sentence: str) -> None:
        """Make a lawful move, or refuse it in this sentence."""
        if not self.allows(verb):
            raise NotPossible(sentence)
        self.state = move(verb).target.value


class OfferingVersion(Quick, models.Model):
    """The terms of an offering as they were published: what an order keeps."""

    offering = models.ForeignKey(Offering, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    # see rules/offering.py: name, names, form, approvals, price, currency, period, lead_days…
    snapshot = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "number"], name="offering_version_is_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        names = self.snapshot.get("names", {})
        name = names.get(get_language() or "", self.snapshot.get("name", ""))
        return f"{name} {self.number}"
