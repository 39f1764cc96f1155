"""What is out of somebody's sight until later, what came back to them, and what they opened."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Reminder, Seen, SupportRequest

BATCH = 500
MOST_ON_TOP = 20


def put_off(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests somebody does not want to see yet.

    What the requester wrote since brings a request back before its time.
    """
    own = Reminder.objects.filter(person=person, came_at=None, support_request=OuterRef("pk"))
    spoke = OuterRef("requester_spoke_at")
    later = SupportRequest.objects.filter(reminders__person=person, reminders__came_at=None)
    return later.exclude(Exists(own.filter(made_at__lt=spoke)))


def came_back(person: Person) -> QuerySet[Reminder]:
    """Return what somebody is reminded of now and may still see, the latest first."""
    seen = access.visible_to(person)
    due = Reminder.objects.filter(
        person=person, came_at__isnull=False, support_request__in=seen
    ).select_related("support_request")
    return due.order_by("-came_at", "-id")[:MOST_ON_TOP]


def reminder_of(support_request: SupportRequest, person: Person) -> Reminder | None:
    """Return somebody's own reminder of a request; None where they set none."""
    return Reminder.objects.filter(support_request=support_request, person=person).first()


def due_reminders(moment: datetime) -> QuerySet[Reminder]:
    """Return the reminders whose moment has come."""
    waiting = Reminder.objects.filter(came_at=None, at__lte=moment, person__is_active=True)
    return waiting.select_related("support_request").order_by("at", "id")[:BATCH]


def recently_seen(person: Person) -> list[SupportRequest]:
    """Return the requests somebody opened last and may still see, the latest first."""
    rows = Seen.objects.filter(person=person, support_request__in=access.visible_to(person))
    latest = rows.select_related("support_request__requester").order_by("-at", "-id")
    return [row.support_request for row in latest]
