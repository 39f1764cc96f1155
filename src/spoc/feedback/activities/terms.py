"""`change_feedback_terms`: when people are asked, and how long a complaint takes at most."""

from collections.abc import Mapping

from spoc.audit.activities import activity, record
from spoc.feedback import access
from spoc.feedback.models import FeedbackTerms
from spoc.kit.numbers import set_numbers
from spoc.people.access import demand
from spoc.people.models import Person

LIMITS = {
    "share": (0, 100),
    "days_between": (0, 365),
    "open_days": (1, 90),
    "low_score": (0, 4),
    "follow_up_weekdays": (1, 60),
    "acknowledge_weekdays": (1, 30),
    "silence_weekdays": (1, 60),
}


@activity
def change_feedback_terms(
    terms: FeedbackTerms, *, by: Person, numbers: Mapping[str, int | None]
) -> FeedbackTerms:
    """Set how many are asked how it was, how often, and how long a complaint may take."""
    demand(access.may_shape(by))
    changes = set_numbers(terms, LIMITS, numbers)
    if changes is not None:
        record("feedback_terms.changed", terms, by=by, changes=changes)
    return terms
