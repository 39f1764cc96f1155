"""What the forms of the steps offer to choose from."""

from spoc.audit.activities import label
from spoc.catalogue.queries import categories_for, live_services
from spoc.people.models import Person
from spoc.people.queries import team_members, teams_in_order
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.major import active_majors
from spoc.requests.rules import CLOSURE_CODES, LOST, METHODS, TYPES, cancel_reasons
from spoc.requests.rules.guards import DEGREES, VERIFICATIONS
from spoc.service_levels.queries.clocks import clocks_of
from spoc.suppliers.queries import handovers_of
from spoc.work.queries.tasks import choices as task_choices

Choices = dict[str, list[tuple[str, str]]]
OFFERED_RELATIONS = ("related_to", "duplicate_of", "parent_of", "child_of", "caused_by", "causes")
FITTING = {
    "information": ("advice", "answered"),
    "fulfilment": ("fulfilled", "delivered"),
    "new_service": ("no_action", "handed_to_portfolio"),
    "incident": ("fix", "solved"),
}


def choices_for(noun: str, support_request: SupportRequest, person: Person) -> Choices:
    """Return the choices of one step's form, by field."""
    makers = {
        "classification": _classification,
        "assignment": _assignment,
        "escalation": _assignment,
        "resolution": _resolution,
        "cancellation": _cancellation,
        "priority": _priority,
        "links": _links,
        "major-link": _majors,
        "work": _whose,
        "tasks": _tasks,
        "exemption": _clocks,
        "type-fields": _type_fields,
    }
    return makers[noun](support_request, person) if noun in makers else {}


def classification(support_request: SupportRequest | None) -> Choices:
    """Return what a request can be classified as."""
    service = support_request.service if support_request else None
    levels = [str(level) for level in (1, 2, 3)]
    return {
        "type": _labelled("request_type", TYPES[1:]),
        "service": [(s.key, str(s)) for s in live_services()],
        "category": [(c.key, str(c)) for c in categories_for(service)],
        "impact": _labelled("impact", levels),
        "urgency": _labelled("urgency", levels),
        "supportability": _labelled("supportability", ("supported", "chargeable")),
        "lost": _labelled("lost", tuple(LOST)),
    }


def fitting(kind: str) -> tuple[str, str]:
    """Return the method and result that requests of this type usually end with."""
    return FITTING.get(kind, ("fix", "solved"))


def _classification(support_request: SupportRequest, person: Person) -> Choices:
    return classification(support_request)


def _assignment(support_request: SupportRequest, person: Person) -> Choices:
    teams = list(teams_in_order())
    people = [(str(p.pk), f"{p.name}, {t.name}") for t in teams for p in team_members(t)]
    return {"team": [(team.key, team.name) for team in teams], "assignee": people}


def _resolution(support_request: SupportRequest, person: Person) -> Choices:
    return {
        "method": _labelled("method", METHODS),
        "closure_code": _labelled("closure", CLOSURE_CODES),
        **_type_fields(support_request, person),
    }


def _cancellation(support_request: SupportRequest, person: Person) -> Choices:
    is_desk = access.may_work(person, support_request)
    return {"reason": _labelled("cancel", cancel_reasons(is_desk=is_desk))}


def _priority(support_request: SupportRequest, person: Person) -> Choices:
    levels = [(str(p), f"P{p} {label('priority', p)}") for p in range(1, 6)]
    return {"priority": levels}


def _links(support_request: SupportRequest, person: Person) -> Choices:
    return {"relation": _labelled("relation", OFFERED_RELATIONS)}


def _whose(support_request: SupportRequest, person: Person) -> Choices:
    """Return whose minutes can be logged beside one's own: the suppliers it was handed over to."""
    rows = handovers_of(support_request, person)
    return {"whose": sorted({(row.supplier.key, row.supplier.name) for row in rows})}


def _tasks(support_request: SupportRequest, person: Person) -> Choices:
    return task_choices(person)


def _clocks(support_request: SupportRequest, person: Person) -> Choices:
    """Return the promises that can be taken out of the measures."""
    clocks = [each for each in clocks_of(support_request) if each.result != "exempt"]
    words = {each.pk: label("clock_result", each.result).lower() for each in clocks}
    return {"clock": [(str(e.pk), f"{label('metric', e.metric)} ({words[e.pk]})") for e in clocks]}


def _majors(support_request: SupportRequest, person: Person) -> Choices:
    rows = active_majors(access.majors_visible_to(person))
    seen = rows.filter(support_request__in=access.visible_to(person))
    return {"major": [(str(each.pk), str(each.support_request)) for each in seen]}


def _type_fields(support_request: SupportRequest, person: Person) -> Choices:
    return {
        "verification": _labelled("verification", VERIFICATIONS),
        "degree": _labelled("degree", DEGREES),
    }


def _labelled(table: str, codes: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
    return [(code, label(table, code)) for code in codes]
