"""What is done with a new service at the desk: fields into an activity, and a sentence after it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.audit.activities import label
from spoc.kit.errors import NotFound
from spoc.people.models import Person
from spoc.requests import proposal_access
from spoc.requests.activities import proposals
from spoc.requests.activities.describe import day_of
from spoc.requests.activities.proposals.decide import Decision
from spoc.requests.models import ServiceMatch, SupportRequest
from spoc.requests.pages.acts.given import Given, digits, person_like
from spoc.requests.proposal_letters import words_of
from spoc.requests.queries.proposals import proposal_of
from spoc.requests.rules.proposal import CRITERIA, MARKS


def dismiss(sr: SupportRequest, by: Person, given: Given) -> str:
    """Say why something there is will not do."""
    match = _match(sr, by, given)
    proposals.dismiss_match(sr, by=by, match=match, reason=given.get("reason", ""))
    return _("%(name)s will not do.") % {"name": str(match)}


def accept(sr: SupportRequest, by: Person, given: Given) -> str:
    """Meet the need by something there is."""
    match = _match(sr, by, given)
    proposals.accept_match(sr, by=by, match=match)
    values = {"number": sr.reference, "name": str(match)}
    return _("%(number)s is an order of %(name)s now.") % values


def instead(sr: SupportRequest, by: Person, given: Given) -> str:
    """Ask for it as a new service, since nothing there meets it."""
    made = proposals.propose_instead(sr, by=by)
    values = {"number": made.reference, "name": made.requester.name}
    return _("%(number)s asks for it as a new service; %(name)s is told.") % values


def ask(sr: SupportRequest, by: Person, given: Given) -> str:
    """Ask the requester what it is for."""
    proposals.ask_justification(sr, by=by, words=given.get("words", ""))
    return _("%(name)s is asked what it is for.") % {"name": sr.requester.name}


def answer(sr: SupportRequest, by: Person, given: Given) -> str:
    """Write down what the requester said it is for."""
    proposals.justify(sr, by=by, justification=justification_of(given))
    return _("The answers are written down.")


def score(sr: SupportRequest, by: Person, given: Given) -> str:
    """Mark it by the five criteria."""
    marks = {name: digits(given.get(name)) for name in CRITERIA}
    judgement = proposals.Judgement(marks, is_legal_duty=given.get("is_legal_duty") == "on")
    row = proposals.score_proposal(sr, by=by, judgement=judgement)
    return _("It scores %(score)s.") % {"score": row.score}


def let_pass(sr: SupportRequest, by: Person, given: Given) -> str:
    """Let it go on to be assessed."""
    wanted = digits(given.get("sponsor"))
    found = [each for each in proposal_access.sponsors_for(sr) if each.pk == wanted]
    sponsor = next(iter(found), None)
    proposals.pass_filter(sr, by=by, sponsor=sponsor, reason=given.get("reason", ""))
    return _("It goes on: it is assessed now.")


def filter_out(sr: SupportRequest, by: Person, given: Given) -> str:
    """Decline what is not worth it."""
    proposals.filter_out(
        sr, by=by, reason=given.get("reason", ""), would_change=given.get("would_change", "")
    )
    return _("It is declined, and %(name)s is told why.") % {"name": sr.requester.name}


def assess(sr: SupportRequest, by: Person, given: Given) -> str:
    """Write down what it takes and what it brings."""
    said = {name: given.get(name, "") for name in ("demand", "resources", "benefits")}
    proposals.assess_proposal(sr, by=by, assessment=proposals.Assessment(**said))
    return _("The assessment is saved.")


def ask_budget(sr: SupportRequest, by: Person, given: Given) -> str:
    """Ask whoever has the money."""
    name = given.get("approver", "").strip()
    approver = person_like(by, name) if name else None
    proposals.ask_budget(sr, by=by, approver=approver, words=given.get("words", ""))
    return _("%(name)s is asked for the money.") % {"name": approver.name if approver else ""}


def approve(sr: SupportRequest, by: Person, given: Given) -> str:
    """Take it into the portfolio."""
    row = proposals.approve_proposal(sr, by=by, decision=_decision(given))
    return _("%(name)s is in the portfolio now.") % {"name": str(row.service)}


def defer(sr: SupportRequest, by: Person, given: Given) -> str:
    """Put it off until a day."""
    proposals.defer_proposal(sr, by=by, decision=_decision(given))
    return _("It is put off; it comes back by itself on the day.")


def decline(sr: SupportRequest, by: Person, given: Given) -> str:
    """Decide against it."""
    proposals.decline_proposal(sr, by=by, decision=_decision(given))
    return _("It is declined, and %(name)s is told why.") % {"name": sr.requester.name}


def justification_of(given: Given) -> proposals.Justification:
    """Return what a form says a new service is for."""
    day = _day(given, "deadline_on")
    return proposals.Justification(
        need=given.get("need", ""),
        affected_process=given.get("affected_process", ""),
        benefit=given.get("benefit", ""),
        beneficiaries=digits(given.get("beneficiaries", "").strip()),
        deadline_on=day,
    )


def shown(sr: SupportRequest, by: Person, given: Given) -> dict[str, object]:
    """Return what the forms of a new service know beforehand."""
    row = proposal_of(sr)
    wanted = digits(given.get("match")) or 0
    sponsors = proposal_access.sponsors_for(sr) if row and row.state == "filtered" else []
    return {
        "row": row,
        "match": proposal_access.matches_visible_to(by, sr).filter(pk=wanted).first(),
        "criteria": [(name, label("criterion", name), _marks(name)) for name in CRITERIA],
        "sponsors": [(str(each.pk), each.name) for each in sponsors],
        "usual_words": words_of(sr, "ask", by=by) if row and row.state == "screening" else "",
    }


def _match(sr: SupportRequest, by: Person, given: Given) -> ServiceMatch:
    wanted = digits(given.get("match")) or 0
    found = proposal_access.matches_visible_to(by, sr).filter(pk=wanted).first()
    if found is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    return found


def _marks(name: str) -> list[tuple[str, str]]:
    table = "mark_cost_risk" if name == "cost_risk" else "mark"
    return [(str(mark), label(table, mark)) for mark in MARKS]


def _decision(given: Given) -> Decision:
    return Decision(
        reason=given.get("reason", ""),
        name=given.get("name", ""),
        would_change=given.get("would_change", ""),
        until=_day(given, "until"),
    )


def _day(given: Given, name: str) -> date | None:
    return day_of(given.get(name, "").strip(), field=name)


PROPOSAL_STEPS = {
    "proposal-dismissal": (gettext_lazy("It will not do"), dismiss),
    "proposal-match": (gettext_lazy("Meet it by this"), accept),
    "proposal-question": (gettext_lazy("Ask for the justification"), ask),
    "proposal-answers": (gettext_lazy("Write down their answers"), answer),
    "proposal-score": (gettext_lazy("Score the new service"), score),
    "proposal-passing": (gettext_lazy("Let it pass"), let_pass),
    "proposal-decline": (gettext_lazy("Decline it"), filter_out),
    "proposal-assessment": (gettext_lazy("Assess the new service"), assess),
    "proposal-budget": (gettext_lazy("Ask for the money"), ask_budget),
    "proposal-approval": (gettext_lazy("Approve the new service"), approve),
    "proposal-deferral": (gettext_lazy("Defer the new service"), defer),
    "proposal-refusal": (gettext_lazy("Decline the new service"), decline),
}
