"""A change of a calendar in two steps: what it does to running clocks, then saving it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.people.models import Person
from spoc.service_levels.activities import change_calendar
from spoc.service_levels.models import Calendar
from spoc.service_levels.queries.calendars import Effect, effect_of
from spoc.service_levels.rules.hours import Hours, fingerprint


def unseen(request: HttpRequest, row: Calendar, hours: Hours, viewer: Person) -> Effect | None:
    """Return the effect of a change that was not shown yet and has one, or was asked for."""
    is_seen = request.POST.get("seen") == fingerprint(hours, row.version)
    if is_seen and "try" not in request.POST:
        return None
    effect = effect_of(row, hours, viewer)
    return effect if effect.moved or "try" in request.POST else None


def seen(
    request: HttpRequest, row: Calendar | None, hours: Hours | None, effect: Effect | None
) -> dict[str, object]:
    """Return what a page of a calendar shows and sends back of a change."""
    version = row.version if row else 0
    return {
        "effect": effect,
        "seen": fingerprint(hours, version) if effect and hours else "",
        "version": request.POST.get("version", str(version)),
    }


def change(request: HttpRequest, row: Calendar, hours: Hours, viewer: Person) -> Calendar:
    """Change a calendar as it was typed on the version that was shown, and say so."""
    typed_on = request.POST.get("version", "")
    version = int(typed_on) if typed_on.isdecimal() else None
    changed = change_calendar(row, by=viewer, hours=hours, version=version)
    messages.success(request, _("Saved. Running clocks follow the new hours."))
    return changed
