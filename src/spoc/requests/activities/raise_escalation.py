"""Hierarchical escalation: raising a rung of the ladder, and climbing on when nobody answers."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.channels.queries.ways import wants_every_step
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access, ladder_letters
from spoc.requests.models import Escalation, Ladder, SupportRequest
from spoc.requests.queries.ladders import calendar_of, ladder_for, meant_by, stands_of
from spoc.requests.rules.ladder import (
    CUSTOMER,
    Step,
    above,
    answer_due,
    fired_by,
    is_in_hand,
    next_above,
)
from spoc.requests.rules.lifecycle import WORKED


@activity
def raise_escalation(
    support_request: SupportRequest,
    *,
    by: Person,
    trigger: str,
    occasion: str = "",
    reason: str = "",
    level: str = "",
) -> list[Escalation]:
    """Tell those whom the ladder names for what happened; each occasion raises a rung once.

    The ladder is that of the request's priority where no other level is named.
    """
    demand(access.may_work(by, support_request), _("Only whoever works on it escalates it."))
    ladder = ladder_for(support_request, trigger, level=level)
    if ladder is None or support_request.status not in WORKED:
        return []
    fired = Escalation.objects.filter(
        support_request=support_request,
        ladder=ladder,
        trigger=trigger,
        occasion=occasion,
        is_climb=False,
    )
    if fired.exists():
        return []
    raised: list[Escalation] = []
    for step in fired_by(ladder.steps, trigger):
        made = Escalation(ladder=ladder, occasion=occasion, reason=reason)
        raised += _raise(support_request, by, made, step)
    return raised


@activity
def climb(
    support_request: SupportRequest, *, by: Person, escalation: Escalation
) -> list[Escalation]:
    """Go on to the next rung, since nobody acknowledged this one in time."""
    escalation.refresh_from_db()
    due = escalation.answer_by
    if escalation.state != "raised" or due is None or due > now():
        return []
    escalation.answer_by, escalation.climbed_at = None, now()
    escalation.save(update_fields=["answer_by", "climbed_at"])
    names = _names(list(escalation.to.all()))
    record("escalation.unanswered", support_request, by=by, to=names)
    return _go_on(support_request, by, escalation)


def _raise(
    support_request: SupportRequest, by: Person, made: Escalation, step: Step
) -> list[Escalation]:
    """Raise one rung; where nobody can be reached, or nobody is there, the next one at once."""
    moment = now()
    people = _meant(support_request, made.ladder, step)
    made.support_request, made.trigger, made.rank = support_request, step.trigger, step.rank
    made.raised_at = moment
    if step.minutes is None:
        made.state, made.closed_at = "closed", moment
        made.awaits_digest = step.is_digest and bool(people)
    elif people:
        made.answer_by = answer_due(step, moment, calendar_of(support_request))
    else:
        made.climbed_at = moment
    made.save(force_insert=True)
    made.to.set(people)
    if not made.awaits_digest:
        _tell(support_request, by, made, people)
    _note(support_request, by, step, list(people))
    is_open = step.minutes is not None and not people
    return [made, *(_go_on(support_request, by, made) if is_open else [])]


def _go_on(support_request: SupportRequest, by: Person, escalation: Escalation) -> list[Escalation]:
    """Raise the next rung unless somebody higher up has it; at the end the manager is alarmed."""
    steps, place = escalation.ladder.steps, escalation.place
    stands = stands_of(escalation, now())
    if is_in_hand(steps, place, stands):
        return []
    if not above(steps, place):
        _alarm(support_request, by, escalation.ladder)
        return []
    step = next_above(steps, place, stands)
    if step is None:
        return []
    made = Escalation(
        ladder=escalation.ladder,
        occasion=escalation.occasion,
        reason=escalation.reason,
        is_climb=True,
    )
    return _raise(support_request, by, made, step)


def _meant(support_request: SupportRequest, ladder: Ladder, step: Step) -> dict[Person, str]:
    """Return whom a rung names now, each once, with the role they are meant in."""
    found: dict[Person, str] = {}
    for role in step.roles:
        for person in meant_by(role, support_request, ladder, now()):
            found.setdefault(person, role)
    return found


def _tell(
    support_request: SupportRequest, by: Person, made: Escalation, people: dict[Person, str]
) -> None:
    """Write one letter to each; the customer reads plain words alone, and may want none."""
    for person, role in people.items():
        if role != CUSTOMER:
            ladder_letters.tell_raised(support_request, by=by, person=person, escalation=made)
        elif wants_every_step(person):
            ladder_letters.tell_customer(support_request, by=by, person=person, escalation=made)


def _note(support_request: SupportRequest, by: Person, step: Step, people: list[Person]) -> None:
    if people:
        told = "escalation.gathered" if step.is_digest else "escalation.told"
        kind = "escalation.raised" if step.minutes is not None else told
        names = _names(people)
        record(kind, support_request, by=by, to=names, trigger=step.trigger, roles=step.roles)
    elif step.minutes is not None:
        role = step.roles[0]
        record("escalation.unreached", support_request, by=by, role=role, trigger=step.trigger)


def _alarm(support_request: SupportRequest, by: Person, ladder: Ladder) -> None:
    """Tell the service manager that the ladder is at its end and nobody answered."""
    people = meant_by("CSM", support_request, ladder, now())
    for person in people:
        ladder_letters.tell_unheard(support_request, by=by, person=person)
    record("escalation.unheard", support_request, by=by, to=_names(people))


def _names(people: list[Person]) -> str:
    return ", ".join(person.name for person in people)
