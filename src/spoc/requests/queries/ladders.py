"""Ladders and what was raised: which ladder counts, who is meant, what waits for an answer."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from spoc.people.models import Person
from spoc.requests import access, ladder_access
from spoc.requests.models import Escalation, Ladder, SupportRequest
from spoc.requests.queries.major import major_of
from spoc.requests.rules.ladder import (
    ANSWERED,
    CLIMBED,
    CONTACT,
    CUSTOMER,
    MAJOR,
    WAITING,
    Place,
    level_of,
)
from spoc.rota.queries import Scope, on_duty_for, takes_work
from spoc.service_levels.queries.clocks import clocks_of
from spoc.service_levels.rules import Calendar


def ladder_for(
    support_request: SupportRequest, trigger: str = "", *, level: str = ""
) -> Ladder | None:
    """Return the ladder a request stands at: its service's own, else the general one.

    With a level it is that of what a supplier promised for it.
    """
    level = level or level_of(
        support_request.priority, is_major=support_request.is_major, trigger=trigger
    )
    theirs = Q(service=None) | Q(service=support_request.service_id)
    rows = with_rungs(Ladder.objects.filter(theirs, is_active=True, level=level))
    found = {ladder.service_id: ladder for ladder in rows}
    return found.get(support_request.service_id) or found.get(None)


def with_rungs(rows: QuerySet[Ladder]) -> QuerySet[Ladder]:
    """Return ladders with all that is shown of them."""
    return rows.select_related("service", "head").prefetch_related("rungs")


def calendar_of(support_request: SupportRequest) -> Calendar | None:
    """Return by which hours the promise of a request runs; None where nothing is promised now."""
    running = [clock for clock in clocks_of(support_request) if clock.stopped_at is None]
    owed = [clock for clock in running if clock.agreement.kind == "sla"]
    return owed[-1].calendar.hours if owed else None


def meant_by(
    role: str, support_request: SupportRequest, ladder: Ladder, moment: datetime
) -> list[Person]:
    """Return who is meant by a role for a request now, of those who may read it.

    For the customer that is whoever answers for their organisation, else whoever asked.
    """
    if role == CUSTOMER:
        return _customers(support_request)
    if role == CONTACT:
        return []  # no person of ours: they are written to about what was handed over
    found = _at_desk(role, support_request, ladder, moment)
    readers = [person for person in found if access.may_read_inside(person, support_request)]
    return readers[:1]


def stands_of(escalation: Escalation, moment: datetime) -> dict[Place, str]:
    """Return how far the rungs of a ladder have come that were raised on the same occasion."""
    rows = Escalation.objects.filter(
        support_request=escalation.support_request_id,
        ladder=escalation.ladder_id,
        occasion=escalation.occasion,
    )
    stands: dict[Place, str] = {}
    for row in rows.order_by("id"):
        said = _stands(row, moment)
        if ORDER.index(said) >= ORDER.index(stands.get(row.place, CLIMBED)):
            stands[row.place] = said
    return stands


def to_climb(moment: datetime, count: int) -> QuerySet[Escalation]:
    """Return what nobody acknowledged in time, the oldest first.

    Requests another worker is at are left to it.
    """
    rows = Escalation.objects.filter(answer_by__lte=moment).order_by("answer_by", "id")
    rows = rows.select_related("support_request", "ladder")
    return rows.select_for_update(skip_locked=True, no_key=True, of=("support_request",))[:count]


def to_gather() -> QuerySet[Escalation]:
    """Return what waits for the letter of a day, locked; what another worker has is left to it."""
    rows = Escalation.objects.filter(awaits_digest=True).order_by("raised_at", "id")
    rows = rows.select_related("support_request__community", "support_request__service")
    rows = rows.prefetch_related("to")
    return rows.select_for_update(skip_locked=True, of=("self",))


def open_on(support_request: SupportRequest) -> QuerySet[Escalation]:
    """Return what was raised on a request and is not over."""
    rows = Escalation.objects.filter(support_request=support_request).exclude(state="closed")
    return rows.order_by("id")


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits for a person on a request: which, who is meant, and since when."""

    escalation: Escalation
    names: list[str]
    is_theirs: bool


def waiting_on(support_request: SupportRequest, person: Person) -> list[Waits]:
    """Return what was raised on a request and nobody acknowledged, for whoever may answer it."""
    rows = ladder_access.answerable_by(person).filter(support_request=support_request)
    found = rows.waiting().distinct().prefetch_related("to").order_by("id")
    return [
        Waits(each, [one.name for one in each.to.all()], person in each.to.all()) for each in found
    ]


def listed_for(person: Person, show: str) -> QuerySet[Escalation]:
    """Return the escalations a person looks at: waiting for them, raised to them, or on theirs."""
    rows = ladder_access.visible_to(person).prefetch_related("to")
    if show == "owned":
        own = Q(support_request__owner=person) | Q(support_request__assignee=person)
        return rows.filter(own)
    meant = Escalation.objects.filter(ladder_access.meant_for(person)).values("pk")
    if show == "told":
        return rows.filter(pk__in=meant)
    return rows.filter(pk__in=meant).waiting()


def has_ladders() -> bool:
    """Tell whether the house has any ladder, also one that is out of use."""
    return Ladder.objects.exists()


def leaders() -> QuerySet[Person]:
    """Return who can be the head that a ladder names, by name."""
    holders = Person.objects.filter(is_active=True, grants__scope="all").distinct()
    may = [person.pk for person in holders if ladder_access.may_lead(person)]
    return Person.objects.filter(pk__in=may).order_by("sort_name")


ORDER = (CLIMBED, WAITING, ANSWERED)


def _stands(row: Escalation, moment: datetime) -> str:
    if row.acknowledged_at is not None:
        return ANSWERED
    is_due = row.answer_by is not None and row.answer_by > moment
    return WAITING if is_due else CLIMBED


def _at_desk(
    role: str, support_request: SupportRequest, ladder: Ladder, moment: datetime
) -> list[Person]:
    """Return who is meant by a role of the desk, the first one first."""
    scope = _scope_of(support_request)
    if role == "owner":
        return _own(support_request.owner, support_request.assignee)
    if role == "IC" and ladder.level == MAJOR:
        return _leads(support_request, moment) or on_duty_for(role, scope, moment)
    if role == "head":
        return _own(ladder.head) or on_duty_for("CSM", scope, moment)
    if role == "CSM_deputy":
        found = on_duty_for("CSM", scope, moment)
        return found[1:] or found
    if role == "SO" and support_request.service:
        here = takes_work(_own(support_request.service.owner), moment)
        return here or on_duty_for(role, scope, moment)
    return on_duty_for(role, scope, moment)


def _leads(support_request: SupportRequest, moment: datetime) -> list[Person]:
    """Return who leads it as a major incident, while they are there."""
    major = major_of(support_request)
    is_led = major is not None and major.state == "active"
    return takes_work(_own(major.coordinator), moment) if major and is_led else []


def _own(*people: Person | None) -> list[Person]:
    return [person for person in people if person is not None and person.is_active]


def _customers(support_request: SupportRequest) -> list[Person]:
    held = {"grants__role": "CU", "organisation": support_request.organisation}
    rows = Person.objects.filter(is_active=True, **held).distinct().order_by("sort_name")
    may = [person for person in rows if access.may_see(person, support_request)]
    return may or [support_request.requester]


def _scope_of(support_request: SupportRequest) -> Scope:
    return Scope(
        support_request.team_id,
        support_request.service_id,
        support_request.community_id,
        support_request.organisation_id,
    )
