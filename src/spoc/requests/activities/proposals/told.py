"""Who hears that a new service waits for them: who judges it, who stands for it, who decides."""

from spoc.audit.activities import activity, record
from spoc.channels.activities import News, notify
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.proposal_access import deciders_for, filterers_of
from spoc.requests.proposal_letters import write_to_sponsor
from spoc.requests.queries.proposals import proposal_of
from spoc.requests.rules.proposal import State

WHO = {State.FILTERED.value: filterers_of, State.ASSESSING.value: deciders_for}


@activity
def tell_next(support_request: SupportRequest, *, by: Person) -> list[Person]:
    """Tell those who go on with a proposal that it is their turn."""
    proposal = proposal_of(support_request)
    if proposal is None or proposal.state not in WHO or not support_request.is_open:
        return []
    told = WHO[proposal.state](support_request)
    values = {"step": proposal.state}
    for person in told:
        notify(person, by=by, news=News("proposal_waits", support_request, values))
    return told


@activity
def tell_sponsor(support_request: SupportRequest, *, by: Person) -> bool:
    """Write to whoever stands for a proposal that they were named, once."""
    proposal = proposal_of(support_request)
    if proposal is None or proposal.sponsor is None or proposal.state != State.ASSESSING:
        return False
    letter = write_to_sponsor(support_request, by=by)
    if letter is not None:
        record("request.told", support_request, by=by, to=", ".join(letter.to_addresses))
    return letter is not None
