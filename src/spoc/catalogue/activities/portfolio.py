"""The portfolio: a service is proposed, designed, goes live, is phased out, and retires."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.catalogue import access
from spoc.catalogue.models import Service
from spoc.catalogue.rules.portfolio import (
    ASSESSED,
    LIVE_STATES,
    Grounds,
    ServiceState,
    is_lawful,
    missing,
    move,
)
from spoc.catalogue.words import SERVICE_LACKS
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.activities.changes import change, key_for
from spoc.people.models import Person

LONGEST_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is said of a service that is proposed."""

    name: str
    purpose: str
    owner: Person | None
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What other parts of the house know of a service that is to go live."""

    has_promise: bool = False
    has_calendar: bool = False
    has_article: bool = False


@activity
def propose_service(proposal: Proposal, *, by: Person) -> Service:
    """Put a service into the pipeline: what it is for, and who answers for it."""
    demand(access.may_propose(by))
    name = one_line(proposal.name, 120)
    if not name:
        words = _("Give it a name.")
        raise NotPossible(words, fields={"name": words})
    grounds = Grounds(has_owner=proposal.owner is not None, purpose=proposal.purpose)
    _demand_grounds("propose", grounds)
    service = Service.objects.create(
        name=name,
        names=proposal.names,
        key=key_for(Service, name),
        purpose=tidy(proposal.purpose)[:LONGEST_WORDS],
        owner=proposal.owner,
        state=ServiceState.PROPOSED.value,
        state_at=now(),
        is_live=False,
    )
    hold(service)
    record("service.proposed", service, by=by, name=name)
    return service


@activity
def weigh_service(
    service: Service, *, by: Person, assessment: dict[str, str], plan: str, is_internal: bool
) -> Service:
    """Write down what was found of a service: demand, resources, benefit, and the plan."""
    demand(access.may_move(by, service))
    wanted = {
        "assessment": {code: tidy(assessment.get(code, ""))[:LONGEST_WORDS] for code in ASSESSED},
        "plan": tidy(plan)[:LONGEST_WORDS],
        "is_internal": is_internal,
    }
    if changes := change(service, wanted):
        record("service.weighed", service, by=by, name=service.name, changes=changes)
    return service


@activity
def design_service(service: Service, *, by: Person) -> Service:
    """Begin the design of a service that was weighed."""
    return _step(service, "design", by, grounds_of(service))


@activity
def begin_service(service: Service, *, by: Person, known: Known, reason: str = "") -> Service:
    """Let a service go live: from now on it is in the catalogue, and requests are about it."""
    return _step(service, "begin", by, grounds_of(service, known, reason))


@activity
def phase_out_service(
    service: Service, *, by: Person, plan: str, successor: Service | None = None, reason: str = ""
) -> Service:
    """Begin to take a service out of use: nothing new is ordered of it."""
    if successor is not None and successor.pk == service.pk:
        words = _("A service cannot take its own place.")
        raise NotPossible(words, fields={"successor": words})
    service.plan = tidy(plan)[:LONGEST_WORDS]
    service.successor = successor
    grounds = grounds_of(service, reason=reason)
    return _step(service, "phase_out", by, grounds, "plan", "successor")


@activity
def retire_service(service: Service, *, by: Person, reason: str = "") -> Service:
    """Retire a service that nobody has any more; what was done with it stays readable."""
    return _step(service, "retire", by, grounds_of(service, reason=reason))


def grounds_of(service: Service, known: Known | None = None, reason: str = "") -> Grounds:
    """Return what speaks for moving a service, as far as the catalogue and the asker know."""
    told = known or Known()
    grounds = Grounds(
        has_owner=service.owner_id is not None,
        purpose=service.purpose,
        assessment=service.assessment,
        has_support_path=service.team_id is not None,
        has_offering=service.offerings.exclude(state="retired").exists(),
        is_internal=service.is_internal,
        plan=service.plan,
        has_successor=service.successor_id is not None,
        reason=one_line(reason, 300),
        subscriptions=service.subscriptions.filter(until=None).count(),
    )
    return replace(
        grounds,
        has_promise=told.has_promise,
        has_calendar=told.has_calendar,
        has_article=told.has_article,
    )


FACTS = {
    "design": "service.designed",
    "begin": "service.begun",
    "phase_out": "service.phased_out",
    "retire": "service.retired",
}


def _step(service: Service, verb: str, by: Person, grounds: Grounds, *fields: str) -> Service:
    demand(access.may_move(by, service))
    if service.is_unknown or not is_lawful(verb, service.state):
        raise NotPossible(_("It does not stand where this step begins: look at it again."))
    _demand_grounds(verb, grounds)
    service.state = move(verb).target.value
    service.is_live = service.state in LIVE_STATES
    service.state_reason, service.state_at = grounds.reason, now()
    changed = ["state", "is_live", "state_reason", "state_at"]
    service.save(update_fields=[*changed, *fields])
    record(FACTS[verb], service, by=by, name=service.name, reason=grounds.reason)
    return service


def _demand_grounds(verb: str, grounds: Grounds) -> None:
    if lacking := missing(verb, grounds):
        words = {code: str(SERVICE_LACKS[code]) for code in lacking}
        raise NotPossible(" ".join(words.values()), fields=words)
