"""`change_proposal_terms`: what the filter weighs and lets pass, and how long one has to answer."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import proposal_access
from spoc.requests.activities.touch import put
from spoc.requests.models import ProposalTerms
from spoc.requests.rules.proposal import CRITERIA

LIMITS = {
    **dict.fromkeys(CRITERIA, (0, 100)),
    "threshold": (20, 100),
    "margin": (0, 80),
    "answer_weekdays": (4, 120),
}
WHOLE = 100


@activity
def change_proposal_terms(
    terms: ProposalTerms, *, by: Person, numbers: Mapping[str, int | None]
) -> ProposalTerms:
    """Set the weights of the five marks, what passes, and the weekdays to justify a need."""
    demand(proposal_access.may_shape_proposals(by))
    wanted = {name: numbers.get(name, getattr(terms, name)) for name in LIMITS}
    wrong = {}
    for name, (least, most) in LIMITS.items():
        number = wanted[name]
        if number is None or not least <= number <= most:
            bounds = {"least": least, "most": most}
            wrong[name] = _("Enter a number from %(least)s to %(most)s.") % bounds
    if not wrong and sum(wanted[name] or 0 for name in CRITERIA) != WHOLE:
        wrong = dict.fromkeys(CRITERIA, _("The five weights must be 100 together."))
    if wrong:
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)
    changes = put(terms, wanted)
    if changes or terms.pk is None:
        terms.save()
        record("proposal_terms.changed", terms, by=by, changes=changes)
    return terms
