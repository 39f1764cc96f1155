"""Feeds: secret addresses from which a calendar reads shifts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from spoc.people.models import Team


class Feed(models.Model):
    """An address that gives a person's or a team's shifts to whoever knows it, until revoked.

    Only the hash of its secret is kept: nobody can read the address here.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds", null=True
    )
    team = models.ForeignKey(Team, models.CASCADE, related_name="feeds", null=True)
    digest = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(team=None), name="feed_is_of_a_person_or_a_team"
            ),
            models.UniqueConstraint(
                fields=["person", "team"],
                condition=Q(revoked_at=None),
                nulls_distinct=False,
                name="feed_open_is_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.team)
