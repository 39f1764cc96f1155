"""`propose_instead`: what nothing there can meet is asked for as a new service."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.records.activities import link
from spoc.requests import access, proposal_access
from spoc.requests.activities.classify import Classification, restrict_like, set_classification
from spoc.requests.activities.describe import describe_type
from spoc.requests.activities.register import Registration, begin
from spoc.requests.activities.reply import reply
from spoc.requests.models import SupportRequest
from spoc.requests.proposal_letters import words_of
from spoc.requests.queries.instead import may_be_proposed, proposed_instead

MIDDLE = 2
MOST_SAID = 100


@activity
def propose_instead(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Make a request for a new service of a question, or of an order that was refused, once.

    It keeps the words and is linked; whoever asked is told, unless they did it themselves.
    """
    demand(proposal_access.may_propose_instead(by, support_request))
    if (made := proposed_instead(support_request)) is not None:
        return made
    if not may_be_proposed(support_request):
        raise NotPossible(
            _("Only a question, or what cannot be ordered, is asked for as a new service.")
        )
    new = _begun(support_request, by)
    restrict_like(new, by=by, other=support_request)
    link(new, by=by, relation="raised_from", other=support_request)
    _classified(new, support_request)
    record("request.proposed_instead", support_request, by=by, other=new.reference)
    if by.pk != new.requester_id:
        words = words_of(new, "instead", by=by, original=support_request)
        reply(new, by=by if access.may_work(by, new) else system(), text=words)
    return new


def _begun(support_request: SupportRequest, by: Person) -> SupportRequest:
    is_own = proposal_access.is_own(by, support_request)
    requester = by if is_own else support_request.requester
    beneficiary = support_request.on_behalf_of_id
    registration = Registration(
        description=_said(support_request),
        title=support_request.title,
        channel=support_request.channel if support_request.channel != "api" else "portal",
        community=support_request.community,
        on_behalf_of=support_request.on_behalf_of if requester.pk != beneficiary else None,
        language=support_request.language,
    )
    return begin(requester, by=by, registration=registration)


def _said(support_request: SupportRequest) -> str:
    """Return all that whoever needs it said so far: its first words, and what came after them."""
    rows = support_request.entries.filter(is_internal=False, is_from_desk=False, is_removed=False)
    texts = rows.order_by("at", "pk").values_list("text", flat=True)[:MOST_SAID]
    first = support_request.description
    return "\n\n".join(dict.fromkeys([first, *(each for each in texts if each not in first)]))


def _classified(new: SupportRequest, original: SupportRequest) -> None:
    """Say what it is: about what the original was about, and how much it would hurt."""
    found = Classification(
        "new_service",
        original.service,
        original.category,
        impact=original.impact or MIDDLE,
        urgency=original.urgency or MIDDLE,
    )
    # the law of who may ask for it was asked above
    set_classification(new, found, by=system())
    describe_type(new, by=system(), fields={"need": new.description})
