"""`change_major_terms`: from where on an incident is proposed, and how a major one is run."""

from collections.abc import Mapping

from spoc.audit.activities import activity, record
from spoc.kit.numbers import set_numbers
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
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
    changes = set_numbers(terms, LIMITS, numbers)
    if changes is not None:
        record("major_terms.changed", terms, by=by, changes=changes)
    return terms
