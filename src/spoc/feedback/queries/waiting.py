"""What waits: letters nobody answered, complaints nobody acknowledged, responses met by silence."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from spoc.audit.models import Fact
from spoc.audit.queries import story
from spoc.feedback.models import Complaint, Survey
from spoc.feedback.queries.days import days_after, office_days
from spoc.feedback.queries.terms import terms
from spoc.feedback.rules import State
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

MOST = 500
MOST_TO_ANSWER = 3
# the fact that who complained wrote more
HEARD = "complaint.heard"


def survey_of(support_request: SupportRequest) -> Survey | None:
    """Return the survey about a request, if whoever asked for it was asked."""
    rows = Survey.objects.filter(support_request=support_request)
    return rows.select_related("person", "agent", "follow_up").first()


def open_surveys(person: Person, moment: datetime) -> QuerySet[Survey]:
    """Return the questions how it was that somebody can still answer, the newest first."""
    rows = Survey.objects.filter(person=person, state="sent", expires_at__gt=moment)
    return rows.select_related("support_request").order_by("-sent_at")[:MOST_TO_ANSWER]


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


def complaint_numbered(number: int) -> Complaint | None:
    """Return the complaint of this number, with who complained."""
    return Complaint.objects.filter(pk=number).select_related("person", "community").first()


def was_heard(complaint: Complaint) -> bool:
    """Tell whether who complained wrote more since the response: then there is no silence."""
    said = complaint.responded_at
    heard = story(complaint).filter(kind=HEARD)
    return said is not None and heard.filter(at__gte=said).exists()


def silent_complaints(moment: datetime) -> list[Complaint]:
    """Return the complaints whose response was met by silence for the business days agreed."""
    days = terms().silence_weekdays
    # so many business days are at least as many days
    rows = Complaint.objects.filter(
        state=State.RESPONDED.value, responded_at__lte=moment - timedelta(days=days)
    )
    heard = Fact.objects.filter(noun="complaint", subject_id=OuterRef("pk"), kind=HEARD)
    silent = rows.exclude(Exists(heard.filter(at__gte=OuterRef("responded_at"))))
    found = silent.order_by("responded_at", "id")[:MOST]
    known = {each: office_days(each) for each in {row.community_id for row in found}}
    return [
        row
        for row in found
        if row.responded_at
        and days_after(known[row.community_id], row.responded_at, days) <= moment
    ]
