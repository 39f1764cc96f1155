"""Calendars: when promises run."""

import uuid

from django.db import models

from spoc.service_levels import rules
from spoc.service_levels.rules.hours import Hours

# each edition of a calendar as the rules count with it: read once, asked often
_hours: dict[tuple[int, uuid.UUID], rules.Calendar] = {}


def known_hours(pk: int, edition: uuid.UUID) -> rules.Calendar | None:
    """Return what an edition of a calendar comes to; None where nobody has counted by it yet."""
    return _hours.get((pk, edition))


class Calendar(models.Model):
    """When a promise runs: a zone, weekly windows on the wall there, and dates that differ.

    `week` and `exceptions` are as people write them: windows by ISO weekday and by date;
    `day_names` says what some of the dates are called. Each change is one version further, so
    that what was read before is never taken for what is; and another edition, which is never the
    same twice, also when a change is taken back before it is kept.
    """

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=60)
    week = models.JSONField(default=dict)
    exceptions = models.JSONField(default=dict)
    day_names = models.JSONField(default=dict)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    edition = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> rules.Calendar:
        """The calendar as the rules of business time count with it."""
        edition = (self.pk, self.edition)
        known = _hours.get(edition)
        if known is None:
            known = _hours[edition] = self.written
        return known

    @property
    def as_written(self) -> Hours:
        """The calendar as people write it down."""
        return Hours(
            name=self.name,
            zone=self.zone,
            week=self.week,
            exceptions=self.exceptions,
            day_names=self.day_names,
            country=self.country,
            region=self.region,
            is_active=self.is_active,
        )

    @property
    def written(self) -> rules.Calendar:
        """The calendar as it is written now, saved or not; ValueError says what cannot be."""
        return rules.Calendar.parse(
            {"tz": self.zone, "week": self.week, "exceptions": self.exceptions}
        )
