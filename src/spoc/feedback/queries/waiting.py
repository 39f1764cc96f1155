"""What waits: letters nobody answered, complaints nobody acknowledged, responses met by silence."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from spoc.feedback.models import Complaint, Survey
from spoc.feedback.queries.terms import terms
from spoc.feedback.rules import State
from spoc.kit.time import add_weekdays
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

MOST = 500


def survey_of(support_request: SupportRequest) -> Survey | None:
    """Return the survey about a request, if whoever asked for it was asked."""
    rows = Survey.objects.filter(support_request=support_request)
    return rows.select_related("person", "agent", "follow_up").first()


def last_asked(person: Person) -> datetime | None:
    """Return when somebody was last asked how it was."""
    rows = Survey.objects.filter(person=person).order_by("-sent_at")
    return rows.values_list("sent_at", flat=True).first()


def surveys_over(moment: datetime) -> QuerySet[Survey]:
    """Return the surveys whose time to be answered is over, the oldest first."""
    rows = Survey.objects.filter(state="sent", expires_at__lte=moment)
    return rows.order_by("expires_at", "id")[:MOST]


def complaint_of(support_request: SupportRequest) -> QuerySet[Complaint]:
    """Return the complaints about a request, the newest first."""
    return Complaint.objects.filter(support_request=support_request).order_by("-id")


def has_complaint(support_request: SupportRequest) -> bool:
    """Tell whether a complaint about a request was received before."""
    return complaint_of(support_request).exists()


def late_complaints(moment: datetime) -> QuerySet[Complaint]:
    """Return the complaints that nobody acknowledged in time, and nobody was told of yet."""
    rows = Complaint.objects.filter(state=State.RECEIVED.value, due_at__lte=moment)
    return rows.filter(late_told_at=None).order_by("due_at", "id")[:MOST]


def silent_complaints(moment: datetime) -> list[Complaint]:
    """Return the complaints whose response was met by silence for the weekdays agreed."""
    days = terms().silence_weekdays
    # so many weekdays are at least as many days
    rows = Complaint.objects.filter(
        state=State.RESPONDED.value, responded_at__lte=moment - timedelta(days=days)
    )
    return [each for each in rows.order_by("responded_at", "id")[:MOST] if _is_over(each, moment)]


def _is_over(complaint: Complaint, moment: datetime) -> bool:
    said = complaint.responded_at
    return said is not None and add_weekdays(said, terms().silence_weekdays) <= moment
