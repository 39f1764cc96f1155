"""Being reminded of a request: out of sight until a moment, and back on top when it has come."""

from datetime import datetime

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Reminder, Seen, SupportRequest

LONGEST_NOTE = 200
# so many of the requests somebody opened are kept
KEPT = 20


@activity
def set_reminder(
    support_request: SupportRequest, *, by: Person, moment: datetime, note: str = ""
) -> Reminder:
    """Let a request come back to oneself at a moment; one that was set before is moved."""
    access.demand_inside(by, support_request)
    if moment <= now():
        words = _("That moment is past: choose one to come.")
        raise NotPossible(words, fields={"moment": words})
    reminder, _is_new = Reminder.objects.update_or_create(
        support_request=support_request,
        person=by,
        defaults={
            "at": moment,
            "note": one_line(note, LONGEST_NOTE),
            "made_at": now(),
            "came_at": None,
        },
    )
    record("reminder.set", support_request, by=by, until=moment.isoformat())
    return reminder


@activity
def drop_reminder(support_request: SupportRequest, *, by: Person) -> None:
    """Let a request be in one's list again, or off the top of it; nothing is waited for."""
    gone, _rows = Reminder.objects.filter(support_request=support_request, person=by).delete()
    if gone:
        record("reminder.dropped", support_request, by=by)


@activity
def bring_back(support_request: SupportRequest, *, by: Person, reminder: Reminder) -> None:
    """Put a request on top for who wanted to be reminded of it now, and tell them so."""
    due = Reminder.objects.filter(pk=reminder.pk, came_at=None, at__lte=now())
    if not due.update(came_at=now()):
        return
    told: dict[str, object] = {"people": [reminder.person_id], "note": reminder.note}
    record("reminder.due", support_request, by=by, **told)


def note_seen(support_request: SupportRequest, *, by: Person) -> None:
    """Remember that somebody opened a request; of what they opened the newest are kept.

    It is nobody else's affair and happens all day, so it is no activity and no fact.
    """
    seen = Seen(support_request=support_request, person=by, at=now())
    once = ["person", "support_request"]
    Seen.objects.bulk_create(
        [seen], update_conflicts=True, unique_fields=once, update_fields=["at"]
    )
    newest = Seen.objects.filter(person=by).order_by("-at", "-id").values("pk")[:KEPT]
    Seen.objects.filter(person=by).exclude(pk__in=newest).delete()
