"""What persons belong to: communities, organisations and teams."""

from collections.abc import Iterable

from django.db import models

from spoc.kit.prepared import Place, Prepared
from spoc.kit.quick import Quick


class Language(models.TextChoices):
    """A language the product is complete in, by its code and in its own words."""

    ENGLISH = "en", "English"
    SWEDISH = "sv", "Svenska"


class Community(Quick, models.Model):
    """A group served with one voice: its own addresses, sender name, language, zone and colour.

    `words` holds by language what is called or said otherwise than usual.
    """

    class Tone(models.TextChoices):
        """How people are addressed."""

        PLAIN = "plain"
        FORMAL = "formal"

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    sender_name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, choices=Language.choices, default=Language.ENGLISH)
    zone = models.CharField(max_length=60, default="Europe/Stockholm")
    hue = models.PositiveSmallIntegerField(default=216)
    chroma = models.PositiveSmallIntegerField(default=82)
    portal_name = models.CharField(max_length=80, blank=True, default="", db_default="")
    tone = models.CharField(
        max_length=6, choices=Tone.choices, default=Tone.PLAIN, db_default=Tone.PLAIN
    )
    words = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    # the picture in front of the name, kept by what is in it
    logo = models.CharField(max_length=64, blank=True, default="", db_default="")
    logo_type = models.CharField(max_length=20, blank=True, default="", db_default="")
    has_surveys = models.BooleanField(default=True, db_default=True)
    shows_status = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name

    @property
    def mail(self) -> str:
        """The address letters to this community go to and come from; empty when it has none."""
        if self.pk is None:
            return ""
        addresses = sorted(self._known_addresses(), key=lambda address: not address.is_sender)
        return addresses[0].value if addresses else ""

    def _known_addresses(self) -> Iterable["CommunityAddress"]:
        is_read = "addresses" in getattr(self, "_prefetched_objects_cache", {})
        return self.addresses.all() if is_read else _addresses_of(self.pk)


class CommunityAddress(Quick, models.Model):
    """A mail address that is the community's: a letter to it comes from that community."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="addresses")
    value = models.EmailField(unique=True)
    is_sender = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "community addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["community"],
                condition=models.Q(is_sender=True),
                name="community_has_one_sender",
            ),
        ]

    def __str__(self) -> str:
        return self.value


@Prepared
def _addresses_of(community: Place) -> models.QuerySet[CommunityAddress]:
    return CommunityAddress.objects.filter(community=community).order_by("pk")


class Organisation(Quick, models.Model):
    """A party that persons act for: a customer, a supplier, our own."""

    name = models.CharField(max_length=160, unique=True)
    sort_name = models.CharField(max_length=200, db_index=True)
    community = models.ForeignKey(
        Community, models.PROTECT, related_name="organisations", null=True
    )
    domains = models.JSONField(default=list)
    parent = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Team(Quick, models.Model):
    """A group of agents on one tier of support: 0 self-service, 1 the desk, 2 and 3 behind it."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=200)
    tier = models.PositiveSmallIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    is_entry = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__lte=3), name="team_tier_is_0_to_3"),
            models.UniqueConstraint(
                fields=["is_entry"], condition=models.Q(is_entry=True), name="team_entry_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name
