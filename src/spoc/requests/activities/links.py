"""`revoke_links`: the links sent so far open nothing any more."""

from spoc.audit.activities import activity, record
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.touch import save
from spoc.requests.models import SupportRequest


@activity
def revoke_links(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Let no link sent before open this request; letters from now on carry new ones."""
    demand(access.may_decide_as_requester(by, support_request))
    support_request.link_version += 1
    save(support_request, ["link_version"])
    record("request.links_revoked", support_request, by=by)
    return support_request
