"""What pages draw of surveys, thanks and complaints: as far as the reader may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from spoc.audit.activities import sentence
from spoc.audit.queries import story, values_of
from spoc.feedback import access
from spoc.feedback.models import Complaint, Compliment, Survey
from spoc.kit.time import now
from spoc.people.models import Person

# what stands in the story of a complaint
ICONS = {
    "complaint.received": "flag",
    "complaint.acknowledged": "reply",
    "complaint.heard": "mail",
    "complaint.responded": "send",
    "complaint.escalated": "up",
    "complaint.late": "alert",
}


@dataclass(frozen=True, slots=True)
class Done:
    """A step in the story of a complaint."""

    icon: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint in a list, and whether its time to be acknowledged is over."""

    complaint: Complaint
    about: str
    is_late: bool


def story_of(complaint: Complaint) -> list[Done]:
    """Return what happened to a complaint, oldest first."""
    return [
        Done(ICONS.get(fact.kind, "check"), fact.at, sentence(fact.kind, values_of(fact)))
        for fact in story(complaint)
    ]


def rows_of(complaints: Iterable[Complaint], person: Person) -> list[ComplaintRow]:
    """Return complaints as a list shows them; a request is named to whoever may see it."""
    found = list(complaints)
    seen = named(found, person)
    moment = now()
    return [
        ComplaintRow(each, seen.get(each.support_request_id or 0, ""), is_late(each, moment))
        for each in found
    ]


def named(about: Iterable[Complaint | Survey | Compliment], person: Person) -> dict[int, str]:
    """Return what the requests are called that something was said about, by their numbers."""
    keys = {each.support_request_id for each in about if each.support_request_id}
    rows = access.requests_shown(person).filter(pk__in=keys)
    return {row.pk: str(row) for row in rows}


def is_late(complaint: Complaint, moment: datetime) -> bool:
    """Tell whether nobody acknowledged a complaint in time."""
    return complaint.state == "received" and complaint.due_at <= moment
