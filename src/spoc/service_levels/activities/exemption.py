"""Proposing to take a clock out of every measure, and deciding it."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.service_levels import access
from spoc.service_levels.activities.clocks import exempt_clock
from spoc.service_levels.models import Clock, Exemption


@activity
def propose_exemption(clock: Clock, *, by: Person, reason: str) -> Exemption:
    """Propose that a clock should not count; whoever may decide it is asked."""
    demand(access.may_propose_exemption(by))
    if clock.result == "exempt":
        raise NotPossible(_("It is out of the measures already."))
    if clock.exemptions.filter(is_accepted=None).exists():
        raise NotPossible(_("It is proposed already, and waits to be decided."))
    said = _said(reason, _("Say why it should not count."))
    proposal = Exemption.objects.create(clock=clock, reason=said, by=by, proposed_at=now())
    record("exemption.proposed", clock.subject, by=by, metric=clock.metric, reason=said)
    return proposal


@activity
def accept_exemption(proposal: Exemption, *, by: Person) -> Exemption:
    """Take the clock out of every measure, for the reason that was proposed."""
    demand(access.may_exempt(by))
    _demand_open(proposal)
    _decide(proposal, by, is_accepted=True)
    exempt_clock(proposal.clock, by=by, reason=proposal.reason)
    return proposal


@activity
def decline_exemption(proposal: Exemption, *, by: Person, answer: str) -> Exemption:
    """Let the clock count on, and say why."""
    demand(access.may_exempt(by))
    _demand_open(proposal)
    proposal.answer = _said(answer, _("Say why it counts."))
    _decide(proposal, by, is_accepted=False)
    clock = proposal.clock
    record("exemption.declined", clock.subject, by=by, metric=clock.metric, reason=proposal.answer)
    return proposal


def _decide(proposal: Exemption, by: Person, *, is_accepted: bool) -> None:
    proposal.is_accepted, proposal.decided_by, proposal.decided_at = is_accepted, by, now()
    proposal.save()


def _demand_open(proposal: Exemption) -> None:
    if proposal.is_accepted is not None:
        raise NotPossible(_("It was decided already."))


def _said(reason: str, sentence: str) -> str:
    said = one_line(reason, 300)
    if not said:
        raise NotPossible(sentence, fields={"reason": sentence})
    return said
