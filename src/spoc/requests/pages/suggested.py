"""What history suggests of a new request, ready to be taken or refused with one key."""

from dataclasses import dataclass

from spoc.audit.activities import label
from spoc.catalogue.queries import service_by_key
from spoc.intake.suggesting import is_settled, suggested_of
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.lessons import Prediction
from spoc.requests.rules import priority_of


@dataclass(frozen=True, slots=True)
class Line:
    """One suggested value in words, the words that led to it, and how far it may be trusted."""

    words: str
    why: str
    degree: int
    share: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the request seems to be as a whole: the values to send when it is taken."""

    lines: list[Line]
    values: dict[str, str]


def suggested_for(support_request: SupportRequest, person: Person) -> Suggested | None:
    """Return what is suggested; None where it is classified, was refused, or nothing is known."""
    is_open = support_request.status == "new" and support_request.type == "unclassified"
    if not is_open or not access.may_classify(person, support_request):
        return None
    found = suggested_of(support_request)
    if not {"type", "service"} <= found.by_history.keys() or is_settled(support_request):
        return None
    values = {
        "type": found.reading.type,
        "service": found.service.key,
        "category": found.category.key if found.category else "",
        "impact": str(found.reading.impact),
        "urgency": str(found.reading.urgency),
        "supportability": "supported",
    }
    return Suggested([_line(*each) for each in found.by_history.items()], values)


def _line(field: str, made: Prediction) -> Line:
    return Line(_said(field, made.value), ", ".join(made.words), made.strength, made.share)


def _said(field: str, value: str) -> str:
    if field == "type":
        return label("request_type", value)
    if field == "service":
        service = service_by_key(value)
        return str(service) if service else value
    impact, urgency = map(int, value.split(":"))
    return label("priority", priority_of(impact, urgency))
