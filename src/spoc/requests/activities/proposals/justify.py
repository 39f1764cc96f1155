"""The justification: asked of whoever needs it, reminded of, given, or missed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import add_weekdays, now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import access, letters, proposal_access
from spoc.requests.activities.pause import pause
from spoc.requests.activities.proposals.common import begin_work, keep, proposal_in, refuse
from spoc.requests.activities.proposals.match import match_services
from spoc.requests.activities.proposals.settle import settle
from spoc.requests.activities.reply import reply
from spoc.requests.activities.resume import resume
from spoc.requests.models import NewServiceProposal, SupportRequest
from spoc.requests.proposal_letters import language_of, words_of
from spoc.requests.queries.proposals import proposal_of, terms, undecided_matches
from spoc.requests.rules.proposal import REMINDERS, State, is_overdue, reminders_by

LONGEST_NEED = 20_000
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Justification:
    """What a new service is needed for: as whoever asked says it."""

    need: str
    affected_process: str
    benefit: str
    beneficiaries: int | None
    deadline_on: date | None = None


@activity
def ask_justification(
    support_request: SupportRequest, *, by: Person, words: str = ""
) -> NewServiceProposal:
    """Ask the requester what it is for, since nothing there is will do; it waits for them."""
    demand(proposal_access.may_screen(by, support_request))
    proposal = proposal_in(support_request)
    if proposal.matched_at is None:
        match_services(support_request, by=by)
        proposal = proposal_in(support_request)
    if undecided_matches(support_request):
        raise NotPossible(_("Say of each thing there is already why it will not do, or choose it."))
    changes = proposal.move_to(
        "ask_justification", _("The justification is asked for after the screening, once.")
    )
    begin_work(support_request, by=by)
    proposal.asked_at, proposal.reminders_sent = now(), 0
    proposal.decision = proposal.decision_reason = ""
    keep(
        support_request,
        proposal,
        ["state", "asked_at", "reminders_sent", "decision", "decision_reason"],
    )
    _ask(
        support_request, by=by, text=tidy(words).strip() or words_of(support_request, "ask", by=by)
    )
    record(
        "proposal.justification_asked",
        support_request,
        by=by,
        changes={"proposal_state": changes},
    )
    return proposal


@activity
def remind_justification(
    support_request: SupportRequest, *, by: Person
) -> NewServiceProposal | None:
    """Ask the requester once more; each of the two reminders goes out once."""
    proposal = proposal_of(support_request)
    asked = proposal.asked_at if proposal else None
    if proposal is None or asked is None or proposal.state != State.JUSTIFYING:
        return None
    due = min(reminders_by(asked, now(), terms().answer_weekdays), REMINDERS)
    if due <= proposal.reminders_sent or not support_request.is_open:
        return None
    proposal.reminders_sent = due
    keep(support_request, proposal, ["reminders_sent"])
    letters.write_about(support_request, by=by, template="proposal_reminder")
    record("proposal.reminded", support_request, by=by, nth=due)
    return proposal


@activity
def lapse_proposal(support_request: SupportRequest, *, by: Person) -> NewServiceProposal | None:
    """End it, since nothing was heard for the weekdays agreed; the requester is told why."""
    proposal, days = proposal_of(support_request), terms().answer_weekdays
    asked = proposal.asked_at if proposal else None
    is_waiting = proposal is not None and proposal.state == State.JUSTIFYING
    if proposal is None or asked is None or not is_waiting or not support_request.is_open:
        return None
    if proposal.reminders_sent < REMINDERS or not is_overdue(asked, now(), days):
        return None
    changes = proposal.move_to("lapse", "")
    proposal.decision = State.LAPSED.value
    with override(language_of(support_request)):
        proposal.decision_reason = _("Nothing was heard for %(days)s weekdays.") % {"days": days}
    proposal.decided_at = now()
    keep(support_request, proposal, ["state", "decision", "decision_reason", "decided_at"])
    record("proposal.lapsed", support_request, by=by, changes={"proposal_state": changes})
    settle(support_request, by=by, template="lapsed")
    return proposal


@activity
def justify(
    support_request: SupportRequest, *, by: Person, justification: Justification
) -> NewServiceProposal:
    """Take the justification down; whoever judges it goes on."""
    demand(proposal_access.may_justify(by, support_request))
    proposal = proposal_in(support_request)
    _put(proposal, justification)
    changes = proposal.move_to("justify", _("Nobody asked for a justification, or it was given."))
    proposal.justified_at = now()
    fields = ["need", "affected_process", "benefit", "beneficiaries", "deadline_on"]
    keep(support_request, proposal, [*fields, "state", "justified_at"])
    if support_request.status == "pending" and support_request.pending_reason == "customer":
        resume(support_request, by=by, why="answered")
    record("proposal.justified", support_request, by=by, changes={"proposal_state": changes})
    return proposal


def answer_by(proposal: NewServiceProposal) -> date | None:
    """Return the last day on which a justification is waited for."""
    asked = proposal.asked_at
    return add_weekdays(asked, terms().answer_weekdays).date() if asked else None


def ask_anew(support_request: SupportRequest, *, by: Person) -> None:
    """Let it wait for the requester once more; part of what asks for a justification."""
    _ask(support_request, by=by, text=words_of(support_request, "appealed", by=by))


def _ask(support_request: SupportRequest, *, by: Person, text: str) -> None:
    """Write to the requester and let the request wait for them; who asked cannot do that."""
    who = by if access.may_work(by, support_request) else system()
    if support_request.allows("pause"):
        pause(support_request, by=who, reason="customer", question=text)
    else:
        reply(support_request, by=who, text=text)


def _put(proposal: NewServiceProposal, said: Justification) -> None:
    """Write down what was said; what is missing is named, field by field."""
    proposal.need = tidy(said.need).strip()[:LONGEST_NEED]
    proposal.affected_process = one_line(said.affected_process, 200)
    proposal.benefit = one_line(said.benefit, 300)
    proposal.beneficiaries, proposal.deadline_on = said.beneficiaries, said.deadline_on
    count = said.beneficiaries or 0
    known = {
        "need": proposal.need,
        "affected_process": proposal.affected_process,
        "benefit": proposal.benefit,
        "beneficiaries": 1 <= count <= MOST_PEOPLE,
    }
    refuse(
        {
            "need": _("Say what you need."),
            "affected_process": _("Say which work it is for."),
            "benefit": _("Say what it would save or make possible."),
            "beneficiaries": _("Say how many would use it: a number from 1."),
        },
        [name for name, value in known.items() if not value],
    )
