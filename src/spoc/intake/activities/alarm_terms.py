"""`change_alarm_terms`: from where on alarms flap and storm, and when they are quiet again."""

from collections.abc import Mapping

from spoc.audit.activities import activity, record
from spoc.intake import alarm_access as access
from spoc.intake.models import AlarmTerms
from spoc.kit.numbers import set_numbers
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
    changes = set_numbers(terms, ALARM_LIMITS, numbers)
    if changes is not None:
        record("alarm_terms.changed", terms, by=by, changes=changes)
    return terms
