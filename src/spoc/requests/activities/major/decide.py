"""Whether an incident is a major one: proposed by rule or judgement, declared, declined, ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Community, Person
from spoc.requests import access
from spoc.requests.activities.classify import override_priority
from spoc.requests.activities.major.update import Word, promise_next, say_update
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import save
from spoc.requests.models import MajorIncident, SupportRequest
from spoc.requests.queries.major import (
    coordinator_for,
    is_known_elsewhere,
    major_of,
    seen_of,
    terms,
)
from spoc.requests.rules.lifecycle import WORKED
from spoc.requests.rules.major import criteria

TOP = 1


@dataclass(frozen=True, slots=True)
class Declaration:
    """How a major incident is begun: who leads, who is concerned, how often word is given, why."""

    reason: str
    coordinator: Person | None = None
    communities: Iterable[Community] = ()
    cadence_minutes: int | None = None
    word: Word | None = None


@activity
def consider_major(support_request: SupportRequest, *, by: Person) -> MajorIncident | None:
    """Propose an incident that meets a criterion; not twice, nor one that was declined for it."""
    known = terms()
    seen = seen_of(support_request, known, now())
    met = criteria(seen, known.thresholds) if seen else []
    major = major_of(support_request)
    if not met or (major and (not major.allows("propose") or set(met) <= set(major.criteria))):
        return None
    if is_known_elsewhere(support_request):
        return None
    return _propose(support_request, by, met, "")


@activity
def propose_major(support_request: SupportRequest, *, by: Person, reason: str) -> MajorIncident:
    """Say that this looks like a major incident, and why, for a coordinator to decide."""
    demand(access.may_propose_major(by, support_request))
    why = _said(reason, _("Say why it looks like a major incident."))
    _demand_incident(support_request)
    return _propose(support_request, by, ["judgement"], why)


@activity
def decline_major(support_request: SupportRequest, *, by: Person, reason: str) -> MajorIncident:
    """Decide that it is no major incident, and why."""
    demand(access.may_run_major(by, support_request))
    why = _said(reason, _("Say why it is no major incident."))
    major = _major(support_request)
    major.move_to("decline", _("Nobody proposed this as a major incident."))
    _decide(major, by, why)
    record("major.declined", support_request, by=by, reason=why)
    return major


@activity
def declare_major(
    support_request: SupportRequest, *, by: Person, declaration: Declaration
) -> MajorIncident:
    """Begin the procedure: a coordinator leads, it comes first in every queue, word is promised."""
    demand(access.may_run_major(by, support_request))
    why = _said(declaration.reason, _("Say why it is a major incident."))
    _demand_incident(support_request)
    major = _major(support_request)
    major.move_to("declare", _("It is a major incident already."))
    lead = declaration.coordinator or coordinator_for(support_request, now())
    major.coordinator = _fit_to_lead(support_request, lead)
    major.cadence_minutes = _cadence(declaration.cadence_minutes)
    major.criteria = major.criteria or ["judgement"]
    _decide(major, by, why)
    major.communities.set(declaration.communities)
    support_request.is_major = True
    save(support_request, ["is_major"])
    _put_first(support_request, by)
    promise_next(major, support_request)
    record(
        "major.declared",
        support_request,
        by=by,
        reason=why,
        coordinator=major.coordinator.name,
        criteria=major.criteria,
    )
    if declaration.word:
        say_update(major, support_request, by=by, word=declaration.word)
    return major


@activity
def coordinate_major(
    support_request: SupportRequest, *, by: Person, coordinator: Person
) -> MajorIncident:
    """Let somebody else lead a major incident."""
    demand(access.may_run_major(by, support_request))
    major = _major(support_request)
    if major.state not in ("active", "restored", "reviewed"):
        raise NotPossible(_("Only a major incident that was declared has a coordinator."))
    major.coordinator = _fit_to_lead(support_request, coordinator)
    major.save(update_fields=["coordinator"])
    record("major.coordinated", support_request, by=by, coordinator=major.coordinator.name)
    return major


@activity
def downgrade_major(support_request: SupportRequest, *, by: Person, reason: str) -> MajorIncident:
    """Decide that it is no major incident any more: it is handled as every other one."""
    demand(
        access.may_downgrade_major(by, support_request),
        _("Only the service manager decides that it is no major incident any more."),
    )
    why = _said(reason, _("Say why it is no major incident any more."))
    major = _major(support_request)
    major.move_to("downgrade", _("Only an active major incident can be downgraded."))
    major.next_update_at = None
    _decide(major, by, why)
    support_request.is_major = False
    save(support_request, ["is_major"])
    override_priority(support_request, by=by, priority=None)
    record("major.downgraded", support_request, by=by, reason=why)
    return major


def _propose(
    support_request: SupportRequest, by: Person, met: list[str], reason: str
) -> MajorIncident:
    major = _major(support_request)
    major.move_to("propose", _("It is proposed or declared already."))
    major.criteria, major.reason = met, reason
    major.proposed_by, major.proposed_at = by, now()
    major.save()
    record("major.proposed", support_request, by=by, criteria=met, reason=reason or None)
    return major


def _major(support_request: SupportRequest) -> MajorIncident:
    return major_of(support_request) or MajorIncident(support_request=support_request)


def _decide(major: MajorIncident, by: Person, reason: str) -> None:
    major.decided_by, major.decided_at, major.decision_reason = by, now(), reason
    major.save()


def _put_first(support_request: SupportRequest, by: Person) -> None:
    """Give it the first priority there is, and the promises that go with it."""
    if support_request.priority == TOP:
        keep_promises(support_request, by=by)
    else:
        why = _("Major incident")
        override_priority(support_request, by=by, priority=TOP, reason=why)


def _demand_incident(support_request: SupportRequest) -> None:
    if support_request.type != "incident" or support_request.status not in WORKED:
        raise NotPossible(_("Only an incident that is being worked on can be a major one."))


def _fit_to_lead(support_request: SupportRequest, person: Person | None) -> Person:
    """Return who is to lead, or refuse whoever may not, or solves it themselves."""
    words = ""
    if person is None:
        words = _("Name a coordinator: nobody is on duty as one.")
    elif not access.may_run_major(person, support_request):
        words = _("%(name)s may not lead major incidents.") % {"name": person.name}
    elif person.pk == support_request.assignee_id:
        words = _("Whoever solves it does not lead it as well: name somebody else.")
    if person is None or words:
        raise NotPossible(words, fields={"coordinator": words})
    return person


def _cadence(minutes: int | None) -> int:
    wanted = minutes or terms().cadence_minutes
    if not 5 <= wanted <= 24 * 60:
        words = _("Give word every 5 minutes to 24 hours.")
        raise NotPossible(words, fields={"cadence_minutes": words})
    return wanted


def _said(reason: str, sentence: str) -> str:
    why = one_line(reason, 300)
    if not why:
        raise NotPossible(sentence, fields={"reason": sentence})
    return why
