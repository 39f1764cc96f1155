"""`remind_supplier`: the supplier reads in its own thread how much of its time is used."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity
from spoc.people.models import Person
from spoc.service_levels.models import Clock
from spoc.service_levels.queries.clocks import clocks_of
from spoc.suppliers.activities.hand_over import say
from spoc.suppliers.activities.touch import tell
from spoc.suppliers.models import Handover, HandoverEntry
from spoc.ui.environment import moment_in_full

WHOLE = 100


@activity
def remind_supplier(
    handover: Handover, *, by: Person, metric: str, percent: int
) -> HandoverEntry | None:
    """Write to the supplier that its promise is in danger or broken; None when it has no address.

    What it answered meanwhile, or where its time stands still, is not reminded of.
    """
    clock = next((each for each in clocks_of(handover) if each.metric == metric), None)
    is_running = clock is not None and clock.stopped_at is None and clock.paused_since is None
    if clock is None or not is_running or not handover.supplier.mail:
        return None
    with override(handover.supplier.language), timezone.override(clock.calendar.hours.zone):
        words = _words(clock, percent)
    entry = say(handover, by=by, text=words, template="reminded")
    entry.is_automatic = True
    entry.save(update_fields=["is_automatic"])
    tell("handover.reminded", handover, by=by, percent=percent, metric=metric)
    return entry


def _words(clock: Clock, percent: int) -> str:
    due = clock.broken_at or clock.due_at
    told = {"percent": percent, "moment": moment_in_full(due) if due else ""}
    if percent >= WHOLE:
        if clock.metric == "receipt":
            return _("You promised to tell us by %(moment)s that you have it. Please do so.") % told
        return _("You promised this by %(moment)s. Please tell us at once how it stands.") % told
    if clock.metric == "receipt":
        return _("Please tell us by %(moment)s that you have it.") % told
    return _("%(percent)s %% of the time you have for this is used. It is due %(moment)s.") % told
