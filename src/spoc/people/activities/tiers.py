"""`change_tier`: how long a tier of support works on a request before it is handed on."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person, Tier

LONGEST = 24 * 60


@activity
def change_tier(tier: Tier, *, by: Person, box_minutes: int | None) -> Tier:
    """Set a tier's time box in minutes of work; None lets it take the time it takes."""
    demand(access.may_set_tiers(by), _("The service level manager sets this: ask them."))
    if box_minutes is not None and not 1 <= box_minutes <= LONGEST:
        words = _("Enter minutes between 1 and 1440, or nothing.")
        raise NotPossible(words, fields={"box_minutes": words})
    if changes := change(tier, {"box_minutes": box_minutes}):
        record("tier.changed", tier, by=by, tier=tier.code, changes=changes)
    return tier
