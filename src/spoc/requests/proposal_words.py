"""What people read of a new service that is asked for: its states, its marks, its facts."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import declare, labels
from spoc.channels.events import Event, register_events

PROPOSAL_STATE = {
    "screening": _("Screening"),
    "converted": _("Met by what there is"),
    "justifying": _("Waiting for the justification"),
    "filtered": _("To be judged"),
    "lapsed": _("Lapsed"),
    "assessing": _("Being assessed"),
    "approved": _("Approved"),
    "deferred": _("Deferred"),
    "declined": _("Declined"),
}
# the same, as whoever asked reads them
PROPOSAL_FOR_REQUESTER = {
    "screening": _("We look whether something we have already will do."),
    "justifying": _("We wait for your answers: tell us what you need it for."),
    "filtered": _("We have your answers and judge whether it is worth going on with."),
    "lapsed": _("It ended, since we had no answers from you."),
    "assessing": _("We assess what it takes and what it brings. Then a service owner decides."),
    "approved": _("It is approved and goes into our portfolio of services."),
    "deferred": _("It is put off until an agreed day."),
    "declined": _("We decided not to go on with it."),
}
# how a service in the portfolio is told of to whoever asked for it
SERVICE_FOR_REQUESTER = {
    "proposed": _("It waits in our portfolio to be designed."),
    "design": _("It is being designed."),
    "live": _("It is there: you can ask about it and order it."),
    "retiring": _("It is being phased out."),
    "retired": _("It is no longer there."),
}
CRITERION = {
    "fit": _("Fits our strategy"),
    "benefit": _("Benefit"),
    "reach": _("How many it reaches"),
    "urgency": _("Urgency, or demanded by rules"),
    "cost_risk": _("Cost and risk"),
}
MARK = {
    "1": _("1 – very little"),
    "2": _("2 – little"),
    "3": _("3 – some"),
    "4": _("4 – much"),
    "5": _("5 – very much"),
}
CHEAP = {
    "1": _("1 – dear or risky"),
    "2": _("2 – rather dear or risky"),
    "3": _("3 – in between"),
    "4": _("4 – rather cheap and safe"),
    "5": _("5 – cheap and safe"),
}
VERDICT = {
    "pass": _("It passes"),
    "reason": _("It may pass for a reason"),
    "stop": _("It does not pass"),
}
BUDGET = {
    "": _("Not asked for"),
    "asked": _("Asked for"),
    "approved": _("Approved"),
    "denied": _("Denied"),
}
MATCH_STATE = {
    "suggested": _("Suggested"),
    "dismissed": _("Will not do"),
    "accepted": _("Meets the need"),
}
PROPOSAL_STEP = {
    "filtered": _("to be judged"),
    "assessing": _("to be assessed and decided"),
}
RECEIPT = {"yes": _("Yes"), "no": _("No"), "n/a": _("Not asked")}
PROPOSAL_TABLES = {
    "proposal_state": PROPOSAL_STATE,
    "proposal_for_requester": PROPOSAL_FOR_REQUESTER,
    "criterion": CRITERION,
    "mark": MARK,
    "mark_cost_risk": CHEAP,
    "verdict": VERDICT,
    "budget": BUDGET,
    "match_state": MATCH_STATE,
    "proposal_step": PROPOSAL_STEP,
    "receipt": RECEIPT,
}
PROPOSAL_SENTENCES = {
    "proposal__matched": _("What there is already was looked through: {count} found"),
    "proposal__match_dismissed": _("{by} found that {match} will not do: {reason}"),
    "request__proposed_instead": _("{by} asked for it as a new service: {other}"),
    "proposal__converted": _("{by} found that {match} meets the need"),
    "proposal__justification_asked": _("{by} asked the requester for the justification"),
    "proposal__reminded": _("The requester was reminded of the justification"),
    "proposal__justified": _("{by} justified the new service"),
    "proposal__lapsed": _("Nobody justified the new service in time: it lapsed"),
    "proposal__scored": _("{by} scored the new service: {score}"),
    "proposal__passed": _("{by} let the new service pass the filter; {sponsor} stands for it"),
    "proposal__filtered_out": _("{by} declined the new service at the filter: {reason}"),
    "proposal__appealed": _("{by} had the new service judged once more"),
    "proposal__assessed": _("{by} assessed the new service"),
    "proposal__budget_asked": _("{by} asked {to} for the money"),
    "proposal__budget_settled": _("The question about the money is settled: {outcome:budget}"),
    "proposal__approved": _("{by} approved the new service {service}"),
    "proposal__deferred": _("{by} put the new service off until {until}"),
    "proposal__declined": _("{by} declined the new service: {reason}"),
    "proposal__woken": _("The day has come until which the new service was put off"),
    "proposal__taken_over": _("What was decided on it before was taken over"),
    "proposal_terms__changed": _("{by} changed the terms of new services"),
    "information__sent": _("{by} sent {articles} to the requester"),
    "information__received": _("The requester has what was sent: {receipt:receipt}"),
}
PROPOSAL_EVENTS = (
    Event(
        "proposal_waits",
        _("A new service waits for me"),
        _("A new service waits for you {step:proposal_step}"),
        icon="new_service",
    ),
)


def begin() -> None:
    """Make the words, the facts and the news of new services known, and what follows from them."""
    for table, words in PROPOSAL_TABLES.items():
        labels(table, words)
    declare(**PROPOSAL_SENTENCES)
    register_events(PROPOSAL_EVENTS)
    import_module("spoc.requests.proposal_reactions")
