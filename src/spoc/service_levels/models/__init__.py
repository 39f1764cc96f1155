"""Calendars, agreements with their targets, and the clocks that run by them."""

from spoc.service_levels.models.agreement import Agreement, Target
from spoc.service_levels.models.calendar import Calendar
from spoc.service_levels.models.clock import Clock
from spoc.service_levels.models.exemption import Exemption

__all__ = ["Agreement", "Calendar", "Clock", "Exemption", "Target"]
