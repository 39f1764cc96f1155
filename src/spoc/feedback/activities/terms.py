"""`change_feedback_terms`: when people are asked, and how long a complaint takes at most."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.feedback import access
from spoc.feedback.models import FeedbackTerms
from spoc.kit.errors import NotPossible
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
    wanted = {name: numbers.get(name, getattr(terms, name)) for name in LIMITS}
    wrong = {}
    for name, (least, most) in LIMITS.items():
        number = wanted[name]
        if number is None or not least <= number <= most:
            bounds = {"least": least, "most": most}
            wrong[name] = _("Enter a number from %(least)s to %(most)s.") % bounds
    if wrong:
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
        record("feedback_terms.changed", terms, by=by, changes=changes)
    return terms
