"""Requests that were searched for, ready to be drawn: one query, in the order they were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet

from spoc.audit.activities import label
from spoc.kit.prepared import Prepared
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.queue_onlooker import MOST_KNOWN, READER, Onlooker, anybody_like

SHOWN = ("id", "title", "priority", "status", "type", "requester__name", "updated_at")


@dataclass(frozen=True, slots=True)
class FoundRequest:
    """One request among what was found."""

    number: int
    reference: str
    title: str
    priority: int
    priority_label: str
    status: str
    status_label: str
    type: str
    type_label: str
    requester: str
    updated_at: datetime


def found_requests(person: Person, numbers: Sequence[int]) -> list[FoundRequest]:
    """Return those of the requests that the person may see, in the order given."""
    rows = _of(anybody_like(person))(person.pk, list(numbers)) if numbers else []
    by_number = {row["id"]: row for row in rows}
    return [_found(by_number[number]) for number in numbers if number in by_number]


@lru_cache(maxsize=MOST_KNOWN)
def _of(who: Onlooker) -> Prepared[dict[str, Any]]:
    def among(reader: int, numbers: Any) -> QuerySet[SupportRequest, dict[str, Any]]:
        return access.visible_to(who.at(reader)).filter(Among(F("pk"), numbers)).values(*SHOWN)

    return Prepared(among, keys=(READER,))


class Among(Func):
    """Whether a value is in a list that comes as one value."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _found(row: dict[str, Any]) -> FoundRequest:
    return FoundRequest(
        number=row["id"],
        reference=f"R-{row['id']}",
        title=row["title"],
        priority=row["priority"],
        priority_label=label("priority", row["priority"]),
        status=row["status"],
        status_label=label("request_status", row["status"]),
        type=row["type"],
        type_label=label("request_type", row["type"]),
        requester=row["requester__name"],
        updated_at=row["updated_at"],
    )
