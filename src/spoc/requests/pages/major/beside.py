"""What a request's page says of major incidents: that it is one, is part of one, or could be."""

from spoc.audit.activities import label
from spoc.people.access import reach
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import MajorIncident, SupportRequest
from spoc.requests.queries.major import major_above
from spoc.requests.rules.lifecycle import WORKED


def major_beside(
    support_request: SupportRequest, person: Person, *, may_be_below: bool
) -> dict[str, object]:
    """Return what the aside of a request shows of major incidents; nothing to who reads of none.

    `may_be_below` tells whether it is known to be linked to a live one.
    """
    if support_request.type != "incident" or not access.may_read_majors(person):
        return {"major": None, "major_above": None, "major_verbs": []}
    major: MajorIncident | None = getattr(support_request, "major", None)
    above = major_above(support_request) if may_be_below and not major else None
    sees_above = above is not None and access.may_see(person, above.support_request)
    return {
        "major": major,
        "major_criteria": [label("major_criterion", code) for code in major.criteria]
        if major
        else [],
        "major_above": above if sees_above else None,
        "major_verbs": _verbs(support_request, person, major.state if major else ""),
    }


def _verbs(support_request: SupportRequest, person: Person, state: str) -> list[str]:
    """Return what the person may do about it from here: propose it, declare it, link it."""
    if support_request.status not in WORKED or state not in ("", "declined", "downgraded"):
        return []
    decides = any(reach(person, "major", verb).beyond_own for verb in "XA")
    if decides and access.may_run_major(person, support_request):
        return ["declaration", "proposal"]
    return ["proposal"] if access.may_propose_major(person, support_request) else []
