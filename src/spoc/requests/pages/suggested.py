"""What history suggests of a new request, ready to be taken or refused with one key."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.catalogue.queries import service_by_key
from spoc.intake.suggesting import suggestion_of
from spoc.people.models import Person, Team
from spoc.people.queries import signed_in, teams_in_order
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
    """What the request seems to be as a whole: the values to send when it is taken.

    `knows` is who had requests like it, to give it to them as well.
    """

    lines: list[Line]
    values: dict[str, str]
    knows: Person | None = None


def suggested_for(support_request: SupportRequest, person: Person) -> Suggested | None:
    """Return what is suggested; None where it is classified, was refused, or nothing is known."""
    is_open = support_request.status == "new" and support_request.type == "unclassified"
    if not is_open or not access.may_classify(person, support_request):
        return None
    found = suggestion_of(support_request)
    if found is None:
        return None
    made = found.by_history
    team, knows = _team(made.get("team")), _person(made.get("person"))
    hands = {"team": team.name if team else "", "person": _knows(knows)}
    values = {
        "type": found.reading.type,
        "service": found.service.key,
        "category": found.category.key if found.category else "",
        "impact": str(found.reading.impact),
        "urgency": str(found.reading.urgency),
        "supportability": "supported",
        **({"team": team.key} if team else {}),
    }
    words = {field: hands.get(field, _said(field, each.value)) for field, each in made.items()}
    lines = [_line(words[field], made[field]) for field in made if words[field]]
    return Suggested(lines, values, knows)


def _team(made: Prediction | None) -> Team | None:
    return teams_in_order().filter(key=made.value).first() if made else None


def _person(made: Prediction | None) -> Person | None:
    """Return who is likely to know it, while they still work here."""
    found = signed_in(int(made.value)) if made else None
    return found if found is not None and found.is_at_desk else None


def _knows(person: Person | None) -> str:
    return _("%(name)s knows this") % {"name": person.name} if person else ""


def _line(words: str, made: Prediction) -> Line:
    return Line(words, ", ".join(made.words), made.strength, made.share)


def _said(field: str, value: str) -> str:
    if field == "type":
        return label("request_type", value)
    if field == "service":
        service = service_by_key(value)
        return str(service) if service else value
    if field != "urgency":
        return ""
    impact, urgency = map(int, value.split(":"))
    return label("priority", priority_of(impact, urgency))
