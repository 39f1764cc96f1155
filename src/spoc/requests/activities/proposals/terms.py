"""`change_proposal_terms`: what the filter weighs and lets pass, and how long one has to answer."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.numbers import set_numbers
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import proposal_access
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
    changes = set_numbers(terms, LIMITS, numbers, _together)
    if changes is not None:
        record("proposal_terms.changed", terms, by=by, changes=changes)
    return terms


def _together(wanted: Mapping[str, int]) -> dict[str, str]:
    """Return what is wrong with weights that are not a whole."""
    if sum(wanted[name] for name in CRITERIA) == WHOLE:
        return {}
    return dict.fromkeys(CRITERIA, _("The five weights must be 100 together."))
