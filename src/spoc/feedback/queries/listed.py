"""The complaints as they are listed: in which order, and which of them."""

from django.db.models import QuerySet

from spoc.feedback import access
from spoc.feedback.models import Complaint
from spoc.feedback.rules import OPEN, State
from spoc.kit.time import now
from spoc.people.models import Person

SHOWS = ("open", "late", "mine", "all")
# the oldest first while something is to be done, the newest first otherwise
OLDEST, NEWEST = ("id",), ("-id",)


def listed(person: Person, show: str) -> tuple[QuerySet[Complaint], tuple[str, ...]]:
    """Return the complaints somebody may read of one sort, and their order."""
    rows = access.visible_to(person)
    still_open = rows.filter(state__in=[state.value for state in OPEN])
    if show == "late":
        return still_open.filter(state=State.RECEIVED.value, due_at__lte=now()), OLDEST
    if show == "mine":
        return still_open.filter(owner=person), OLDEST
    return (rows, NEWEST) if show == "all" else (still_open, OLDEST)


def counted(person: Person, show: str) -> int:
    """Return how many there are of one sort."""
    return listed(person, show)[0].count()
