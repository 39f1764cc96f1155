"""Planning the maintenance in which alarms are expected, and changing or ending it."""

from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, announce, record
from spoc.catalogue.models import Service
from spoc.cmdb.models import ConfigurationItem
from spoc.intake import alarm_access as access
from spoc.intake.activities.alarm_incidents import ALARMS
from spoc.intake.models import MaintenanceWindow
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person


class WindowParticulars(TypedDict):
    """What maintenance is about: a service or an item, from when, until when."""

    service: Service | None
    item: ConfigurationItem | None
    starts_at: datetime
    ends_at: datetime


@activity
def plan_window(reason: str, *, by: Person, particulars: WindowParticulars) -> MaintenanceWindow:
    """Say that alarms of a service or an item are expected for a while, and why."""
    demand(access.may_plan_windows(by))
    wanted = _wanted(reason, particulars)
    if particulars["ends_at"] <= now():
        raise _refused("ends_at", _("This is over already: choose a later end."))
    window = MaintenanceWindow.objects.create(**wanted, by=by, planned_at=now())
    record("window.planned", window, by=by, about=str(window), reason=window.reason)
    return window


@activity
def change_window(
    window: MaintenanceWindow, *, by: Person, reason: str, particulars: WindowParticulars
) -> MaintenanceWindow:
    """Change what maintenance is about, or when it is; what it kept quiet is looked at anew."""
    demand(access.may_plan_windows(by))
    if changes := change(window, _wanted(reason, particulars)):
        # within a minute it is looked at anew whether anything keeps them quiet
        window.alarms.update(window=None)
        record("window.changed", window, by=by, about=str(window), changes=changes)
        announce([ALARMS])
    return window


@activity
def end_window(window: MaintenanceWindow, *, by: Person) -> MaintenanceWindow:
    """End maintenance now: what still fires becomes an incident within a minute."""
    demand(access.may_plan_windows(by))
    moment = now()
    if window.ends_at <= moment:
        raise NotPossible(_("This maintenance is over already."))
    window.starts_at, window.ends_at = min(window.starts_at, moment), moment
    window.save(update_fields=["starts_at", "ends_at"])
    record("window.ended", window, by=by, about=str(window))
    return window


def _wanted(reason: str, particulars: WindowParticulars) -> dict[str, object]:
    said = one_line(reason, 300)
    if not said:
        raise _refused("reason", _("Say what is done: whoever meets an alarm reads it."))
    if particulars["service"] is None and particulars["item"] is None:
        raise _refused("service", _("Choose a service or a configuration item."))
    if particulars["ends_at"] <= particulars["starts_at"]:
        raise _refused("ends_at", _("The end is to be after the beginning."))
    return {"reason": said, **particulars}


def _refused(field: str, sentence: str) -> NotPossible:
    return NotPossible(sentence, fields={field: sentence})
