"""What there is already: looked for first, dismissed with a reason, or taken instead."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import proposal_access
from spoc.requests.activities.assign import start_where_assigned
from spoc.requests.activities.classify import Classification, set_classification
from spoc.requests.activities.describe import describe_type
from spoc.requests.activities.proposals.common import keep, proposal_in
from spoc.requests.activities.proposals.convert import begin_order
from spoc.requests.models import ServiceMatch, SupportRequest
from spoc.requests.queries.proposals import proposal_of, suggested_for
from spoc.requests.rules.portfolio_match import Likely


@activity
def match_services(support_request: SupportRequest, *, by: Person) -> list[ServiceMatch]:
    """See what there is already that may meet the need; what was said of it before stands."""
    demand(proposal_access.may_screen(by, support_request))
    proposal = proposal_of(support_request)
    if proposal is None or not support_request.is_open or proposal.state != "screening":
        return []
    found = [_kept(support_request, each) for each in suggested_for(support_request, proposal.need)]
    is_first, proposal.matched_at = proposal.matched_at is None, now()
    keep(support_request, proposal, ["matched_at"])
    if is_first:
        record("proposal.matched", support_request, by=by, count=len(found))
    return found


@activity
def dismiss_match(
    support_request: SupportRequest, *, by: Person, match: ServiceMatch, reason: str
) -> ServiceMatch:
    """Say why something there is will not do."""
    demand(proposal_access.may_screen(by, support_request))
    proposal = proposal_in(support_request)
    if proposal.state != "screening" or match.support_request_id != support_request.pk:
        raise NotPossible(_("It is past the screening: nothing is matched any more."))
    match.reason = one_line(reason, 300)
    if not match.reason:
        words = _("Say why it will not do.")
        raise NotPossible(words, fields={"reason": words})
    match.state, match.by, match.at = "dismissed", by, now()
    match.save(update_fields=["state", "reason", "by", "at"])
    keep(support_request, proposal, ["state"])
    record(
        "proposal.match_dismissed", support_request, by=by, match=str(match), reason=match.reason
    )
    return match


@activity
def accept_match(
    support_request: SupportRequest, *, by: Person, match: ServiceMatch
) -> SupportRequest:
    """Meet the need by something there is: the request becomes an order of it, and is counted."""
    demand(proposal_access.may_accept(by, support_request))
    proposal = proposal_in(support_request)
    if match.support_request_id != support_request.pk or match.state != "suggested":
        raise NotPossible(_("Choose one of what may do."))
    proposal.move_to("accept_match", _("It is past the screening: nothing is matched any more."))
    match.state, match.by, match.at = "accepted", by, now()
    match.save(update_fields=["state", "by", "at"])
    record("proposal.converted", support_request, by=by, match=str(match))
    asked = support_request
    found = Classification(
        type="fulfilment",
        service=match.service,
        category=asked.category,
        impact=asked.impact,
        urgency=asked.urgency,
        reason=_("%(name)s meets the need already.") % {"name": str(match)},
    )
    # the law of who may say that it will do was asked above
    set_classification(support_request, found, by=system())
    describe_type(support_request, by=system(), fields={"wanted": str(match)[:200]})
    if match.offering is not None:
        begin_order(support_request, match.offering, by=by)
    start_where_assigned(support_request, by=by)
    return support_request


def _kept(support_request: SupportRequest, found: Likely) -> ServiceMatch:
    candidate = found.candidate
    is_offering = candidate.noun == "offering"
    kept, _is_new = ServiceMatch.objects.update_or_create(
        support_request=support_request,
        service_id=candidate.service,
        offering_id=candidate.pk if is_offering else None,
        defaults={
            "score": found.score,
            "words": list(found.words),
            "is_same_category": found.is_same_category,
        },
    )
    return kept
