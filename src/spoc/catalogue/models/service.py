"""Services and categories: what people ask about, and what is told of it."""

from django.db import models
from django.utils.translation import get_language

from spoc.catalogue.rules import Entitlement, entitlement_of
from spoc.catalogue.rules.portfolio import LIVE_STATES, ServiceState
from spoc.kit.quick import Quick
from spoc.people.models import Community, Language, Organisation, Person, Team
from spoc.people.voice import said


class Worded(Quick, models.Model):
    """Something said in each language; the first words serve where a language lacks its own."""

    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "", self.name))


class Named(Worded):
    """Something with a name in each language, and a key of its own."""

    key = models.SlugField(unique=True)

    class Meta:
        abstract = True


class Service(Named):
    """A collection of features that enables somebody's work; criticality 1 is the highest.

    `told` holds by language what the portal says of it: description, guidance and price. `is_live`
    says whether requests can be about it: while it is live, and until it is retired.
    """

    description = models.TextField(blank=True)
    criticality = models.PositiveSmallIntegerField(default=3)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="owned_services", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="services", null=True)
    words = models.JSONField(default=list)
    is_live = models.BooleanField(default=True)
    state = models.CharField(
        max_length=8,
        choices=[(code.value, code.value) for code in ServiceState],
        default=ServiceState.LIVE.value,
        db_default=ServiceState.LIVE.value,
    )
    state_reason = models.TextField(blank=True, db_default="")
    state_at = models.DateTimeField(null=True)
    # what it is for, and what was found of demand, resources and benefit while it was weighed
    purpose = models.TextField(blank=True, db_default="")
    assessment = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    # how it will be brought in, or taken out of use
    plan = models.TextField(blank=True, db_default="")
    successor = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    # one that nobody orders, because others are built on it
    is_internal = models.BooleanField(default=False, db_default=False)
    is_unknown = models.BooleanField(default=False)
    # whether anybody may read of it and ask, also who is not served yet
    is_public = models.BooleanField(default=False, db_default=False)
    told = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    customers = models.ManyToManyField(Organisation, related_name="services")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(criticality__range=(1, 4)), name="service_criticality_is_1_to_4"
            ),
            models.UniqueConstraint(
                fields=["is_unknown"],
                condition=models.Q(is_unknown=True),
                name="service_unknown_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=LIVE_STATES, is_live=True)
                | (~models.Q(state__in=LIVE_STATES) & models.Q(is_live=False)),
                name="service_live_is_its_state",
            ),
        ]
        indexes = [models.Index(fields=["state", "name"], name="service_by_state")]

    def entitles(self, organisation: Organisation | None) -> Entitlement:
        """Tell whether an organisation has it, as far as the catalogue knows."""
        customers = None if self.is_unknown else list(self.customers.values_list("pk", flat=True))
        return entitlement_of(customers, organisation.pk if organisation else None)


class Presentation(Quick, models.Model):
    """How one community is told of a service: what is said otherwise, or that it is not shown."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="presentations")
    community = models.ForeignKey(Community, models.CASCADE, related_name="presentations")
    is_shown = models.BooleanField(default=True)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "community"], name="presentation_is_one_a_community"
            ),
        ]

    def __str__(self) -> str:
        return said(self.told, "name") or str(self.service)


class ServiceVoice(Quick, models.Model):
    """What a service says in its own voice, over the community's; what is empty is the latter's."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="voice")
    portal_name = models.CharField(max_length=80, blank=True)
    sender_name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, choices=Language.choices, blank=True)
    tone = models.CharField(max_length=6, choices=Community.Tone.choices, blank=True)
    hue = models.PositiveSmallIntegerField(null=True)
    chroma = models.PositiveSmallIntegerField(null=True)
    words = models.JSONField(default=dict)
    logo = models.CharField(max_length=64, blank=True)
    logo_type = models.CharField(max_length=20, blank=True)
    has_surveys = models.BooleanField(null=True)

    def __str__(self) -> str:
        return self.portal_name or str(self.service)

    @property
    def own(self) -> dict[str, object]:
        """What it says over the community's voice, by the name it has there."""
        plain = ("sender_name", "phone", "hours", "language", "tone", "hue", "chroma", "words")
        said_over = {name: getattr(self, name) for name in (*plain, "logo", "has_surveys")}
        return {"name": self.portal_name, **said_over}


class Category(Named):
    """What a request is about within a service, as a tree; one without a service fits all."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="categories", null=True)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True)
    words = models.JSONField(default=list)
    is_live = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "categories"
