"""What came of the articles used, said in the same breath as that a request is resolved."""

from spoc.knowledge.activities.judge import judge_uses
from spoc.knowledge.queries.uses import used_for
from spoc.knowledge.words import OUTCOME
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits

USE = "use-"


def used_shown(sr: SupportRequest, person: Person) -> dict[str, object]:
    """Return the articles used and what may have come of them, for a form that ends a request."""
    outcomes = [(code, label) for code, label in OUTCOME.items() if code]
    return {"used": list(used_for(sr, person)), "used_outcomes": outcomes}


def judge_used(sr: SupportRequest, by: Person, given: Given) -> None:
    """Keep what came of each article; of what was left open, nothing is said."""
    said = {name.removeprefix(USE): value for name, value in given.items() if name.startswith(USE)}
    outcomes = {digits(use) or 0: value for use, value in said.items() if value}
    if outcomes:
        judge_uses(sr, by=by, outcomes=outcomes)
