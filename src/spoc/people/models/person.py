"""The person: whoever asks, answers, decides or delivers, and the system itself."""

import uuid
from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from spoc.kit.quick import Quick
from spoc.people.models.belonging import Community, Language, Organisation, Team
from spoc.people.rules import DESK_ROLES, ROLES, Granted


def new_key() -> str:
    """Return a key nobody can guess, by which sessions and tokens know a person."""
    return uuid.uuid4().hex


def initials_of(name: str) -> str:
    """Return one or two letters for the face of whoever is called so.

    >>> initials_of("Anna Karin Holm"), initials_of("Ida (konsult)"), initials_of("")
    ('AH', 'I', '?')
    """
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def hue_of(person: int | None) -> int:
    """Return which of the twelve hues the face of this person has: the same for ever."""
    return person % 12 if person else 0


class Person(Quick, AbstractBaseUser):
    """Somebody we know of. A person needs neither an address nor a password; the system is one."""

    class Kind(models.TextChoices):
        """What stands behind the row."""

        HUMAN = "human"
        UNIDENTIFIED = "unidentified"
        SERVICE = "service"
        SYSTEM = "system"

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.HUMAN)
    name = models.CharField(max_length=160)
    sort_name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=160, blank=True)
    reach_hint = models.CharField(max_length=160, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people", null=True)
    community = models.ForeignKey(Community, models.PROTECT, related_name="people", null=True)
    # who approves what they order, where that is asked
    manager = models.ForeignKey("self", models.PROTECT, related_name="managed", null=True)
    language = models.CharField(max_length=5, choices=Language.choices, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    theme = models.CharField(max_length=5, blank=True)
    single_keys = models.BooleanField(default=True)
    # how close the rows of lists stand: calm or compact
    density = models.CharField(max_length=7, default="calm", db_default="calm")
    # the keys chosen in place of the usual ones; an empty one is off
    keys = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    is_active = models.BooleanField(default=True)
    is_prospect = models.BooleanField(default=False)
    is_vip = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField()
    teams: "models.ManyToManyField[Team, Membership]" = models.ManyToManyField(
        Team, through="Membership", related_name="members"
    )

    USERNAME_FIELD = "key"
    REQUIRED_FIELDS = []
    objects = models.Manager["Person"]()

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["sort_name", "id"], name="person_by_name"),
            models.Index(fields=["organisation", "sort_name"], name="person_by_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="system"), name="person_system_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The name one greets with."""
        return self.name.split()[0] if self.name else ""

    @property
    def initials(self) -> str:
        """One or two letters for a face."""
        return initials_of(self.name)

    @property
    def hue(self) -> int:
        """Which of the twelve hues the face has: the same for ever."""
        return hue_of(self.pk)

    @property
    def speaks(self) -> str:
        """The language to write to them in: their own choice, else their community's."""
        return self.language or (self.community.language if self.community else Language.ENGLISH)

    @property
    def lives_in(self) -> str:
        """The time zone their times are shown in."""
        return self.zone or (self.community.zone if self.community else "Europe/Stockholm")

    @cached_property
    def granted(self) -> tuple[Granted, ...]:
        """The roles the person holds, read once."""
        loaded: list[dict[str, Any]] | None = self.__dict__.get("loaded_grants")
        fields = ("role", "scope", "scope_id", "sees_restricted")
        rows = self.grants.values(*fields) if loaded is None else loaded
        return tuple(Granted(**row) for row in rows)

    @cached_property
    def team_ids(self) -> tuple[int, ...]:
        """The keys of the person's teams, read once."""
        loaded: list[int] | None = self.__dict__.get("loaded_teams")
        return tuple(
            self.memberships.values_list("team_id", flat=True) if loaded is None else loaded
        )

    @property
    def is_at_desk(self) -> bool:
        """Whether the person has work at the desk, not only questions to it."""
        return any(grant.role in DESK_ROLES for grant in self.granted)

    @property
    def is_administrator(self) -> bool:
        """Whether the person looks after settings and people."""
        return any(grant.role == "AD" for grant in self.granted)


class Address(Quick, models.Model):
    """A mail address or phone number of a person; verified when they proved it is theirs."""

    class Kind(models.TextChoices):
        """What the value is."""

        MAIL = "mail"
        PHONE = "phone"

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=254)
    normal = models.CharField(max_length=254)
    is_verified = models.BooleanField(default=False)
    is_first = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["normal"],
                condition=models.Q(kind="mail"),
                name="address_mail_is_one_persons",
            ),
        ]
        indexes = [models.Index(fields=["kind", "normal"], name="address_by_value")]

    def __str__(self) -> str:
        return self.value


class Membership(Quick, models.Model):
    """A person's place in a team."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "team"], name="membership_is_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.team}"


class Grant(Quick, models.Model):
    """A role given to a person within a scope."""

    class Scope(models.TextChoices):
        """How far the role reaches."""

        ALL = "all"
        ORGANISATION = "organisation"
        COMMUNITY = "community"
        TEAM = "team"
        SERVICE = "service"

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=4, choices=[(role, role) for role in ROLES])
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.ALL)
    scope_id = models.BigIntegerField(null=True)
    sees_restricted = models.BooleanField(default=False)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "scope", "scope_id"],
                nulls_distinct=False,
                name="grant_is_once",
            ),
            models.CheckConstraint(
                condition=models.Q(scope="all", scope_id=None)
                | (~models.Q(scope="all") & models.Q(scope_id__isnull=False)),
                name="grant_scope_names_its_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class Token(Quick, models.Model):
    """A key for a machine to act as a person: only its hash is kept, and it can be revoked."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    calls_per_minute = models.PositiveIntegerField(default=600, db_default=600)

    def __str__(self) -> str:
        return self.name
