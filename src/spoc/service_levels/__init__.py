"""Calendars and business time, agreements, and the clocks that hold them."""
