"""Shifts, absences, presence, and the addresses from which calendars read them."""

from spoc.rota.models.absence import Absence
from spoc.rota.models.feed import Feed
from spoc.rota.models.presence import Presence
from spoc.rota.models.shift import Shift, pattern_of

__all__ = ["Absence", "Feed", "Presence", "Shift", "pattern_of"]
