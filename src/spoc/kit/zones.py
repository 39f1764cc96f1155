"""Time zones by name; an unknown one never stops a letter or a page."""

import zoneinfo
from functools import cache

FALLBACK = "Europe/Stockholm"


@cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the zone of this name, or the fallback where there is none."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(FALLBACK)
