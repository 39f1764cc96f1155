"""What is looked up of visits to self-help: what is known of one, and which are over."""

from datetime import datetime

from django.db.models import Q, QuerySet

from spoc.kit.time import now
from spoc.knowledge.models import Article, HelpReading, HelpSession
from spoc.knowledge.rules.deflection import WAITED, Visit
from spoc.people.models import Person
from spoc.requests.models import SupportRequest

MOST_ENDED, MOST_TRIED = 500, 5


def visit_of(session: HelpSession) -> Visit:
    """Return what is known of a visit."""
    return Visit(
        last_at=session.last_at,
        drafted_at=session.drafted_at,
        read_at=session.read_at,
        said_no_at=session.said_no_at,
        has_asked=session.support_request_id is not None,
    )


def asked_since(session: HelpSession) -> SupportRequest | None:
    """Return the first request that whoever was on a visit made within a day of it, in any way."""
    if session.person_id is None:
        return None
    rows = SupportRequest.objects.filter(
        requester=session.person_id,
        created_at__gte=session.began_at,
        created_at__lt=session.last_at + WAITED,
    )
    return rows.order_by("id").first()


def waiting_to_end(moment: datetime) -> QuerySet[HelpSession]:
    """Return visits of which nothing was heard for a day, the oldest first."""
    rows = HelpSession.objects.filter(outcome="open", last_at__lte=moment - WAITED)
    return rows.order_by("last_at")[:MOST_ENDED]


def open_visit_of(person: Person) -> HelpSession | None:
    """Return the visit somebody is on, if they are on one."""
    return HelpSession.objects.filter(person=person, outcome="open").first()


def open_visit_at(mark: str) -> HelpSession | None:
    """Return the visit of the stranger with this mark, if there is one."""
    return HelpSession.objects.filter(visitor=mark, person=None, outcome="open").first()


def reading_of(person: Person | None, mark: str, article: Article) -> HelpReading | None:
    """Return what somebody said last of an article within the day."""
    who = Q(session__person=person) if person else Q(session__visitor=mark, session__person=None)
    rows = HelpReading.objects.filter(who, article=article, session__last_at__gte=now() - WAITED)
    return rows.select_related("session").order_by("-at").first()


def read_before(session: HelpSession) -> QuerySet[HelpReading]:
    """Return the articles that were tried on a visit and did not solve it, the first one first."""
    tried = session.readings.filter(verdict="not_solved").select_related("article")
    return tried.order_by("at")[:MOST_TRIED]
