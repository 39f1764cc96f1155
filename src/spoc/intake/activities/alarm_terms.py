"""`change_alarm_terms`: from where on alarms flap and storm, and when they are quiet again."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.intake import alarm_access as access
from spoc.intake.models import AlarmTerms
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person

A_DAY = 24 * 60
ALARM_LIMITS = {
    "flap_changes": (2, 50),
    "flap_minutes": (1, A_DAY),
    "quiet_minutes": (1, A_DAY),
    "storm_alarms": (2, 50),
    "storm_minutes": (1, 60),
    "storm_quiet_minutes": (1, A_DAY),
}


@activity
def change_alarm_terms(
    terms: AlarmTerms, *, by: Person, numbers: Mapping[str, int | None]
) -> AlarmTerms:
    """Set from where on alarms come and go too often or storm; it holds for the next alarm."""
    demand(access.may_shape_alarms(by))
    wanted = {name: numbers.get(name, getattr(terms, name)) for name in ALARM_LIMITS}
    if wrong := _wrong(wanted):
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)
    changes = {
        name: [getattr(terms, name), value]
        for name, value in wanted.items()
        if getattr(terms, name) != value
    }
    for name, value in wanted.items():
        setattr(terms, name, value)
    if changes or terms.pk is None:
        terms.save()
        record("alarm_terms.changed", terms, by=by, changes=changes)
    return terms


def _wrong(wanted: Mapping[str, int | None]) -> dict[str, str]:
    found = {}
    for name, (least, most) in ALARM_LIMITS.items():
        number = wanted[name]
        if number is None or not least <= number <= most:
            bounds = {"least": least, "most": most}
            found[name] = _("Enter a number from %(least)s to %(most)s.") % bounds
    return found
