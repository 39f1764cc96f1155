"""Absences: who is away when, and who does their work meanwhile."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from spoc.rota.rules import Away
from spoc.rota.rules.words import ABSENCES


class AbsenceRows(models.QuerySet["Absence"]):
    """Absences by when they are."""

    def between(self, opens: object, closes: object) -> "AbsenceRows":
        """Narrow to those in force at some instant between two."""
        return self.filter(withdrawn_at=None, begins_at__lt=closes, ends_at__gt=opens)

    def at(self, moment: object) -> "AbsenceRows":
        """Narrow to those in force at an instant."""
        return self.filter(withdrawn_at=None, begins_at__lte=moment, ends_at__gt=moment)


class Absence(models.Model):
    """Somebody is away between two instants; a deputy may stand in. Withdrawn, it never was."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    kind = models.CharField(
        max_length=8, choices=[(kind, kind) for kind in ABSENCES], default="leave"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputising", null=True
    )
    note = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = AbsenceRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")),
                name="absence_deputy_is_somebody_else",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at"], condition=Q(withdrawn_at=None), name="absence_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.begins_at:%Y-%m-%d}"

    @property
    def away(self) -> Away:
        """The absence as the rules count with it."""
        return Away(self.person_id, self.begins_at, self.ends_at, self.deputy_id)
