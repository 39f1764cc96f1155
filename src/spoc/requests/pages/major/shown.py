"""What a page shows of a major incident, ready to be read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import get_language

from spoc.audit.activities import label
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import MajorIncident, SupportRequest
from spoc.requests.queries.major import Reached, affected_by, reached_by, unresolved, updates_of
from spoc.requests.rules.lifecycle import WORKED
from spoc.requests.rules.major import words_in

MOST_LISTED = 100
MOST_UPDATES = 50


@dataclass(frozen=True, slots=True)
class Told:
    """An update as it is read: the words, who gave them, and how far they have come."""

    words: str
    internal: str
    by: str
    at: datetime
    is_late: bool
    is_final: bool
    reached: Reached


def shown(major: MajorIncident, person: Person) -> dict[str, object]:
    """Return all a page shows of a major incident, as this person may see it."""
    support_request = major.support_request
    below = affected_by(support_request)
    visible = below & access.visible_to(person)
    listed = list(visible.select_related("requester__organisation")[:MOST_LISTED])
    counts = below.aggregate(count=Count("pk"))["count"]
    review = getattr(major, "review", None)
    return {
        "major": major,
        "sr": support_request,
        "criteria": [label("major_criterion", code) for code in major.criteria],
        "told": told(major),
        "affected": listed,
        "affected_count": counts,
        "hidden_count": counts - visible.count(),
        "worked_count": below.filter(status__in=[str(s) for s in WORKED]).count(),
        "lacking": list(unresolved(major, access.visible_to(person))[:MOST_LISTED]),
        "review": review,
        "actions": list(review.actions.select_related("owner")) if review else [],
        "communities": list(major.communities.all()),
        "may_see_request": access.may_see(person, support_request),
    }


def told(major: MajorIncident) -> list[Told]:
    """Return the updates of a major incident, the newest first."""
    language = get_language() or ""
    updates = list(updates_of([major.pk])[:MOST_UPDATES])
    reached = reached_by(updates)
    return [
        Told(
            words=words_in(update.words, language),
            internal=update.internal,
            by=update.by.name,
            at=update.at,
            is_late=update.is_late,
            is_final=update.is_final,
            reached=reached.get(update.pk, Reached()),
        )
        for update in updates
    ]


def nouns_for(major: MajorIncident, person: Person) -> list[str]:
    """Return the steps a person may take with a major incident as it stands now."""
    support_request = major.support_request
    runs = access.may_run_major(person, support_request)
    lives = major.state in ("active", "restored", "reviewed")
    offered = {
        "update": runs and major.allows("update"),
        "restoration": runs and major.allows("restore"),
        "declaration": runs and major.allows("declare") and _is_worked(support_request),
        "decline": runs and major.allows("decline"),
        "review": runs and major.allows("review"),
        "closing": runs and major.allows("close"),
        "coordination": runs and lives,
        "downgrade": major.allows("downgrade")
        and access.may_downgrade_major(person, support_request),
    }
    return [noun for noun, may in offered.items() if may]


def _is_worked(support_request: SupportRequest) -> bool:
    return support_request.type == "incident" and support_request.status in WORKED
