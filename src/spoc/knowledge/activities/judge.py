"""`judge_uses`: with the ending of a request, what came of each article used for it."""

from collections.abc import Mapping

from spoc.audit.activities import activity
from spoc.knowledge.activities.use import judge_use
from spoc.knowledge.models import Use
from spoc.knowledge.queries.uses import used_for
from spoc.people.models import Person
from spoc.requests.models import SupportRequest


@activity
def judge_uses(
    support_request: SupportRequest, *, by: Person, outcomes: Mapping[int, str]
) -> list[Use]:
    """Say what came of the articles used for a request; of what is not named, nothing is said."""
    judged = []
    for use in used_for(support_request, by):
        if outcome := outcomes.get(use.pk, ""):
            judged.append(judge_use(use, by=by, outcome=outcome))
    return judged
