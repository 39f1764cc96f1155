"""`change_major_terms`: from where on an incident is proposed, and how a major one is run."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.touch import put
from spoc.requests.models import MajorTerms

LIMITS = {
    "people": (1, 1_000_000),
    "share": (1, 100),
    "alike": (2, 1000),
    "alike_minutes": (1, 24 * 60),
    "time_used": (1, 100),
    "cadence_minutes": (5, 24 * 60),
    "review_weekdays": (1, 60),
}


@activity
def change_major_terms(
    terms: MajorTerms, *, by: Person, numbers: Mapping[str, int | None]
) -> MajorTerms:
    """Set the thresholds of the proposals, the cadence, and the days until the review."""
    demand(access.may_shape_majors(by))
    wrong = {}
    for name, (least, most) in LIMITS.items():
        number = numbers.get(name, getattr(terms, name))
        if number is None or not least <= number <= most:
            bounds = {"least": least, "most": most}
            wrong[name] = _("Enter a number from %(least)s to %(most)s.") % bounds
    if wrong:
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)
    changes = put(terms, {name: numbers[name] for name in LIMITS if name in numbers})
    if changes or terms.pk is None:
        terms.save()
        record("major_terms.changed", terms, by=by, changes=changes)
    return terms
